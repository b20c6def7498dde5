package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * "I know this person": that person never comes to this annotator again, in no project of the client, and nobody is asked why.
 * What the annotator holds of the person goes back to the queue for others.
 */
@Service
class Recusing {

    private final Tasks tasks;
    private final TaskRepository rows;
    private final WorkforceQueue queue;
    private final Recusals recusals;
    private final KeptTurns turns;
    private final Views views;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Failures failures;
    private final Clock clock;

    Recusing(
            Tasks tasks,
            TaskRepository rows,
            WorkforceQueue queue,
            Recusals recusals,
            KeptTurns turns,
            Views views,
            TenantTransactions transactions,
            Gate gate,
            Failures failures,
            Clock clock) {
        this.tasks = tasks;
        this.rows = rows;
        this.queue = queue;
        this.recusals = recusals;
        this.turns = turns;
        this.views = views;
        this.transactions = transactions;
        this.gate = gate;
        this.failures = failures;
        this.clock = clock;
    }

    /** Records it, then takes every task about this person out of the annotator's hands and sight. */
    void recuse(Caller caller, UUID id, @Nullable String purpose) {
        Held held = tasks.find(caller, id);
        try {
            KeyOwner subject = views.subject(held.view());
            Receipt receipt = gate.pass(
                    caller,
                    Act.TASK_RECUSE,
                    tasks.resource(held),
                    tasks.circumstances(caller, held.project(), purpose),
                    "task.recuse",
                    entry -> views.about(entry, held.view()).on(held.task().label()));
            recuse(caller, held, subject, receipt);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    private void recuse(Caller caller, Held held, KeyOwner subject, Receipt receipt) {
        try {
            withdraw(caller, held, subject, receipt);
        } catch (RuntimeException e) {
            failures.record(receipt, caller.as(receipt), held, e);
            throw e;
        }
    }

    private void withdraw(Caller caller, Held held, KeyOwner subject, Receipt receipt) {
        TenantId tenant = held.task().tenant();
        Instant now = clock.instant();
        transactions.runInTenant(tenant, () -> {
            rows.lock(held.task().id()).orElseThrow(Refused::notFound).requireHeldBy(caller.id(), now);
            views.requireStill(held.view(), subject);
            recusals.add(tenant, caller.id(), subject, held.view().id(), receipt.record(), now);
            List<Task> about = rows.findByViewIn(views.showing(tenant, subject));
            recusals.hide(tenant, subject, about.stream().map(Task::id).toList());
            // In one order, since two persons may recuse at once; the one that was asked for is locked already.
            about.stream()
                    .filter(task -> caller.id().equals(task.holder(now)))
                    .sorted(Comparator.comparing(Task::id))
                    .forEach(task -> reopen(caller, task.id(), now));
        });
    }

    private void reopen(Caller caller, UUID id, Instant now) {
        rows.lock(id).filter(task -> caller.id().equals(task.holder(now))).ifPresent(task -> {
            task.become(TaskState.OPEN);
            rows.save(task);
            queue.mark(task, "open");
            turns.free(task);
        });
    }
}
