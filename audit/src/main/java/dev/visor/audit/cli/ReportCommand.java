package dev.visor.audit.cli;

import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.report.Accounting;
import dev.visor.audit.report.AccountingPdf;
import dev.visor.audit.report.ReportJson;
import dev.visor.audit.report.ReportVerifier;
import dev.visor.audit.report.SubjectReport;
import dev.visor.audit.verify.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

    @Option(
            names = "--accounting",
            paramLabel = "FILE",
            description =
                    "Writes the accounting of disclosures (45 CFR 164.528) that the report makes, if the report passes:"
                            + " JSON, or a PDF where the name ends in .pdf.")
    private @Nullable Path accounting;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "The first moment of the accounting; six years before the report was made unless given.")
    private @Nullable Instant since;

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
        if (accounting != null && result.passed()) {
            write(accounting, since == null ? Accounting.of(report) : Accounting.of(report, since));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CanonicalJson.writeText(result.toJson()));
        } else {
            out.println("report about one person, made " + report.made());
            VerifyCommand.print(out, result);
            report.accesses().counts().forEach((kind, count) -> out.printf("%6d  %s%n", count, kind.words()));
            out.println(SubjectReport.CLAIM);
            out.println(SubjectReport.NOT_CLAIMED);
            out.println("visor-audit: " + (result.passed() ? "PASS" : "FAIL"));
        }
        out.flush();
        return result.passed() ? VisorAudit.PASS : VisorAudit.FAIL;
    }

    private static void write(Path to, Accounting accounting) throws IOException {
        Files.write(to, to.toString().endsWith(".pdf") ? AccountingPdf.write(accounting) : accounting.toJson());
    }
}
