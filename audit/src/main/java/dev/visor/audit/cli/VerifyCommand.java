package dev.visor.audit.cli;

import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.Report;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.audit.verify.Vouchers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: one log, or all logs below a folder. */
@Command(
        name = "verify",
        description = "Verifies a log's folder, or every log below a folder: signatures, tiles, leaves, completeness.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    /** var/trail/visor/LABEL is three deep from var. */
    private static final int DEPTH = 4;

    @Parameters(
            paramLabel = "DIR",
            description = "The folder with checkpoint, tile/ and log.vkey, or one above several.")
    private Path folder;

    @Option(
            names = "--old",
            paramLabel = "CHECKPOINT",
            description = "A checkpoint seen before: a log that does not extend it was forked or rolled back.")
    private @Nullable Path old;

    @Option(
            names = "--key",
            paramLabel = "VKEYFILE",
            description = "The log's keys from elsewhere; without it those in the folder are taken.")
    private @Nullable Path key;

    @CommandLine.Mixin
    private VouchersOptions vouchers;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // set by picocli
    VerifyCommand() {}

    @Override
    public Integer call() throws IOException {
        List<Path> logs = logs();
        if (logs.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "There is no log in " + folder);
        }
        if (logs.size() > 1 && (old != null || key != null)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--old and --key belong to one log, but " + folder + " holds " + logs.size());
        }
        Vouchers demanded = vouchers.read();
        List<Report> reports = new ArrayList<>();
        for (Path log : logs) {
            reports.add(
                    new TrailVerifier(log, keys(), older()).demanding(demanded).verify());
        }
        boolean passed = reports.stream().allMatch(Report::passed);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CanonicalJson.writeText(Map.of(
                    "pass", passed, "logs", reports.stream().map(Report::toJson).toList())));
        } else {
            reports.forEach(report -> print(out, report));
            out.println("visor-audit: " + (passed ? "PASS" : "FAIL"));
        }
        out.flush();
        return passed ? VisorAudit.PASS : VisorAudit.FAIL;
    }

    static void print(PrintWriter out, Report report) {
        out.println("log " + (report.log().isEmpty() ? "unknown" : report.log()) + ", " + report.size() + " leaves");
        for (Finding.Aspect aspect : Finding.Aspect.values()) {
            out.printf(
                    "%-12s %s  %s%n",
                    aspect,
                    report.passed(aspect) ? "pass" : "FAIL",
                    report.checked().getOrDefault(aspect, "not looked at"));
            for (Finding finding : report.findings()) {
                if (finding.aspect() == aspect) {
                    out.println("  " + (finding.fault() ? "FAULT  " : "remark ") + finding.sentence());
                }
            }
        }
    }

    private @Nullable VerifierKeys keys() throws IOException {
        return key == null ? null : VerifierKeys.parse(Files.readString(key));
    }

    private @Nullable SignedCheckpoint older() throws IOException {
        return old == null
                ? null
                : LogFolder.checkpoint(old)
                        .orElseThrow(() -> new CommandLine.ParameterException(
                                spec.commandLine(), "There is no checkpoint " + old));
    }

    /** A folder is a log when it has a checkpoint, or the keys or tiles of one whose checkpoint was taken away. */
    private List<Path> logs() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> below = Files.walk(folder, DEPTH)) {
            return below.filter(Files::isDirectory)
                    .filter(path -> Files.exists(path.resolve("checkpoint")) || Files.exists(path.resolve("log.vkey")))
                    .sorted()
                    .toList();
        }
    }
}
