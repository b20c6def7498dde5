package dev.visor.gateway.vault;

import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says in a phrase how the stored objects are. Amber, never red: what is whole still opens. */
final class VaultStanding implements HealthIndicator {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final CheckTable table;
    private final ResealTable reseals;
    private final TenantTransactions transactions;
    private final AllTenants tenants;
    private final Clock clock;
    private final Map<TenantId, Integer> ahead = new ConcurrentHashMap<>();
    private Instant counted = Instant.MIN;
    private int damaged;
    private List<Reseal> open = List.of();

    VaultStanding(
            CheckTable table, ResealTable reseals, TenantTransactions transactions, AllTenants tenants, Clock clock) {
        this.table = table;
        this.reseals = reseals;
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
        String resealing = "not known at the moment";
        try {
            amber = amber();
            resealing = resealing();
        } catch (RuntimeException e) {
            // That the database or the store is away others tell.
            amber = "not known at the moment";
        }
        return Health.up()
                .withDetail("amber", amber)
                .withDetail("resealing", resealing)
                .build();
    }

    private String amber() {
        if (!ahead.isEmpty()) {
            return "the store holds objects that the database does not know: it is older than they are";
        }
        int found = damaged();
        return found == 0 ? "none" : found + (found == 1 ? " stored object is damaged" : " stored objects are damaged");
    }

    private String resealing() {
        count();
        if (open.isEmpty()) {
            return "none";
        }
        return "%d jobs: %d of %d objects, %d passed over"
                .formatted(
                        open.size(),
                        open.stream().mapToLong(Reseal::done).sum(),
                        open.stream().mapToLong(Reseal::total).sum(),
                        open.stream().mapToLong(Reseal::failed).sum());
    }

    private int damaged() {
        count();
        return damaged;
    }

    /** Asked by everybody, so not each time of the database. */
    private synchronized void count() {
        Instant now = clock.instant();
        if (counted.isBefore(now.minus(REMEMBERED))) {
            damaged = tenants.all().stream()
                    .mapToInt(tenant -> transactions.inTenant(tenant, () -> table.faulty(tenant)))
                    .sum();
            open = tenants.all().stream()
                    .flatMap(tenant -> transactions.inTenant(tenant, () -> reseals.open(tenant)).stream())
                    .toList();
            counted = now;
        }
    }
}
