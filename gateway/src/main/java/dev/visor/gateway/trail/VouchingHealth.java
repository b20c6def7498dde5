package dev.visor.gateway.trail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says in a phrase who outside vouches for the trail. Never red: nothing waits for them. */
final class VouchingHealth implements HealthIndicator {

    private final WitnessKeeper witnesses;
    private final TimeKeeper time;
    private final Duration within;
    private final Clock clock;

    VouchingHealth(WitnessKeeper witnesses, TimeKeeper time, Duration within, Clock clock) {
        this.witnesses = witnesses;
        this.time = time;
        this.within = within;
        this.clock = clock;
    }

    @Override
    public Health health() {
        return Health.up()
                .withDetail("witnesses", witnesses.configured() ? "asked" : "none named")
                .withDetail("time", time.configured() ? "stamped" : "no authority named")
                .withDetail("amber", amber())
                .build();
    }

    private String amber() {
        if (witnesses.alarmed()) {
            return "a witness knows another history of the trail";
        }
        Optional<Instant> since = witnesses.withoutQuorumSince();
        if (since.isPresent() && clock.instant().isAfter(since.get().plus(within))) {
            return "no quorum of witnesses since " + since.get();
        }
        return time.failing() ? "the time stamping authority gives no token" : "none";
    }
}
