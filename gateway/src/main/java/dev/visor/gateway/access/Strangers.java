package dev.visor.gateway.access;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps people who are not signed in from filling the trail, which waits for the disk once for each record. The first
 * refusals of an address for a reason are recorded one by one; those after them are counted, and each minute's are one
 * record for each reason. An address that was quiet for a minute begins anew.
 *
 * <p>Addresses are held in memory and never recorded. Of many addresses together, a tenfold is recorded one by one in a
 * minute: a stranger can have as many of them as there are.
 */
@Component
class Strangers implements SmartLifecycle {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Strangers.class);

    private final Trails trails;
    private final Clock clock;
    private final int singly;
    private final Map<Stranger, Seen> seen = new HashMap<>();
    private final Map<String, Long> counted = new TreeMap<>();
    private int single;
    private Instant since;
    private @Nullable CountDownLatch stopping;

    private record Stranger(String address, String reason) {}

    private static final class Seen {
        int times;
        boolean lately = true;
    }

    /**
     * Counts.
     *
     * @param singly how many refusals of an address for a reason are recorded one by one, at least 1
     */
    Strangers(Trails trails, Clock clock, @Value("${visor.access.strangers-singly:10}") int singly) {
        if (singly < 1) {
            throw new IllegalArgumentException("visor.access.strangers-singly is at least 1, not " + singly);
        }
        this.trails = trails;
        this.clock = clock;
        this.singly = singly;
        this.since = clock.instant();
    }

    /** Whether this refusal gets a record of its own; otherwise it was counted here. */
    synchronized boolean recordSingly(String address, String reason) {
        Stranger stranger = new Stranger(address, reason);
        Seen times = seen.get(stranger);
        // New addresses are not remembered without end: they only come while single records may be had.
        if (times == null && single < 10 * singly) {
            times = new Seen();
            seen.put(stranger, times);
        }
        if (times != null) {
            times.lately = true;
            if (times.times < singly && single < 10 * singly) {
                times.times++;
                single++;
                return true;
            }
        }
        counted.merge(reason, 1L, Long::sum);
        return false;
    }

    /** Records what was counted since the last time, and forgets whoever was quiet. */
    void settle() {
        Map<String, Long> counts;
        Instant from;
        synchronized (this) {
            counts = new TreeMap<>(counted);
            from = since;
            counted.clear();
            seen.values().removeIf(times -> !times.lately);
            seen.values().forEach(times -> times.lately = false);
            single = 0;
            since = clock.instant();
        }
        counts.forEach((reason, count) -> record(reason, count, from));
    }

    private void record(String reason, long count, Instant from) {
        try {
            trails.append(Entry.of("access.refused", ActorRef.anonymous())
                    .because(Ground.SECURITY)
                    .with("reason", reason)
                    .with("count", Long.toString(count))
                    .with("from", from.truncatedTo(ChronoUnit.SECONDS).toString()));
        } catch (TrailUnavailableException e) {
            log.error("{} refusals ({}) could not be recorded yet: the trail is unavailable", count, reason);
            synchronized (this) {
                counted.merge(reason, count, Long::sum);
                since = from.isBefore(since) ? from : since;
            }
        }
    }

    @Override
    public synchronized void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopping = stop;
        Thread.ofVirtual().name("strangers").start(() -> repeat(stop));
    }

    private void repeat(CountDownLatch stop) {
        try {
            while (!stop.await(WINDOW.toMillis(), TimeUnit.MILLISECONDS)) {
                settle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        synchronized (this) {
            if (stopping == null) {
                return;
            }
            stopping.countDown();
            stopping = null;
        }
        settle();
    }

    @Override
    public synchronized boolean isRunning() {
        return stopping != null;
    }

    /** After the trail starts, and before it stops. */
    @Override
    public int getPhase() {
        return 1;
    }
}
