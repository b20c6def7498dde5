package dev.visor.gateway.vault;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Portions;
import dev.visor.gateway.trail.Trails;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds bodies that no row names, because a crash fell between their bytes and their row, and removes them.
 *
 * <p>A database that was restored from an older backup does not know the youngest objects either, and those must stay. They
 * are told apart by their sidecars: a sidecar is written after its row was committed, so a body that has one was announced
 * once. As long as a tenant has such a body without a row, the database is older than the store: that is told, and nothing
 * of this tenant is removed.
 */
final class Leftovers {

    private static final ActorRef ACTOR = ActorRef.system("sweeper");
    private static final Pattern BODY = Pattern.compile("[0-9a-f-]{36}\\.[0-9]{1,10}");
    private static final Pattern SIDECAR = Pattern.compile("([0-9a-f-]{36}\\.[0-9]{1,10})\\.w[0-9]+");
    private static final int SHARDS = 256;

    private final ObjectStore store;
    private final VaultTable table;
    private final TenantTransactions transactions;
    private final Trails trails;
    private final Clock clock;

    Leftovers(ObjectStore store, VaultTable table, TenantTransactions transactions, Trails trails, Clock clock) {
        this.store = store;
        this.table = table;
        this.transactions = transactions;
        this.trails = trails;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param removed bodies that were removed
     * @param ahead bodies that were announced once and that no row knows; where there are any, nothing was removed
     */
    record Swept(int removed, int ahead) {}

    /**
     * Sweeps one tenant's objects.
     *
     * @param grace how old a body is before it can be a leftover: longer than any act lasts from its bytes to its row
     * @throws StoreUnavailableException if the store fails
     */
    Swept sweep(TenantId tenant, Duration grace) {
        try {
            List<String> candidates = new ArrayList<>();
            int ahead = 0;
            for (int shard = 0; shard < SHARDS; shard++) {
                ahead += look(tenant, "%s/%02x/".formatted(tenant, shard), candidates);
            }
            if (ahead > 0) {
                return new Swept(0, ahead);
            }
            Instant before = clock.instant().minus(grace);
            List<String> leftovers = new ArrayList<>();
            for (String name : candidates) {
                Optional<Instant> written = store.written(name);
                if (written.isPresent() && written.get().isBefore(before)) {
                    leftovers.add(name);
                }
            }
            return new Swept(remove(tenant, leftovers), 0);
        } catch (IOException e) {
            throw StoreUnavailableException.givingOut(e);
        }
    }

    /** Adds a shard's bodies that have neither row nor sidecar; returns how many have a sidecar, but no row. */
    private int look(TenantId tenant, String shard, List<String> candidates) throws IOException {
        Set<String> bodies = new HashSet<>();
        Set<String> announced = new HashSet<>();
        for (String name : store.list(shard)) {
            String last = name.substring(shard.length());
            Matcher sidecar = SIDECAR.matcher(last);
            if (sidecar.matches()) {
                announced.add(sidecar.group(1));
            } else if (BODY.matcher(last).matches()) {
                bodies.add(last);
            }
        }
        bodies.removeAll(known(tenant, bodies));
        int ahead = 0;
        for (String body : bodies) {
            if (announced.contains(body)) {
                ahead++;
            } else {
                candidates.add(shard + body);
            }
        }
        return ahead;
    }

    private Set<String> known(TenantId tenant, Set<String> bodies) {
        if (bodies.isEmpty()) {
            return Set.of();
        }
        List<UUID> ids = bodies.stream().map(Leftovers::id).distinct().toList();
        return transactions.inTenant(tenant, () -> table.bodies(tenant, ids));
    }

    private int remove(TenantId tenant, List<String> leftovers) throws IOException {
        int removed = 0;
        for (List<String> some :
                leftovers.isEmpty() ? List.<List<String>>of() : Portions.of(leftovers, Portions.MOST)) {
            trails.append(Entry.of("object.remove-leftovers", ACTOR)
                    .in(tenant)
                    .because(Ground.MINIMISATION)
                    .on(some.stream()
                            .map(name -> ObjectLabel.of("body", id(name.substring(name.lastIndexOf('/') + 1))))
                            .toList())
                    .with("objects", Integer.toString(some.size())));
            for (String name : some) {
                store.remove(name);
                removed++;
            }
        }
        return removed;
    }

    private static UUID id(String body) {
        return UUID.fromString(body.substring(0, body.indexOf('.')));
    }
}
