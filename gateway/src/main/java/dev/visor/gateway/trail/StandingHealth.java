package dev.visor.gateway.trail;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.standing.SpaceForecast;
import java.util.Objects;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Red when a published log did not stand at its last verification; amber 14 and 3 days before the trail's store is full. It
 * says so to everybody, so without a figure.
 */
final class StandingHealth implements HealthIndicator {

    private final VerificationKeeper verification;
    private final SpaceKeeper space;

    StandingHealth(VerificationKeeper verification, SpaceKeeper space) {
        this.verification = verification;
        this.space = space;
    }

    @Override
    public Health health() {
        try {
            Health.Builder health = verification.failing()
                    ? Health.down()
                            .withDetail(
                                    "reason",
                                    "A published log did not stand when it was verified last, so a person has to look.")
                    : Health.up();
            return health.withDetail("amber", amber(space.forecast())).build();
        } catch (TrailUnavailableException e) {
            // That its database is away the trail itself tells.
            return Health.up().withDetail("amber", "not known at the moment").build();
        }
    }

    private static String amber(SpaceForecast forecast) {
        return forecast.level().warns()
                ? "the trail's store will be full at " + Objects.requireNonNull(forecast.full())
                : "none";
    }
}
