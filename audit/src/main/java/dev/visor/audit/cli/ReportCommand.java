package dev.visor.audit.cli;

import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Result;
import dev.visor.audit.report.AccessKind;
import dev.visor.audit.report.ProvedRecord;
import dev.visor.audit.report.ReportJson;
import dev.visor.audit.report.ReportVerifier;
import dev.visor.audit.report.SubjectReport;
import dev.visor.audit.verify.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: who saw my face, checked by whoever asked. */
@Command(
        name = "report",
        description = "Checks the report about one person: each record's proof, whose it is, and that none is missing.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The report, report.json.")
    private Path file;

    @Option(
            names = "--log",
            paramLabel = "DIR",
            description = "The log's folder with its entries: every one of them is looked through.")
    private @Nullable Path log;

    @Option(
            names = "--key",
            paramLabel = "VKEYFILE",
            description = "The log's keys from elsewhere; without it those in the report are taken.")
    private @Nullable Path key;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // set by picocli
    ReportCommand() {}

    @Override
    public Integer call() throws IOException {
        SubjectReport report = ReportJson.read(Files.readAllBytes(file));
        @Nullable VerifierKeys keys = key == null ? null : VerifierKeys.parse(Files.readString(key));
        Report result = new ReportVerifier(report, keys, log == null ? null : new LogFolder(log)).verify();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CanonicalJson.writeText(result.toJson()));
        } else {
            out.println("report about one person, made " + report.made());
            VerifyCommand.print(out, result);
            kinds(report).forEach((kind, count) -> out.printf("%6d  %s%n", count, kind.words()));
            out.println(SubjectReport.CLAIM);
            out.println(SubjectReport.NOT_CLAIMED);
            out.println("visor-audit: " + (result.passed() ? "PASS" : "FAIL"));
        }
        out.flush();
        return result.passed() ? VisorAudit.PASS : VisorAudit.FAIL;
    }

    /** What the records say, by the leaves alone; an outcome is counted with the act that it ends. */
    private static Map<AccessKind, Integer> kinds(SubjectReport report) {
        Map<UUID, Result> ends = new HashMap<>();
        for (ProvedRecord record : report.records()) {
            Leaf leaf = leaf(record);
            UUID intent = leaf.intent();
            Result result = leaf.result();
            if (intent != null && result != null) {
                ends.put(intent, result);
            }
        }
        Map<AccessKind, Integer> kinds = new EnumMap<>(AccessKind.class);
        for (ProvedRecord record : report.records()) {
            Leaf leaf = leaf(record);
            if (leaf.intent() == null) {
                kinds.merge(AccessKind.of(leaf, ends.get(leaf.id())), 1, Integer::sum);
            }
        }
        return kinds;
    }

    private static Leaf leaf(ProvedRecord record) {
        try {
            return Leaf.read(record.leaf().getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw new NoteException("The report holds what is no record: " + e.getMessage(), e);
        }
    }
}
