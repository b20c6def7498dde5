package dev.visor.gateway.keys;

import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says which domains this process could open, and that nothing is separated where it could open them all (G7). */
final class SeparationHealth implements HealthIndicator {

    private final Custodians custodians;

    SeparationHealth(Custodians custodians) {
        this.custodians = custodians;
    }

    @Override
    public Health health() {
        boolean all = custodians.domains().size() == Domain.values().length;
        return Health.up()
                .withDetail("separated", !all)
                .withDetail("amber", all ? "one process holds the keys of every domain" : "none")
                .withDetail(
                        "domains",
                        custodians.domains().stream()
                                .sorted()
                                .map(Domain::label)
                                .collect(Collectors.joining(" ")))
                .build();
    }
}
