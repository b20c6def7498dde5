package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells of requests whose reason does not open: once each in the log and as an event, and amber in health until the request
 * has expired. Whoever only looks at the list finds it each time and is told there.
 */
@Component
class AlteredApprovals implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(AlteredApprovals.class);

    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<UUID, Instant> altered = new ConcurrentHashMap<>();

    AlteredApprovals(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Tells of one, outside of transactions: whoever hears of it writes a record. */
    void raise(Approval approval, RuntimeException cause) {
        if (altered.put(approval.id(), approval.expiresAt()) == null) {
            log.error(
                    "The reason of the request {} does not open: {}",
                    approval.id(),
                    cause.getClass().getName());
            events.publishEvent(new ApprovalAltered(approval.tenant(), ObjectLabel.of("approval", approval.id())));
        }
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        altered.values().removeIf(expires -> !now.isBefore(expires));
        return Health.up()
                .withDetail("amber", altered.isEmpty() ? "none" : "a request that needs two people was altered")
                .build();
    }
}
