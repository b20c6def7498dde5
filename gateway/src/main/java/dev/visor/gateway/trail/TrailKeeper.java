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

    /** The longest that anything may be shown without the published log growing with it. */
    static final Duration LONGEST_GRACE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(TrailKeeper.class);
    private static final long SEQUENCE_MILLIS = 250;
    private static final long REOPEN_MILLIS = 1_000;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Sequencer sequencer;
    private final Trail trail;
    private final TrailRecords records;
    private final Duration grace;
    private volatile boolean altered;
    private volatile boolean stuck;
    private volatile long turned = System.nanoTime();
    private @Nullable String told;
    private @Nullable CountDownLatch stopping;
    private List<Thread> threads = List.of();

    /**
     * Keeps a trail.
     *
     * @param grace how long records may be written that do not reach the published log, at most {@link #LONGEST_GRACE}
     */
    TrailKeeper(Sequencer sequencer, Trail trail, TrailRecords records, Duration grace) {
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new IllegalArgumentException(
                    "visor.trail.grace-seconds is 0 to " + LONGEST_GRACE.toSeconds() + ", not " + grace.toSeconds());
        }
        this.sequencer = sequencer;
        this.trail = trail;
        this.records = records;
        this.grace = grace;
    }

    /**
     * Why no record can be written, and so nothing may be shown, in one plain sentence; empty while it can.
     *
     * <p>That no turn came to its end within the grace is a reason, too, whatever the sequencer hangs at: what only the
     * database holds can still be dropped by whoever runs it.
     */
    Optional<String> refusal() {
        if (altered) {
            return Optional.of("The stored trail contradicts what was signed before: a person has to look.");
        }
        if (trail.failure().isPresent()) {
            return Optional.of("Records cannot be written at the moment, so nothing is shown.");
        }
        if (System.nanoTime() - turned > grace.toNanos()) {
            return Optional.of("Records no longer reach the published log, so nothing is shown.");
        }
        return Optional.empty();
    }

    /** What is wrong with the trail, also where it can still be written, in one plain sentence. */
    Optional<String> fault() {
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            return refusal;
        }
        if (stuck) {
            return Optional.of("The published log cannot be extended at the moment.");
        }
        try {
            return records.oldestPending()
                    .filter(age -> age.compareTo(STALE) > 0)
                    .map(age -> "Records have been waiting for their place in the log for " + age.toSeconds()
                            + " seconds.");
        } catch (TrailUnavailableException e) {
            return Optional.of("The trail's database does not answer.");
        }
    }

    /**
     * Starts with one turn in the foreground.
     *
     * @throws TrailAlteredException if the database contradicts what was signed before: the start must fail
     */
    @Override
    public synchronized void start() {
        turned = System.nanoTime();
        try {
            sequencer.step();
        } catch (TrailUnavailableException e) {
            stuck = true;
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
        if (altered) {
            return;
        }
        try {
            int done = sequencer.step();
            while (done > 0) {
                turned = System.nanoTime();
                done = sequencer.step();
            }
            // Where another replica leads, the records tell whether it gets on.
            if (done == 0 || records.oldestPending().filter(this::late).isEmpty()) {
                turned = System.nanoTime();
            }
            stuck = false;
        } catch (TrailUnavailableException e) {
            if (!stuck) {
                LOG.error("The log cannot be extended", e);
            }
            stuck = true;
        } catch (TrailAlteredException e) {
            altered = true;
            LOG.error("The trail was altered: nothing is written any more", e);
        } catch (RuntimeException e) {
            if (!stuck) {
                LOG.error("The sequencer failed", e);
            }
            stuck = true;
        }
    }

    private boolean late(Duration age) {
        return age.compareTo(grace) > 0;
    }

    private void reopen() {
        try {
            Optional<String> failure = trail.failure();
            // Once for each failure: it is tried again every second.
            if (failure.isPresent() && !failure.get().equals(told)) {
                told = failure.get();
                LOG.error("Nothing is recorded, and so nothing is shown: {}", told);
            }
            if (failure.isPresent() && trail.reopen()) {
                told = null;
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
            if (!altered && threads.stream().noneMatch(Thread::isAlive)) {
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
