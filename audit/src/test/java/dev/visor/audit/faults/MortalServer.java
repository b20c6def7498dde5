package dev.visor.audit.faults;

import dev.visor.audit.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A durable PostgreSQL that is there to be killed. */
final class MortalServer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final Path data;
    private EmbeddedPostgres server;

    private MortalServer(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
    }

    /** Makes one in an empty folder. */
    static MortalServer create(Path data) throws IOException {
        MortalServer made = on(data);
        TestDatabase.createRoles(made.server);
        return made;
    }

    /** Starts one on the data of another, which was stopped, killed or copied. */
    static MortalServer on(Path data) throws IOException {
        return new MortalServer(data, start(data, 0));
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return TestDatabase.durable()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .start();
    }

    int port() {
        return server.getPort();
    }

    Path data() {
        return data;
    }

    /** The postmaster and whoever works for it. */
    List<ProcessHandle> processes() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        List<ProcessHandle> all = new ArrayList<>();
        ProcessHandle.of(postmaster).ifPresent(parent -> {
            all.add(parent);
            parent.descendants().forEach(all::add);
        });
        return all;
    }

    /** {@code kill -9} of all its processes, the postmaster first so that it starts none anew. */
    void kill() throws IOException {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            try {
                one.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new IOException("PostgreSQL lives on", e);
            }
        }
        closeQuietly();
    }

    /** Starts it again where it was. */
    void restart() throws IOException {
        server = start(data, port());
    }

    private void closeQuietly() {
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            // There was nothing left to stop.
        }
    }

    @Override
    public void close() {
        try {
            Files.readAllLines(data.resolve("postmaster.pid"));
            closeQuietly();
        } catch (NoSuchFileException e) {
            // It does not run.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
