package dev.visor.audit.cli;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.RecordPromise;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.verify.Promises;
import dev.visor.audit.verify.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code promises}: whether a log kept its word. */
@Command(
        name = "promises",
        description = "Looks in a log for the records that it promised, one promise a line (the header Visor-Promise).",
        mixinStandardHelpOptions = true)
final class PromisesCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "The promises, one a line.")
    private Path file;

    @Parameters(index = "1", paramLabel = "DIR", description = "The log's folder with its entries.")
    private Path folder;

    @Option(
            names = "--key",
            paramLabel = "VKEYFILE",
            description = "The log's keys from elsewhere; without it those in the folder are taken.")
    private @Nullable Path key;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // set by picocli
    PromisesCommand() {}

    @Override
    public Integer call() throws IOException {
        List<RecordPromise> promises = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(RecordPromise::parse)
                .toList();
        @Nullable VerifierKeys keys = key == null ? null : VerifierKeys.parse(Files.readString(key));
        Report report = new Promises(new LogFolder(folder), keys).check(promises);
        PrintWriter out = spec.commandLine().getOut();
        VerifyCommand.print(out, report);
        out.println("visor-audit: " + (report.passed() ? "PASS" : "FAIL"));
        out.flush();
        return report.passed() ? VisorAudit.PASS : VisorAudit.FAIL;
    }
}
