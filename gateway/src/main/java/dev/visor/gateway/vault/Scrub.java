package dev.visor.gateway.vault;

import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Portions;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.CheckTable.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds all sealed objects against what was sealed, one after the other at a set pace, so that rot is found before anybody
 * needs the picture: header, commitment and every chunk, and the wrapped keys beside it, which are put right. What is decrypted for it leaves {@link SealedBody} for nowhere, and
 * each portion is a record of the actor {@code scrubber}.
 *
 * <p>It checks the kinds of object whose keys this process has; those of other domains are checked where their keys are.
 */
final class Scrub {

    private static final Logger log = LoggerFactory.getLogger(Scrub.class);
    private static final ActorRef ACTOR = ActorRef.system("scrubber");

    /** A damaged object is looked at again after so long: it may have been mended. */
    private static final Duration AGAIN = Duration.ofHours(1);

    /** Sealed bytes under one record, so that the last object of a portion is opened while its receipt is good. */
    private static final long PORTION = 64L * 1024 * 1024;

    private final SealedVault vault;
    private final SidecarCheck sidecars;
    private final CheckTable table;
    private final TenantTransactions transactions;
    private final Trails trails;
    private final Damage damage;
    private final Set<ObjectKind> kinds;
    private final Pace pace;
    private final Clock clock;
    private long allowance;

    /**
     * How much, how often.
     *
     * @param bytes sealed bytes a turn; an object that is longer is checked whole, and later turns make up for it
     * @param every how old a check may be
     */
    record Pace(long bytes, Duration every) {
        Pace {
            if (bytes < 0 || every.compareTo(Duration.ofHours(1)) < 0) {
                throw new IllegalArgumentException(
                        "Objects are checked at a pace of 0 or more, and once an hour at most");
            }
        }
    }

    Scrub(
            SealedVault vault,
            SidecarCheck sidecars,
            CheckTable table,
            TenantTransactions transactions,
            Trails trails,
            Damage damage,
            Set<ObjectKind> kinds,
            Pace pace,
            Clock clock) {
        this.vault = vault;
        this.sidecars = sidecars;
        this.table = table;
        this.transactions = transactions;
        this.trails = trails;
        this.damage = damage;
        this.kinds = kinds;
        this.pace = pace;
        this.clock = clock;
    }

    /** Checks as much as one turn allows; another tenant begins each time. */
    synchronized void turn(Collection<TenantId> tenants) {
        allowance = Math.min(allowance + pace.bytes(), pace.bytes());
        List<TenantId> order = new ArrayList<>(tenants);
        Collections.shuffle(order);
        for (TenantId tenant : order) {
            if (allowance > 0) {
                turn(tenant);
            }
        }
    }

    /** One tenant's trouble must not keep the others from being checked. */
    private void turn(TenantId tenant) {
        try {
            look(tenant);
        } catch (RuntimeException e) {
            log.error("The objects of the tenant {} could not be checked", tenant, e);
        }
    }

    private void look(TenantId tenant) {
        List<Due> due = due(tenant);
        while (!due.isEmpty() && allowance > 0) {
            List<Due> portion = portion(due);
            check(tenant, portion);
            due = due.size() > portion.size() ? due.subList(portion.size(), due.size()) : due(tenant);
        }
    }

    private List<Due> due(TenantId tenant) {
        Instant now = clock.instant();
        return transactions.inTenant(tenant, () -> {
            List<Due> due = new ArrayList<>(table.damaged(tenant, now.minus(AGAIN), Portions.MOST));
            due.removeIf(damaged -> !kinds.contains(damaged.object().kind()));
            for (ObjectKind kind : kinds) {
                table.due(tenant, kind, now.minus(pace.every()), Portions.MOST).stream()
                        .filter(object -> object.fault() == null)
                        .forEach(due::add);
            }
            return due;
        });
    }

    private List<Due> portion(List<Due> due) {
        long bytes = 0;
        int count = 0;
        while (count < due.size()
                && count < Portions.MOST
                && (count == 0 || bytes + due.get(count).size() <= Math.min(PORTION, allowance))) {
            bytes += due.get(count++).size();
        }
        return due.subList(0, count);
    }

    private void check(TenantId tenant, List<Due> portion) {
        Receipt receipt = trails.append(Entry.of("object.scrub", ACTOR)
                .in(tenant)
                .because(Ground.SECURITY)
                .on(portion.stream().map(due -> due.object().label()).toList())
                .with("objects", Integer.toString(portion.size())));
        for (Due due : portion) {
            damage.note(due.object(), due.fault(), fault(due, receipt));
            // Of what was shredded only the wraps are looked for.
            allowance -= due.shredded() ? 0 : due.size();
        }
    }

    private @Nullable ObjectFault fault(Due due, Receipt receipt) {
        try {
            if (!due.shredded()) {
                vault.verify(due.object(), receipt);
            }
            return sidecars.mend(due.object()) ? null : ObjectFault.CONTRADICTED;
        } catch (RuntimeException e) {
            return Damage.of(e);
        }
    }
}
