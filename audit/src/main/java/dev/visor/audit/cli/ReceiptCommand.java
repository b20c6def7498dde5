package dev.visor.audit.cli;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.verify.Entries;
import dev.visor.audit.verify.TlogProof;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code receipt}: makes and checks proofs of single leaves. */
@Command(
        name = "receipt",
        description = "Makes or checks the proof of one leaf (c2sp.org/tlog-proof@v1).",
        subcommands = {ReceiptCommand.Make.class, ReceiptCommand.Check.class},
        mixinStandardHelpOptions = true)
final class ReceiptCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // set by picocli
    ReceiptCommand() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command: receipt make or receipt check?");
    }

    /** Makes a proof from the log's folder. */
    @Command(name = "make", description = "Prints the proof of a leaf.", mixinStandardHelpOptions = true)
    static final class Make implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "DIR", description = "The log's folder.")
        private Path folder;

        @Parameters(index = "1", paramLabel = "INDEX", description = "The leaf, counted from 0.")
        private long index;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @SuppressWarnings("NullAway.Init") // set by picocli
        Make() {}

        @Override
        public Integer call() throws IOException {
            LogFolder log = new LogFolder(folder);
            SignedCheckpoint head = log.checkpoint()
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            spec.commandLine(), "There is no checkpoint in " + folder));
            long size = head.checkpoint().size();
            if (index < 0 || index >= size) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "The log has leaves 0 to " + (size - 1) + ", not " + index);
            }
            try {
                String leaf = new String(Entries.read(log, index, size), StandardCharsets.UTF_8);
                TlogProof proof = new TlogProof(leaf, new TileTree(log, size).inclusion(index), head);
                PrintWriter out = spec.commandLine().getOut();
                out.print(proof.text());
                out.flush();
                return VisorAudit.PASS;
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    /** Checks a proof with nothing but the log's keys. */
    @Command(name = "check", description = "Checks a proof offline.", mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "The proof.")
        private Path file;

        @Option(names = "--key", required = true, paramLabel = "VKEYFILE", description = "The log's keys.")
        private Path key;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @SuppressWarnings("NullAway.Init") // set by picocli
        Check() {}

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            try {
                TlogProof proof = TlogProof.parse(Files.readString(file));
                proof.verify(VerifierKeys.parse(Files.readString(key)));
                out.println("leaf " + proof.inclusion().index() + " of "
                        + proof.checkpoint().checkpoint().origin() + " at size "
                        + proof.inclusion().size());
                out.println(proof.leaf());
                out.println("visor-audit: PASS");
                return VisorAudit.PASS;
            } catch (NoteException e) {
                out.println(e.getMessage());
                out.println("visor-audit: FAIL");
                return VisorAudit.FAIL;
            } finally {
                out.flush();
            }
        }
    }
}
