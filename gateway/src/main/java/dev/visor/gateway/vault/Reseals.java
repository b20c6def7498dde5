package dev.visor.gateway.vault;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Approval;
import dev.visor.gateway.keys.Domain;
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
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals all objects of a tenant and domain anew, because their keys may be known to somebody or for another suite, at a set
 * pace and under records of the actor {@code resealer}; then takes the bytes that the old keys open out of the store.
 *
 * <p>A job goes on where it stopped, whatever stopped it. An object that does not open is counted and passed over. Not
 * guaranteed: anything about copies of the store from before, nor against somebody who has the persons' own keys
 * and goes on reading the store: those are not changed.
 */
final class Reseals {

    private static final Logger log = LoggerFactory.getLogger(Reseals.class);
    private static final ActorRef ACTOR = ActorRef.system("resealer");

    /** Sealed bytes under one record, so that the last object of a portion is opened while its receipt is good. */
    private static final long PORTION = 64L * 1024 * 1024;

    /** What an object costs at least, however small it is: rows, a record and forced files. Bytes. */
    private static final long LEAST = 256L * 1024;

    private final Resealing resealing;
    private final ResealTable table;
    private final ObjectStore store;
    private final Damage damage;
    private final TenantTransactions transactions;
    private final Trails trails;
    private final Granted granted;
    private final Set<Domain> domains;
    private final Pace pace;
    private final Clock clock;
    private long allowance;

    /** What two people said. */
    @FunctionalInterface
    interface Granted {
        /**
         * Whether an act was granted and the grant is still good.
         *
         * @param tenant whose objects; null for those of every tenant
         */
        boolean test(@Nullable TenantId tenant, Reseal.Reason reason, Domain domain);
    }

    /**
     * How much, how late.
     *
     * @param bytes sealed bytes a turn; an object that is longer is sealed anew whole, and later turns make up for it
     * @param linger how long a body stays when its key is gone, for whoever is reading it
     */
    record Pace(long bytes, Duration linger) {
        Pace {
            if (bytes < 0 || linger.isNegative()) {
                throw new IllegalArgumentException("Objects are sealed anew at a pace of 0 or more");
            }
        }
    }

