package dev.visor.audit.cli;

import dev.visor.audit.note.NoteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's entry: exit code 0 for pass, 1 for fail, 2 for wrong use or unreadable files. */
@Command(
        name = "visor-audit",
        description = "Checks Visor's audit trail without a network, a database or trust in its operator.",
        subcommands = {
            VerifyCommand.class,
            ShowCommand.class,
            ReceiptCommand.class,
            ReportCommand.class,
            PackCommand.class,
            PromisesCommand.class,
            WitnessCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "visor-audit 0.1.0, leaf v1")
public final class VisorAudit implements Runnable {

    /** What {@code main} gives to the shell. */
    static final int PASS = 0;

    static final int FAIL = 1;
    static final int USAGE = 2;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // set by picocli
    VisorAudit() {}

    /**
     * Runs the program.
     *
     * @param args a command and its arguments
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new VisorAudit())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    Exception cause =
                            exception instanceof UncheckedIOException unreadable ? unreadable.getCause() : exception;
                    if (cause instanceof IOException) {
                        command.getErr().println("visor-audit: " + reason(cause));
                        return USAGE;
                    }
                    // Bytes that trip the program up do not stand, whatever it is that they trip up.
                    command.getErr()
                            .println("visor-audit: "
                                    + (exception instanceof NoteException ? reason(exception) : exception.toString()));
                    command.getOut().println("visor-audit: FAIL");
                    command.getOut().flush();
                    return FAIL;
                });
    }

    private static String reason(Exception exception) {
        return exception instanceof java.nio.file.NoSuchFileException
                ? "There is no file " + exception.getMessage()
                : String.valueOf(exception.getMessage());
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Which command: verify, show, receipt, report, pack, promises or witness?");
    }
}
