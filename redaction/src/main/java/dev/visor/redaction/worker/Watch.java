package dev.visor.redaction.worker;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends workers that are late. */
final class Watch implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "worker-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts a deadline; close it when the answer is there. */
    Limit limit(WorkerProcess worker, Duration time) {
        AtomicBoolean passed = new AtomicBoolean();
        Future<?> end = clock.schedule(
                () -> {
                    passed.set(true);
                    worker.kill();
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
        return new Limit(passed, end);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /**
     * One running deadline.
     *
     * @param flag set when it has passed
     * @param end the task that ends the worker
     */
    record Limit(AtomicBoolean flag, Future<?> end) implements AutoCloseable {

        boolean passed() {
            return flag.get();
        }

        @Override
        public void close() {
            end.cancel(false);
        }
    }
}
