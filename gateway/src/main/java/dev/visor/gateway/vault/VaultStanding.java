package dev.visor.gateway.vault;

import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says in a phrase how the stored objects are. Amber, never red: what is whole still opens. */
final class VaultStanding implements HealthIndicator {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final VaultTable table;
    private final TenantTransactions transactions;
    private final AllTenants tenants;
    private final Clock clock;
    private final Map<TenantId, Integer> ahead = new ConcurrentHashMap<>();
    private Instant counted = Instant.MIN;
    private int damaged;

    VaultStanding(VaultTable table, TenantTransactions transactions, AllTenants tenants, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * Takes what a sweep found.
     *
     * @return whether it is news that the database is older than the store
     */
    boolean swept(TenantId tenant, int objectsAhead) {
        if (objectsAhead == 0) {
            ahead.remove(tenant);
            return false;
        }
        return ahead.put(tenant, objectsAhead) == null;
    }

    @Override
    public Health health() {
        String amber;
        try {
            amber = amber();
        } catch (RuntimeException e) {
            // That the database or the store is away others tell.
            amber = "not known at the moment";
        }
        return Health.up().withDetail("amber", amber).build();
    }

    private String amber() {
        if (!ahead.isEmpty()) {
            return "the store holds objects that the database does not know: it is older than they are";
        }
        int found = damaged();
        return found == 0 ? "none" : found + (found == 1 ? " stored object is damaged" : " stored objects are damaged");
    }

    /** Asked by everybody, so not each time of the database. */
    private synchronized int damaged() {
        Instant now = clock.instant();
        if (counted.isBefore(now.minus(REMEMBERED))) {
            damaged = tenants.all().stream()
                    .mapToInt(tenant -> transactions.inTenant(tenant, () -> table.faulty(tenant)))
                    .sum();
            counted = now;
        }
        return damaged;
    }
}
