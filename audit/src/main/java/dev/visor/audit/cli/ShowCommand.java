package dev.visor.audit.cli;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.verify.Entries;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code show}: one leaf, as it was hashed and in a sentence. */
@Command(name = "show", description = "Shows a leaf. It proves nothing: verify does.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "DIR", description = "The log's folder.")
    private Path folder;

    @Parameters(index = "1", paramLabel = "INDEX", description = "The leaf, counted from 0.")
    private long index;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // set by picocli
    ShowCommand() {}

    @Override
    public Integer call() throws IOException {
        LogFolder log = new LogFolder(folder);
        SignedCheckpoint head = log.checkpoint()
                .orElseThrow(() ->
                        new CommandLine.ParameterException(spec.commandLine(), "There is no checkpoint in " + folder));
        if (index < 0 || index >= head.checkpoint().size()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "The log has leaves 0 to " + (head.checkpoint().size() - 1) + ", not " + index);
        }
        byte[] bytes = Entries.read(log, index, head.checkpoint().size());
        PrintWriter out = spec.commandLine().getOut();
        out.println(new String(bytes, StandardCharsets.UTF_8));
        Leaf leaf = Leaf.read(bytes);
        out.println(leaf.time() + "  " + leaf.actor().label() + " as "
                + leaf.actor().role() + ": "
                + Catalogue.load().find(leaf.action()).map(ActionSpec::sentence).orElse(leaf.action()));
        out.flush();
        return VisorAudit.PASS;
    }
}
