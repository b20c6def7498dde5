package dev.visor.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Amber for a day once somebody of the workforce, or of the operator, asked again and again for what is not there or not theirs to
 * know of. Their refusals stand in the operator's log, which no rule looks through; a client's person is a finding of the client's.
 */
@Component("sweepsHealthIndicator")
class SweepHealth implements HealthIndicator {

    /** As the rule about a client's people has it. */
    static final int LEAST = 20;

    static final Duration WITHIN = Duration.ofHours(1);

    private static final Duration TOLD = Duration.ofDays(1);
    private static final Logger log = LoggerFactory.getLogger(SweepHealth.class);

    private final Clock clock;
    private final Map<UUID, Seen> seen = new HashMap<>();
    private final Map<UUID, Instant> swept = new HashMap<>();

    private record Seen(Instant since, int times) {}

    SweepHealth(Clock clock) {
        this.clock = clock;
    }

    /** Counts a request of this person for what is not there. */
    synchronized void missed(UUID person) {
        Instant now = clock.instant();
        Seen before = seen.get(person);
        Seen after = before == null || before.since().isBefore(now.minus(WITHIN))
                ? new Seen(now, 1)
                : new Seen(before.since(), before.times() + 1);
        seen.put(person, after);
        if (after.times() >= LEAST && swept.put(person, now) == null) {
            log.warn(
                    "Somebody without a client asks again and again for what is not there: the operator's log says who");
        }
        seen.values().removeIf(one -> one.since().isBefore(now.minus(WITHIN)));
    }

    @Override
    public synchronized Health health() {
        Instant since = clock.instant().minus(TOLD);
        swept.values().removeIf(at -> at.isBefore(since));
        return Health.up()
                .withDetail(
                        "amber",
                        swept.isEmpty() ? "none" : swept.size() + " of the workforce or the operator tried identifiers")
                .build();
    }
}
