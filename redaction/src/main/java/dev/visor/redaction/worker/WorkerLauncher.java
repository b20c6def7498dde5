package dev.visor.redaction.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Starts workers, in the sandbox where there is one.
 *
 * <p>One thread starts them all and lives until this is closed: bubblewrap's {@code --die-with-parent} is Linux's
 * {@code PR_SET_PDEATHSIG}, which ends a process when the thread that started it ends, not when the process of that thread
 * does (prctl(2)). Workers end when this is closed.
 */
final class WorkerLauncher implements AutoCloseable {

    private final List<String> command;
    private final boolean sandboxed;
    private final ExecutorService parent = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("worker-parent").factory());

    private WorkerLauncher(List<String> command, boolean sandboxed) {
        this.command = command;
        this.sandboxed = sandboxed;
    }

    /**
     * Chooses the sandbox if it works here.
     *
     * @throws WorkerException {@code sandbox-unavailable} if it does not and the settings demand it
     */
    static WorkerLauncher choose(WorkerSettings settings) throws WorkerException {
        Path prlimit = Sandbox.program("prlimit");
        return choose(settings, Confinement.find(Sandbox.program("bwrap"), prlimit), prlimit);
    }

    static WorkerLauncher choose(WorkerSettings settings, @Nullable Confinement confinement, @Nullable Path prlimit)
            throws WorkerException {
        if (confinement != null) {
            return new WorkerLauncher(Sandbox.closed(settings, WorkerMain.class, confinement), true);
        }
        if (settings.sandboxRequired()) {
            throw new WorkerException(
                    "sandbox-unavailable",
                    "Pictures are opened in a sandbox only: install bubblewrap and prlimit, and allow user namespaces",
                    null);
        }
        return new WorkerLauncher(Sandbox.open(settings, WorkerMain.class, prlimit), false);
    }

    boolean sandboxed() {
        return sandboxed;
    }

    /**
     * Starts a worker and waits until it is ready.
     *
     * @throws WorkerException {@code worker-unavailable}
     */
    WorkerProcess launch(Duration patience) throws WorkerException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(Sandbox.environment());
        try (Watch watch = new Watch()) {
            WorkerProcess worker = start(builder);
            try (Watch.Limit limit = watch.limit(worker, patience)) {
                worker.greet();
                if (limit.passed()) {
                    throw new IOException("The worker was not ready in time");
                }
                return worker;
            } catch (IOException e) {
                worker.close();
                throw e;
            }
        } catch (IOException e) {
            throw new WorkerException("worker-unavailable", "A worker cannot be started", e);
        }
    }

    /** Whoever is interrupted meanwhile still gets the process: left behind, it would be nobody's to end. */
    private WorkerProcess start(ProcessBuilder builder) throws IOException {
        try {
            return CompletableFuture.supplyAsync(() -> started(builder), parent).join();
        } catch (CompletionException | RejectedExecutionException e) {
            throw new IOException("The worker's command cannot be run", e);
        }
    }

    private static WorkerProcess started(ProcessBuilder builder) {
        try {
            return WorkerProcess.start(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        parent.shutdown();
    }
}
