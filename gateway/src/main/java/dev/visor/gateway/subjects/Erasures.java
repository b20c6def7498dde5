package dev.visor.gateway.subjects;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Subjects;
import dev.visor.gateway.trail.ErasureLedger;
import dev.visor.gateway.trail.Holds;
import dev.visor.gateway.trail.LedgerEntry;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Takes an officer's word that a person is to be erased: recorded, then written to the ledger, then queued. From the ledger
 * on it happens, whatever crashes and whatever is restored.
 */
@Service
class Erasures {

    static final TaskDescriptor<Job> TASK = TaskDescriptor.of("erase-subject", Job.class);

    private final ErasureTable table;
    private final LedgerOrder order;
    private final ErasureLedger ledger;
    private final Subjects subjects;
    private final Holds holds;
    private final Gate gate;
    private final TenantTransactions transactions;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    Erasures(
            ErasureTable table,
            LedgerOrder order,
            ErasureLedger ledger,
            Subjects subjects,
            Holds holds,
            Gate gate,
            TenantTransactions transactions,
            ObjectProvider<SchedulerClient> scheduler,
            Clock clock) {
        this.table = table;
        this.order = order;
        this.ledger = ledger;
        this.subjects = subjects;
        this.holds = holds;
        this.gate = gate;
        this.transactions = transactions;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * Begins an erasure. Asking again for the same person gives the same erasure.
     *
     * @param pseudonym the client's own name for the person; null where the subject is given
     * @param subject the person's identifier; null where the pseudonym is given
     * @param ground an {@link ErasureReason}
     * @param blanking whether the person is taken out of pictures that show others, too; otherwise they are destroyed whole
     * @throws Refused if the caller may not, the person is not known, or a legal hold is in force
     */
    Erasure erase(Caller caller, @Nullable String pseudonym, @Nullable UUID subject, String ground, boolean blanking) {
        TenantId tenant = caller.requireTenant();
        Resource.Trail log = Resource.Trail.ofTenant(tenant.value());
        gate.check(caller, Act.SUBJECT_ERASE, log);
        ErasureReason reason = ErasureReason.labelled(ground)
                .orElseThrow(
                        () -> Refused.badRequest(
                                "unknown-ground",
                                "A ground is not-needed, consent-withdrawn, objection, unlawful or legal-duty (Article 17(1))."));
        KeyOwner person = person(tenant, pseudonym, subject);
        Erasure before = table.of(tenant, person).orElse(null);
        if (before != null) {
            return before;
        }
        if (holds.of(tenant).stream().anyMatch(hold -> hold.liftedAt() == null)) {
            throw Refused.conflict(
                    "legal-hold", "A legal hold is in force (Article 17(3)(e)): lift it, then erase the person.");
        }
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        gate.pass(
                caller,
                Act.SUBJECT_ERASE,
                log,
                "subject.erase",
                entry -> entry.on(ObjectLabel.of("erasure", id))
                        .about(person)
                        .with("ground", reason.label())
                        .with("blanking", blanking ? "yes" : "no"));
        // Asked of two officers at once, the second finds the first one's row.
        return order.inOrder(
                tenant,
                () -> table.of(tenant, person)
                        .orElseGet(() -> begin(
                                tenant,
                                ledger.append(
                                        tenant,
                                        number -> new LedgerEntry.Erased(
                                                number, id, person, reason.label(), blanking, now)))));
    }

    /** Makes the row of an entry of the ledger, and queues its work. */
    Erasure begin(TenantId tenant, LedgerEntry.Erased erased) {
        Erasure erasure = new Erasure(
                erased.id(),
                tenant,
                erased.number(),
                erased.subject(),
                ErasureReason.labelled(erased.reason()).orElse(ErasureReason.LEGAL_DUTY),
                erased.blanking(),
                erased.at(),
                0,
                0,
                0,
                null,
                null);
        transactions.runInTenant(tenant, () -> {
            table.begin(erasure);
            scheduler
                    .getObject()
                    .scheduleIfNotExists(TASK.instance(erasure.id().toString())
                            .data(new Job(tenant.value(), erasure.id()))
                            .scheduledTo(clock.instant()));
        });
        return table.of(tenant, erased.subject()).orElseThrow();
    }

    /** All erasures of the caller's tenant, newest first: that is a record. */
    List<Erasure> list(Caller caller) {
        TenantId tenant = caller.requireTenant();
        gate.pass(
                caller,
                Act.ERASURE_READ,
                Resource.Trail.ofTenant(tenant.value()),
                "subject.list-erasures",
                entry -> {});
        return table.all(tenant);
    }

    /** One of them, under a record of what is read of it. */
    Erasure read(Caller caller, UUID id, String action) {
        TenantId tenant = caller.requireTenant();
        Resource.Trail log = Resource.Trail.ofTenant(tenant.value());
        gate.check(caller, Act.ERASURE_READ, log);
        Erasure erasure = table.find(tenant, id).orElseThrow(Refused::notFound);
        gate.pass(caller, Act.ERASURE_READ, log, action, entry -> entry.on(erasure.label()));
        return erasure;
    }

    private KeyOwner person(TenantId tenant, @Nullable String pseudonym, @Nullable UUID subject) {
        if ((pseudonym == null) == (subject == null)) {
            throw Refused.badRequest(
                    "pseudonym-and-subject", "A subject is given by pseudonym or by identifier, and by one of them.");
        }
        if (pseudonym != null) {
            return subjects.find(tenant, pseudonym)
                    .orElseThrow(() -> Refused.badRequest("unknown-subject", "No subject has this pseudonym."));
        }
        if (subject == null || !subjects.exists(tenant, new KeyOwner(subject))) {
            throw Refused.badRequest("unknown-subject", "No subject has this identifier.");
        }
        return new KeyOwner(subject);
    }

    /**
     * What the queue's table holds of an erasure.
     *
     * @param tenant whose subject
     * @param erasure which erasure
     */
    record Job(UUID tenant, UUID erasure) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
