package dev.visor.gateway.trail;

import dev.visor.audit.Trail;
import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.Sequencer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the trail going: sequences what was committed, opens a new epoch after a failure, and knows why nothing can be
 * written.
 */
final class TrailKeeper implements SmartLifecycle {

    /** Records that wait longer for their place in the log are a fault. */
    static final Duration STALE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(TrailKeeper.class);
    private static final long SEQUENCE_MILLIS = 250;
    private static final long REOPEN_MILLIS = 1_000;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Sequencer sequencer;
    private final Trail trail;
    private final TrailRecords records;
    private volatile @Nullable String altered;
    private volatile @Nullable String stuck;
    private @Nullable CountDownLatch stopping;
    private List<Thread> threads = List.of();

    TrailKeeper(Sequencer sequencer, Trail trail, TrailRecords records) {
        this.sequencer = sequencer;
        this.trail = trail;
        this.records = records;
    }

    /** Why no record can be written, and so nothing may be shown; empty while it can. */
    Optional<String> refusal() {
        String contradiction = altered;
        return contradiction != null ? Optional.of(contradiction) : trail.failure();
    }

    /** What is wrong with the trail, also where it can still be written. */
    Optional<String> fault() {
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            return refusal;
        }
        String failure = stuck;
        if (failure != null) {
            return Optional.of(failure);
        }
        try {
            return records.oldestPending()
                    .filter(age -> age.compareTo(STALE) > 0)
                    .map(age ->
                            "Records have been waiting for their place in the log for " + age.toSeconds() + " seconds");
        } catch (TrailUnavailableException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Starts with one turn in the foreground.
     *
     * @throws TrailAlteredException if the database contradicts what was signed before: the start must fail
     */
    @Override
    public synchronized void start() {
        try {
            sequencer.step();
        } catch (TrailUnavailableException e) {
            stuck = e.getMessage();
            LOG.error("The log cannot be extended", e);
        }
        CountDownLatch stop = new CountDownLatch(1);
        threads = List.of(
                thread("trail-sequencer", () -> repeat(stop, SEQUENCE_MILLIS, this::sequence)),
                thread("trail-reopener", () -> repeat(stop, REOPEN_MILLIS, this::reopen)));
        stopping = stop;
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().start(work);
    }

    private static void repeat(CountDownLatch stop, long millis, Runnable work) {
        try {
            while (!stop.await(millis, TimeUnit.MILLISECONDS)) {
                work.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sequence() {
        if (altered != null) {
            return;
        }
        try {
            while (sequencer.step() > 0) {
                stuck = null;
            }
            stuck = null;
        } catch (TrailUnavailableException e) {
            if (stuck == null) {
                LOG.error("The log cannot be extended", e);
            }
            stuck = e.getMessage();
        } catch (TrailAlteredException e) {
            altered = e.getMessage();
            LOG.error("The trail was altered: nothing is written any more", e);
        } catch (RuntimeException e) {
            if (stuck == null) {
                LOG.error("The sequencer failed", e);
            }
            stuck = "The sequencer failed";
        }
    }

    private void reopen() {
        try {
            if (trail.failure().isPresent() && trail.reopen()) {
                LOG.warn("The trail's writer had stopped and writes again in a new epoch");
            }
        } catch (RuntimeException e) {
            LOG.error("The trail could not be opened again", e);
        }
    }

    @Override
    public synchronized void stop() {
        CountDownLatch stop = stopping;
        stopping = null;
        if (stop == null) {
            return;
        }
        stop.countDown();
        try {
            for (Thread thread : threads) {
                thread.join(STOP);
            }
            // What the last requests wrote is published before the lights go out.
            if (altered == null && threads.stream().noneMatch(Thread::isAlive)) {
                sequencer.step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TrailUnavailableException e) {
            LOG.warn("The last records are published at the next start", e);
        } finally {
            sequencer.close();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return stopping != null;
    }

    /** Before the web server takes requests, and after it took the last. */
    @Override
    public int getPhase() {
        return 0;
    }
}
