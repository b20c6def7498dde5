package dev.visor.gateway.trail;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red when a record could not be written, or does not reach the published log; it says so to everybody, so in plain words. */
final class TrailHealthIndicator implements HealthIndicator {

    private final TrailKeeper keeper;

    TrailHealthIndicator(TrailKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public Health health() {
        return keeper.fault()
                .map(fault -> Health.down().withDetail("reason", fault).build())
                .orElseGet(() -> Health.up().build());
    }
}