    Reseals(
            Resealing resealing,
            ResealTable table,
            ObjectStore store,
            Damage damage,
            TenantTransactions transactions,
            Trails trails,
            Granted granted,
            Collection<Domain> domains,
            Pace pace,
            Clock clock) {
        this.resealing = resealing;
        this.table = table;
        this.store = store;
        this.damage = damage;
        this.transactions = transactions;
        this.trails = trails;
        this.granted = granted;
        this.domains = EnumSet.noneOf(Domain.class);
        for (ObjectKind kind : ObjectKind.values()) {
            if (domains.contains(kind.domain())) {
                this.domains.add(kind.domain());
            }
        }
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * Asks for a job, or joins one that was asked for and has not begun. It takes in every object that is sealed before it
     * begins.
     */
    Reseal ask(TenantId tenant, Domain domain, Reseal.Reason reason) {
        return transactions.inTenant(
                tenant,
                () -> table.find(tenant, table.ask(tenant, domain, reason, clock.instant()))
                        .orElseThrow());
    }

    /** How far a job has come. */
    Reseal find(Reseal job) {
        return transactions
                .inTenant(job.tenant(), () -> table.find(job.tenant(), job.id()))
                .orElseThrow();
    }

    /** A tenant's jobs that have not come to their end. */
    List<Reseal> open(TenantId tenant) {
        return transactions.inTenant(tenant, () -> table.open(tenant));
    }

    /** Asks for what two people granted, once within the time that their word is good. */
    void askGranted(Collection<TenantId> tenants) {
        for (Domain domain : domains) {
            for (Reseal.Reason reason : Reseal.Reason.values()) {
                boolean all = granted.test(null, reason, domain);
                for (TenantId tenant : tenants) {
                    if (isOld(tenant, domain, reason) && (all || granted.test(tenant, reason, domain))) {
                        ask(tenant, domain, reason);
                    }
                }
            }
        }
    }

    private boolean isOld(TenantId tenant, Domain domain, Reseal.Reason reason) {
        Optional<Instant> asked = transactions.inTenant(tenant, () -> table.asked(tenant, domain, reason));
        return asked.isEmpty() || !clock.instant().isBefore(asked.get().plus(Approval.VALIDITY));
    }

    /** Goes on with every job as far as one turn allows; another tenant begins each time. */
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

    /** One tenant's trouble must not keep the others from their turn. */
    private void turn(TenantId tenant) {
        try {
            Set<Domain> busy = EnumSet.noneOf(Domain.class);
            for (Reseal job : open(tenant)) {
                // One after the other: the earlier one's new bodies are old ones for the next.
                if (domains.contains(job.domain()) && busy.add(job.domain())) {
                    goOn(job);
                }
            }
        } catch (RuntimeException e) {
            log.error("Objects of the tenant {} could not be sealed anew", tenant, e);
        }
    }

    private void goOn(Reseal asked) {
        transactions.runInTenant(asked.tenant(), () -> table.begin(asked));
        Reseal job = find(asked);
        transactions.runInTenant(job.tenant(), () -> table.count(job));
        ResealTable.@Nullable Item last = null;
        while (allowance > 0) {
            ResealTable.@Nullable Item after = last;
            List<ResealTable.Item> left =
                    transactions.inTenant(job.tenant(), () -> table.left(job, after, Portions.MOST));
            if (left.isEmpty()) {
                break;
            }
            List<ResealTable.Item> portion = portion(left);
            reseal(job, portion);
            last = portion.getLast();
        }
        remove(job);
        transactions.runInTenant(job.tenant(), () -> table.finish(job, pace.linger()));
        Reseal now = find(job);
        if (now.finishedAt() != null) {
            log.info(
                    "The tenant {}: {} objects in {} are sealed anew, {} were passed over",
                    now.tenant(),
                    now.done(),
                    now.domain().label(),
                    now.failed());
        }
    }

    private List<ResealTable.Item> portion(List<ResealTable.Item> left) {
        long bytes = 0;
        int count = 0;
        while (count < left.size() && (count == 0 || bytes + cost(left.get(count)) <= Math.min(PORTION, allowance))) {
            bytes += cost(left.get(count++));
        }
        return left.subList(0, count);
    }

    private static long cost(ResealTable.Item item) {
        return Math.max(item.size(), LEAST);
    }

    private void reseal(Reseal job, List<ResealTable.Item> portion) {
        Receipt receipt = trails.append(Entry.of("key.reseal", ACTOR)
                .in(job.tenant())
                .because(Ground.SECURITY)
                .on(portion.stream().map(item -> item.object().label()).toList())
                .with("domain", job.domain().label())
                .with("reason", job.reason().label())
                .with("reseal", job.id().toString())
                .with("objects", Integer.toString(portion.size())));
        int done = 0;
        int failed = 0;
        @Nullable RuntimeException stopped = null;
        for (ResealTable.Item item : portion) {
            allowance -= cost(item);
            try {
                if (resealing.reseal(item.object(), receipt, () -> table.done(job, item.size()))) {
                    done++;
                }
            } catch (RuntimeException e) {
                if (!passOver(job, item, e)) {
                    stopped = e;
                    break;
                }
                failed++;
            }
        }
        trails.outcome(
                receipt,
                Entry.of(failed == 0 && stopped == null ? "key.resealed" : "key.reseal-left-some", ACTOR)
                        .in(job.tenant())
                        .because(Ground.SECURITY)
                        .with("domain", job.domain().label())
                        .with("reseal", job.id().toString())
                        .with("objects", Integer.toString(done))
                        .with("failed", Integer.toString(failed)));
        if (stopped != null) {
            throw stopped;
        }
    }

    /** Whether a failure is this object's own, so that the others can go on. */
    private boolean passOver(Reseal job, ResealTable.Item item, RuntimeException failure) {
        if (!(failure instanceof Resealing.NotReadBackException)) {
            @Nullable ObjectFault fault;
            try {
                fault = Damage.of(failure);
            } catch (RuntimeException saysNothingAboutTheObject) {
                return false;
            }
            if (fault != null) {
                damage.note(item.object(), item.fault(), fault);
            }
        }
        log.warn("The object {} could not be sealed anew: {}", item.object().label(), failure.toString());
        transactions.runInTenant(job.tenant(), () -> table.passOver(job, item.object()));
        return true;
    }

    /** The bytes that an old key opens, for whoever has it, and for nobody else any more. */
    private void remove(Reseal job) {
        List<ObjectRef> keyless;
        do {
            keyless = transactions.inTenant(job.tenant(), () -> table.keyless(job, pace.linger(), Portions.MOST));
            if (!keyless.isEmpty()) {
                trails.append(Entry.of("object.remove-keyless", ACTOR)
                        .in(job.tenant())
                        .because(Ground.MINIMISATION)
                        .on(keyless.stream().map(ObjectRef::label).toList())
                        .with("objects", Integer.toString(keyless.size())));
                keyless.forEach(body -> remove(job, body));
            }
        } while (keyless.size() == Portions.MOST);
    }

    private void remove(Reseal job, ObjectRef body) {
        try {
            store.remove(Sidecars.name(body));
        } catch (IOException e) {
            throw StoreUnavailableException.takingIn(e);
        }
        transactions.runInTenant(job.tenant(), () -> table.removed(job, body));
    }
}
