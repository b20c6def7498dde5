package dev.visor.audit.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visor.audit.Logs;
import dev.visor.audit.TestDatabase;
import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.KeyFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/**
 * A sequencer as a process of its own. It prints the id of the thread that does everything, and then answers each line that
 * it reads: {@code step} extends the log until nothing waits, {@code turn} once.
 */
final class SequencerProgram {

    private SequencerProgram() {}

    /** Port, database, folder. */
    public static void main(String[] arguments) throws IOException {
        DataSource database = TestDatabase.trail(Integer.parseInt(arguments[0]), arguments[1]);
        Path folder = Path.of(arguments[2]);
        SequencerSettings settings = new SequencerSettings(
                folder.resolve("trail"), new KeyFolder(folder.resolve("log-keys")), Clock.systemUTC(), 256);
        try (Sequencer sequencer = new Sequencer(database, new Logs(database), settings);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            System.out.println(
                    Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(step(sequencer, line.equals("turn")));
            }
        }
    }

    private static String step(Sequencer sequencer, boolean once) {
        try {
            int records;
            do {
                records = sequencer.step();
            } while (records > 0 && !once);
            return records >= 0 ? "done" : "another leads";
        } catch (TrailUnavailableException e) {
            return "unavailable";
        } catch (TrailAlteredException e) {
            return "altered: " + e.getMessage();
        }
    }

    /** The program, started and ready. */
    static final class Handle implements AutoCloseable {

        private final Process process;
        private final BufferedReader out;
        private final long thread;

        private Handle(Process process) throws IOException {
            this.process = process;
            this.out = process.inputReader();
            this.thread = Long.parseLong(String.valueOf(out.readLine()));
        }

        static Handle start(int port, String database, Path folder) throws IOException {
            return new Handle(new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SequencerProgram.class.getName(),
                            Integer.toString(port),
                            database,
                            folder.toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }

        /** Of the thread that makes all the calls. */
        long thread() {
            return thread;
        }

        /** Extends the log; "killed" if it was. */
        String step() throws IOException {
            return ask("step");
        }

        /** One turn of the sequencer, while others write without end. */
        String turn() throws IOException {
            return ask("turn");
        }

        private String ask(String line) throws IOException {
            try {
                process.outputWriter().write(line + "\n");
                process.outputWriter().flush();
            } catch (IOException e) {
                return "killed";
            }
            String answer = out.readLine();
            return answer == null ? "killed" : answer;
        }

        void kill() throws IOException {
            // By its handle: Process.destroyForcibly also closes the pipe from which the last lines are still to be
            // read.
            process.toHandle().destroyForcibly();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            kill();
        }
    }
}
