package dev.visor.audit.cli;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.pack.EvidencePack;
import dev.visor.audit.pack.PackCheck;
import dev.visor.audit.pack.PackFilter;
import dev.visor.audit.pack.PackHead;
import dev.visor.audit.pack.Questions;
import dev.visor.audit.report.ReportJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pack}: records with their proofs, for a regulator. */
@Command(
        name = "pack",
        description =
                "Packs records with their proofs for whoever has neither the log nor Visor, or checks such a pack.",
        subcommands = {PackCommand.Make.class, PackCommand.Check.class},
        mixinStandardHelpOptions = true)
final class PackCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // set by picocli
    PackCommand() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command: pack make or pack check?");
    }

    /** Makes a pack from the log's folder. */
    @Command(
            name = "make",
            description = "Packs the records that fit all that is asked; without a question, all of them.",
            mixinStandardHelpOptions = true)
    static final class Make implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "DIR", description = "The log's folder, with its entries.")
        private Path folder;

        @Parameters(index = "1", paramLabel = "FILE", description = "The pack, a new ZIP archive.")
        private Path file;

        @Option(names = "--from", paramLabel = "TIME", description = "The earliest time, such as 2026-11-01T00:00:00Z.")
        private @Nullable Instant from;

        @Option(names = "--until", paramLabel = "TIME", description = "Records before this time.")
        private @Nullable Instant until;

        @Option(names = "--actor", paramLabel = "LABEL", description = "Who, as records have it; any of several.")
        private Set<String> actors = new LinkedHashSet<>();

        @Option(names = "--object", paramLabel = "LABEL", description = "On what, such as view:…; any of several.")
        private Set<String> objects = new LinkedHashSet<>();

        @Option(names = "--action", paramLabel = "NAME", description = "Which act, such as view.show; any of several.")
        private Set<String> actions = new LinkedHashSet<>();

        @Option(names = "--tag", paramLabel = "TAG", description = "A record's tag about a person; any of several.")
        private Set<String> tags = new LinkedHashSet<>();

        @Option(
                names = "--records",
                paramLabel = "ID|FILE",
                description = "An incident: records, by identifier or as a file with one a line; with their intents and"
                        + " outcomes, and whatever else fits and is about the same objects.")
        private Set<String> records = new LinkedHashSet<>();

        @Option(
                names = "--finding",
                paramLabel = "ID",
                description = "An incident: the records of a finding, and whatever else fits and is about its object.")
        private @Nullable UUID finding;

        @Option(
                names = "--subject",
                paramLabel = "REPORT",
                description =
                        "About one person: the report.json of the subject report. Its key does not go into the pack.")
        private @Nullable Path subject;

        @Option(
                names = "--under",
                paramLabel = "HEAD",
                description =
                        "newest, or the newest head that is witnessed, or stamped with a time token; later records are"
                                + " left out then.")
        private PackHead under = PackHead.NEWEST;

        @Option(names = "--key", paramLabel = "VKEYFILE", description = "The log's keys; else those in the folder.")
        private @Nullable Path key;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @SuppressWarnings("NullAway.Init") // set by picocli
        Make() {}

        @Override
        public Integer call() throws IOException {
            if (Files.exists(file)) {
                throw wrong(file + " is there already");
            }
            LogFolder log = new LogFolder(folder);
            VerifierKeys keys = key == null ? log.keys() : VerifierKeys.parse(Files.readString(key));
            PackFilter filter = filter(new Questions(log));
            boolean made = false;
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
                int count = new EvidencePack(log, keys, filter, under).write(out);
                PrintWriter says = spec.commandLine().getOut();
                says.println(count + " records are in " + file);
                says.flush();
                made = true;
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            } finally {
                if (!made) {
                    Files.deleteIfExists(file);
                }
            }
            return VisorAudit.PASS;
        }

        private PackFilter filter(Questions questions) throws IOException {
            Set<String> about = new LinkedHashSet<>(tags);
            if (subject != null) {
                Set<String> found = questions.about(
                        ReportJson.read(Files.readAllBytes(subject)).key());
                if (found.isEmpty()) {
                    throw wrong("The log has no record about this person");
                }
                about.addAll(found);
            }
            Set<UUID> incident = new LinkedHashSet<>();
            for (String record : records) {
                incident.addAll(identifiers(record));
            }
            if (finding != null) {
                Set<UUID> found = questions.ofFinding(finding);
                if (found.isEmpty()) {
                    throw wrong("The log has no record of this finding");
                }
                incident.addAll(found);
            }
            return new PackFilter(from, until, actors, objects, actions, about, incident);
        }

        private Set<UUID> identifiers(String record) throws IOException {
            boolean file = !record.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
            Set<UUID> identifiers = new LinkedHashSet<>();
            for (String line : file ? Files.readAllLines(Path.of(record)) : List.of(record)) {
                if (!line.isBlank()) {
                    try {
                        identifiers.add(UUID.fromString(line.strip()));
                    } catch (IllegalArgumentException e) {
                        throw wrong("A record is named by its identifier, one a line");
                    }
                }
            }
            if (identifiers.isEmpty()) {
                throw wrong("There is no identifier of a record in " + record);
            }
            return identifiers;
        }

        private CommandLine.ParameterException wrong(String why) {
            return new CommandLine.ParameterException(spec.commandLine(), why);
        }
    }

    /** Checks a pack with nothing but the log's keys. */
    @Command(name = "check", description = "Checks a pack offline.", mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "The pack.")
        private Path file;

        @Option(names = "--key", required = true, paramLabel = "VKEYFILE", description = "The log's keys.")
        private Path key;

        @CommandLine.Mixin
        private VouchersOptions vouchers;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @SuppressWarnings("NullAway.Init") // set by picocli
        Check() {}

        @Override
        public Integer call() throws IOException {
            PackCheck.Result result = new PackCheck(VerifierKeys.parse(Files.readString(key)))
                    .demanding(vouchers.read())
                    .check(file);
            PrintWriter out = spec.commandLine().getOut();
            result.faults().forEach(out::println);
            result.vouched().forEach(out::println);
            out.println(result.count() + " records are proved; that no other record fits, only the whole log can show");
            out.println("visor-audit: " + (result.faults().isEmpty() ? "PASS" : "FAIL"));
            out.flush();
            return result.faults().isEmpty() ? VisorAudit.PASS : VisorAudit.FAIL;
        }
    }
}
