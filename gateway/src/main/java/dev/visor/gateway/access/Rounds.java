package dev.visor.gateway.access;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does something again and again on a thread of its own, for as long as the process is up. For what each process has to do for
 * itself: the work queue gives a job to one of them only.
 */
public abstract class Rounds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final Duration every;
    private @Nullable CountDownLatch stop;

    /**
     * Begins nothing yet.
     *
     * @param name of the thread
     * @param every from the end of a round to the next, longer than none
     */
    protected Rounds(String name, Duration every) {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("The time between rounds of " + name + " is one such as 20s");
        }
        this.name = name;
        this.every = every;
    }

    /** One round. What it throws is told by its class, and those that follow come all the same. */
    protected abstract void round();

    /** The first round is done before anybody is served; what that throws stops the start. */
    @Override
    public synchronized void start() {
        round();
        CountDownLatch until = new CountDownLatch(1);
        stop = until;
        Thread.ofVirtual().name(name).start(() -> repeat(until));
    }

    private void repeat(CountDownLatch until) {
        try {
            while (!until.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    round();
                } catch (RuntimeException e) {
                    log.warn("A round of {} failed: {}", name, e.getClass().getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No more rounds; one that is under way ends by itself. */
    @Override
    public synchronized void stop() {
        if (stop != null) {
            stop.countDown();
            stop = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return stop != null;
    }

    /** After the trail starts, and before it stops. */
    @Override
    public int getPhase() {
        return 1;
    }
}
