package dev.visor.redaction.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts workers, in the sandbox where there is one. */
final class WorkerLauncher {

    private final List<String> command;
    private final boolean sandboxed;

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
            WorkerProcess worker = WorkerProcess.start(builder);
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
}
