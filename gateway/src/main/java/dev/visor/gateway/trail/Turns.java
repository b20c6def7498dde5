package dev.visor.gateway.trail;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that is done again and again in a thread of its own, with a pause after each time. */
final class Turns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final String name;
    private final long pauseMillis;
    private final Runnable work;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;

    Turns(String name, long pauseMillis, Runnable work) {
        this.name = name;
        this.pauseMillis = pauseMillis;
        this.work = work;
    }

    synchronized void start() {
        thread = Thread.ofPlatform().name(name).daemon().start(this::repeat);
    }

    private void repeat() {
        try {
            while (!stopping.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warn("A turn of {} failed; there will be another", name, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        stopping.countDown();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
