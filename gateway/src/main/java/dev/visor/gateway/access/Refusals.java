package dev.visor.gateway.access;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps refusals from filling the trail, which waits for the disk once for each record. The first ones of a source for a reason are
 * recorded one by one; those after them are counted, and each minute's are one record for each reason: of a person under the
 * person's own pseudonym, of strangers all together. A source that was quiet for a minute begins anew.
 *
 * <p>Addresses are held in memory and never recorded. Of many addresses together, a tenfold is recorded one by one in a
 * minute: a stranger can have as many of them as there are.
 */
@Component
class Refusals implements SmartLifecycle {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final Trails trails;
    private final Clock clock;
    private final int singly;
    private final Map<Source, Seen> seen = new HashMap<>();
    private final Map<Counted, Long> counted = new LinkedHashMap<>();
    private int single;
    private Instant since;
    private @Nullable CountDownLatch stopping;

    /** An address, or a person and the log that is told. */
    private record Source(Object whose, String reason) {}

    /** Under whom refusals are counted, and in whose log; the operator's where it is null. */
    private record Counted(ActorRef actor, @Nullable TenantId tenant, String reason) {}

    private static final class Seen {
        int times;
        boolean lately = true;
    }

    /**
     * Counts.
     *
     * @param singly how many refusals of a source for a reason are recorded one by one, at least 1
     */
    Refusals(Trails trails, Clock clock, @Value("${visor.access.refusals-singly:10}") int singly) {
        if (singly < 1) {
            throw new IllegalArgumentException("visor.access.refusals-singly is at least 1, not " + singly);
        }
        this.trails = trails;
        this.clock = clock;
        this.singly = singly;
        this.since = clock.instant();
    }

    /** Whether this refusal of somebody who is not signed in gets a record of its own; otherwise it was counted here. */
    synchronized boolean recordSingly(String address, String reason) {
        boolean room = single < 10 * singly;
        if (recordSingly(new Source(address, reason), room)) {
            single++;
            return true;
        }
        counted.merge(new Counted(ActorRef.anonymous(), null, reason), 1L, Long::sum);
        return false;
    }

    /** The same of somebody who is signed in, in the log that would take the record. */
    synchronized boolean recordSingly(ActorRef actor, @Nullable TenantId tenant, String reason) {
        Counted person = new Counted(actor, tenant, reason);
        if (recordSingly(new Source(person, reason), true)) {
            return true;
        }
        counted.merge(person, 1L, Long::sum);
        return false;
    }

    /** New sources are not remembered without end: they only come while there is room for single records. */
    private boolean recordSingly(Source source, boolean room) {
        Seen times = seen.get(source);
        if (times == null && room) {
            times = new Seen();
            seen.put(source, times);
        }
        if (times == null) {
            return false;
        }
        times.lately = true;
        if (times.times < singly && room) {
            times.times++;
            return true;
        }
        return false;
    }

    /** Records what was counted since the last time, and forgets whoever was quiet. */
    void settle() {
        Map<Counted, Long> counts;
        Instant from;
        synchronized (this) {
            counts = new LinkedHashMap<>(counted);
            from = since;
            counted.clear();
            seen.values().removeIf(times -> !times.lately);
            seen.values().forEach(times -> times.lately = false);
            single = 0;
            since = clock.instant();
        }
        counts.forEach((whose, count) -> record(whose, count, from));
    }

    private void record(Counted whose, long count, Instant from) {
        Entry.Draft draft = Entry.of("access.refused", whose.actor());
        TenantId tenant = whose.tenant();
        try {
            trails.append((tenant == null ? draft : draft.in(tenant))
                    .because(Ground.SECURITY)
                    .with("reason", whose.reason())
                    .with("count", Long.toString(count))
                    .with("from", from.truncatedTo(ChronoUnit.SECONDS).toString()));
        } catch (TrailUnavailableException e) {
            log.error("{} refusals ({}) could not be recorded yet: the trail is unavailable", count, whose.reason());
            synchronized (this) {
                counted.merge(whose, count, Long::sum);
                since = from.isBefore(since) ? from : since;
            }
        }
    }

    @Override
    public synchronized void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopping = stop;
        Thread.ofVirtual().name("refusals").start(() -> repeat(stop));
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
