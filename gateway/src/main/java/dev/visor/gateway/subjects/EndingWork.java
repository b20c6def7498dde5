package dev.visor.gateway.subjects;

import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.Epochs;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Portions;
import dev.visor.gateway.trail.TrailSearch;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Carries a tenant's end out: every door is closed once more, for what came in between; the key of each object is destroyed
 * under records that name it; then every subject key in every domain, with which what is left of the log's personal fields
 * goes; then what finds people. The epoch keys follow within {@value ErasedBackups#DAYS} days, as for a person.
 *
 * <p>Each step can be done again, so it goes on after a crash anywhere. The records are about nobody by name: the chains of
 * all persons end here, and with the keys nobody could follow them.
 */
@Component
class EndingWork {

    private static final ActorRef ACTOR = ActorRef.system("ending");

    /** With the end itself in each record. */
    private static final int PORTION = Portions.MOST - 1;

    private final EndingTable table;
    private final ClosedDoors doors;
    private final Identities identities;
    private final Vault vault;
    private final Epochs epochs;
    private final Trails trails;
    private final TrailSearch search;
    private final TenantTransactions transactions;
    private final Clock clock;

    EndingWork(
            EndingTable table,
            ClosedDoors doors,
            Identities identities,
            Vault vault,
            Epochs epochs,
            Trails trails,
            TrailSearch search,
            TenantTransactions transactions,
            Clock clock) {
        this.table = table;
        this.doors = doors;
        this.identities = identities;
        this.vault = vault;
        this.epochs = epochs;
        this.trails = trails;
        this.search = search;
        this.transactions = transactions;
        this.clock = clock;
    }

    void run(TenantId tenant) {
        Ending ending = table.of(tenant).orElseThrow();
        if (ending.unreadable() != null) {
            return;
        }
        transactions.runInTenant(tenant, () -> doors.close(tenant, clock.instant()));
        Receipt intent = trails.append(entry("tenant.destroy-keys", ending));
        destroyObjects(ending);
        identities.owners(tenant).forEach(person -> search.forget(tenant, person));
        destroyKeys(ending);
        // What was on its way meanwhile is wrapped under keys that are gone; its own goes, too.
        destroyObjects(ending);
        Receipt done = trails.outcome(
                intent,
                entry("tenant.ended", ending)
                        .with(
                                "objects",
                                Long.toString(table.of(tenant).orElseThrow().objects())));
        table.done(ending, table.persons(tenant), clock.instant(), done.record());
    }

    private void destroyObjects(Ending ending) {
        while (true) {
            List<ObjectRef> some = vault.some(ending.tenant(), PORTION);
            if (some.isEmpty()) {
                return;
            }
            Receipt receipt = trails.append(entry("object.destroy-keys", ending)
                    .on(some.stream().map(ObjectRef::label).toList())
                    .with("objects", Integer.toString(some.size())));
            table.recorded(ending, receipt.record(), some.size());
            vault.shred(some, receipt);
        }
    }

    /** In one transaction with the turns, so that a turn begins after both. */
    private void destroyKeys(Ending ending) {
        TenantId tenant = ending.tenant();
        Instant by = clock.instant().plus(Duration.ofDays(ErasedBackups.DAYS));
        transactions.runInTenant(tenant, () -> {
            vault.destroyAll(tenant);
            for (Domain domain : Domain.values()) {
                epochs.ask(tenant, domain, "erasure", by).ifPresent(turn -> table.waitsFor(ending, turn.id()));
            }
        });
    }

    private static Entry entry(String action, Ending ending) {
        return Entry.of(action, ACTOR)
                .in(ending.tenant())
                .because(Ground.MINIMISATION)
                .on(ending.label())
                .with("ending", ending.id().toString());
    }
}
