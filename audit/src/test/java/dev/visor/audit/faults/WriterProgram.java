package dev.visor.audit.faults;

import dev.visor.audit.Logs;
import dev.visor.audit.Receipt;
import dev.visor.audit.TestDatabase;
import dev.visor.audit.TestTrail;
import dev.visor.audit.Trail;
import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.TrailSettings;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.record.Catalogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** A replica as a process of its own: it writes records without end, and prints each once it is durable. */
final class WriterProgram {

    private static final int CALLERS = 6;

    /** The campaign is about kills, not about long logs. */
    private static final Duration TURN = Duration.ofMillis(10);

    private WriterProgram() {}

    /** Port, database, log, replica. */
    public static void main(String[] arguments) {
        DataSource database = TestDatabase.trail(Integer.parseInt(arguments[0]), arguments[1]);
        TrailSettings settings = TrailSettings.of(UUID.fromString(arguments[3]), Clock.systemUTC());
        Trail trail = null;
        while (trail == null) {
            try {
                trail = Trail.open(database, new Logs(database), Catalogue.load(), settings);
            } catch (TrailUnavailableException e) {
                pause(); // The killed one's connection has not ended yet, or PostgreSQL is away.
            }
        }
        Trail open = trail;
        for (int i = 0; i < CALLERS; i++) {
            Thread.ofPlatform().start(() -> write(open, arguments[2]));
        }
    }

    private static void write(Trail trail, String log) {
        while (true) {
            try {
                Receipt receipt = trail.append(log, TestTrail.shown(TestTrail.view(), TestTrail.person("ada")));
                System.out.println(receipt.record());
                LockSupport.parkNanos(TURN.toNanos());
            } catch (TrailUnavailableException e) {
                pause();
                trail.reopen();
            } catch (TrailAlteredException e) {
                System.out.println("altered");
            }
        }
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    /** The program, and what it has acknowledged. */
    static final class Handle implements AutoCloseable {

        private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        private final Process process;
        private final Thread reader;

        private Handle(Process process) {
            this.process = process;
            this.reader = Thread.ofVirtual().start(() -> read(process.inputReader()));
        }

        /** Whole lines only: of one that was killed in the middle of a line nothing is known. */
        private void read(BufferedReader out) {
            try (out) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    acknowledged.add(line);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        static Handle start(int port, String database, String log, UUID replica) throws IOException {
            return new Handle(new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            WriterProgram.class.getName(),
                            Integer.toString(port),
                            database,
                            log,
                            replica.toString()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }

        /** The records so far. */
        Set<String> acknowledged() {
            return Set.copyOf(acknowledged);
        }

        /** {@code kill -9}; what it printed before is read to the end. */
        Set<String> kill() throws IOException {
            // By its handle: Process.destroyForcibly also closes the pipe from which the last lines are still to be
            // read.
            process.toHandle().destroyForcibly();
            try {
                process.waitFor();
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            return acknowledged();
        }

        @Override
        public void close() throws IOException {
            kill();
        }
    }
}
