package dev.visor.gateway.subjects;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.visor.gateway.access.Approvals;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.ErasureLedger;
import dev.visor.gateway.trail.Holds;
import dev.visor.gateway.trail.LedgerEntry;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import dev.visor.policies.TwoPersonAct;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Takes two administrators' word that a tenant is to be ended: asked for by one and granted by another as an approval, then
 * recorded, then written to the tenant's ledger; with the row every door is closed, and the rest is queued.
 */
@Service
class Endings {

    static final TaskDescriptor<Job> TASK = TaskDescriptor.of("end-tenant", Job.class);

    private final EndingTable table;
    private final ClosedDoors doors;
    private final LedgerOrder order;
    private final ErasureLedger ledger;
    private final Tenants tenants;
    private final Approvals approvals;
    private final Holds holds;
    private final Gate gate;
    private final TenantTransactions transactions;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    Endings(
            EndingTable table,
            ClosedDoors doors,
            LedgerOrder order,
            ErasureLedger ledger,
            Tenants tenants,
            Approvals approvals,
            Holds holds,
            Gate gate,
            TenantTransactions transactions,
            ObjectProvider<SchedulerClient> scheduler,
            Clock clock) {
        this.table = table;
        this.doors = doors;
        this.order = order;
        this.ledger = ledger;
        this.tenants = tenants;
        this.approvals = approvals;
        this.holds = holds;
        this.gate = gate;
        this.transactions = transactions;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * Ends a tenant. Asking again gives the same end.
     *
     * @param handle the tenant's, said once more: an identifier is easily the wrong one
     * @throws Refused if the caller may not, (404) there is no such tenant, (400) it has another handle, (409) no second
     *     administrator granted it within the last hours, or a legal hold is in force
     */
    Ending end(Caller caller, UUID id, String handle) {
        gate.check(caller, Act.TENANT_END, new Resource.Tenant(id));
        Tenants.Known tenant = tenants.known(id).orElseThrow(Refused::notFound);
        if (!tenant.handle().equals(handle)) {
            throw Refused.badRequest("other-handle", "The organisation of this identifier has another handle.");
        }
        Ending before = table.of(tenant.id()).orElse(null);
        if (before != null) {
            return before;
        }
        if (!approvals.granted(null, TwoPersonAct.TENANT_END, Ending.label(id))) {
            throw Refused.conflict(
                    "approval-missing",
                    "Two administrators end an organisation: one asks for " + TwoPersonAct.TENANT_END
                            + ", another grants it.");
        }
        if (holds.of(tenant.id()).stream().anyMatch(hold -> hold.liftedAt() == null)) {
            throw Refused.conflict("legal-hold", "A legal hold is in force there: its officer lifts it first.");
        }
        UUID ending = UUID.randomUUID();
        Instant now = clock.instant();
        gate.pass(
                caller,
                Act.TENANT_END,
                new Resource.Tenant(id),
                "tenant.end",
                entry -> entry.on(Ending.label(id)).with("act", TwoPersonAct.TENANT_END.id()));
        return order.inOrder(
                tenant.id(),
                () -> table.of(tenant.id())
                        .orElseGet(() -> begin(
                                tenant.id(),
                                ledger.append(tenant.id(), number -> new LedgerEntry.Ended(number, ending, now)))));
    }

    /** Makes the row of an entry of the ledger, closes the doors, and queues the rest. */
    Ending begin(TenantId tenant, LedgerEntry.Ended entry) {
        transactions.runInTenant(tenant, () -> {
            table.begin(new Ending(entry.id(), tenant, entry.number(), entry.at(), 0, null, null, null));
            doors.close(tenant, clock.instant());
            scheduler
                    .getObject()
                    .scheduleIfNotExists(TASK.instance(entry.id().toString())
                            .data(new Job(tenant.value()))
                            .scheduledTo(clock.instant()));
        });
        return table.of(tenant).orElseThrow();
    }

    /** All organisations, for administrators: that is a record. */
    List<Tenants.Known> known(Caller caller) {
        gate.pass(caller, Act.TENANT_READ, Resource.Directory.ALL, "tenant.list", entry -> {});
        return tenants.known();
    }

    /** The ends of tenants, for the operator's officer: that is a record. */
    List<Ending> list(Caller caller) {
        gate.pass(caller, Act.ERASURE_READ, Resource.Trail.ofOperator(), "tenant.list-endings", entry -> {});
        return tenants.known().stream()
                .filter(tenant -> tenant.ended() != null)
                .flatMap(tenant -> table.of(tenant.id()).stream())
                .toList();
    }

    /** One of them, under a record of what is read of it. */
    Ending read(Caller caller, UUID tenant) {
        gate.check(caller, Act.ERASURE_READ, Resource.Trail.ofOperator());
        Ending ending =
                tenants.known(tenant).flatMap(known -> table.of(known.id())).orElseThrow(Refused::notFound);
        gate.pass(
                caller,
                Act.ERASURE_READ,
                Resource.Trail.ofOperator(),
                "tenant.ending-receipt",
                entry -> entry.on(ending.label(), Ending.label(tenant)));
        return ending;
    }

    /**
     * What the queue's table holds of a tenant's end.
     *
     * @param tenant which
     */
    record Job(UUID tenant) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
