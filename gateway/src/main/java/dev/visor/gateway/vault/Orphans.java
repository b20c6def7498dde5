package dev.visor.gateway.vault;

import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds objects that no row names, because a crash fell between their sealing and the rows of whoever sealed them, and
 * destroys their keys.
 *
 * <p>Who names an object is asked of the database's own catalogue, every column of identifiers that the application can
 * read, and not of the packages: one that forgot to answer would lose its objects. A row that named an object once does
 * so for good, so each object is looked for until it is found.
 */
final class Orphans {

    private static final ActorRef ACTOR = ActorRef.system("sweeper");

    /** Objects looked for at a time. */
    private static final int AT_ONCE = 500;

    private final VaultTable table;
    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final Shredder shredder;
    private final Clock clock;

    Orphans(VaultTable table, JdbcClient jdbc, TenantTransactions transactions, Shredder shredder, Clock clock) {
        this.table = table;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.shredder = shredder;
        this.clock = clock;
    }

    /**
     * Sweeps one tenant's objects.
     *
     * @param grace how old an object is before it can be an orphan: longer than any act lasts from sealing to its rows
     * @return how many objects lost their keys
     */
    int sweep(TenantId tenant, Duration grace) {
        int destroyed = 0;
        List<ObjectRef> unnamed;
        do {
            unnamed = transactions.inTenant(
                    tenant, () -> table.unnamed(tenant, clock.instant().minus(grace), AT_ONCE));
            destroyed += settle(tenant, unnamed);
        } while (unnamed.size() == AT_ONCE);
        return destroyed;
    }

    private int settle(TenantId tenant, List<ObjectRef> unnamed) {
        if (unnamed.isEmpty()) {
            return 0;
        }
        Set<UUID> named = transactions.inTenant(tenant, () -> {
            Set<UUID> found =
                    named(unnamed.stream().map(object -> object.id().value()).toList());
            table.named(tenant, found);
            return found;
        });
        List<ObjectRef> orphans = new ArrayList<>(unnamed);
        orphans.removeIf(object -> named.contains(object.id().value()));
        return shredder.shred(
                tenant,
                orphans,
                () -> Entry.of("object.destroy-keys", ACTOR)
                        .in(tenant)
                        .because(Ground.MINIMISATION)
                        .with("reason", "never-named"));
    }

    private Set<UUID> named(Collection<UUID> ids) {
        UUID[] wanted = ids.toArray(UUID[]::new);
        Set<UUID> found = new HashSet<>();
        for (Column column : columns()) {
            found.addAll(jdbc.sql("select distinct " + column.name + " from " + column.table + " where " + column.name
                            + " = any (?)")
                    .param(wanted)
                    .query(UUID.class)
                    .list());
        }
        return found;
    }

    private List<Column> columns() {
        return jdbc.sql("""
                        select quote_ident(table_schema) || '.' || quote_ident(table_name) as place,
                               quote_ident(column_name) as name
                        from information_schema.columns
                        where data_type = 'uuid' and table_schema = current_schema()
                          and table_name not in ('vault_object', 'vault_wrap', 'keys_subject', 'keys_epoch')
                        """)
                .query((rs, n) -> new Column(rs.getString("place"), rs.getString("name")))
                .list();
    }

    private record Column(String table, String name) {}
}
