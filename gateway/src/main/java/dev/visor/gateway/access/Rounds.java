package dev.visor.gateway.access;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again on a thread of its own. For what each process has to do for itself: the work queue gives a job to
 * one of them only.
 */
final class Rounds {

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final CountDownLatch stop = new CountDownLatch(1);

    /** Begins. A round that fails is told by its class and does not end those that follow. */
    static Rounds start(String name, Duration every, Runnable work) {
        Rounds rounds = new Rounds();
        Thread.ofVirtual().name(name).start(() -> rounds.repeat(name, every, work));
        return rounds;
    }

    private void repeat(String name, Duration every, Runnable work) {
        try {
            while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    log.warn("A round of {} failed: {}", name, e.getClass().getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No more rounds; one that is under way ends by itself. */
    void stop() {
        stop.countDown();
    }
}
