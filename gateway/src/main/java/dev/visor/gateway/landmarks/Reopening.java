package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Taking back what one has just handed in: for ten minutes it is its author's to work on again, under a new lease. */
@Service
class Reopening {

    static final Duration WINDOW = Duration.ofMinutes(10);

    private final Tasks tasks;
    private final TaskRepository rows;
    private final AnnotationRepository annotations;
    private final WorkforceQueue queue;
    private final SecondLooks looks;
    private final Views views;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Failures failures;
    private final Clock clock;

    Reopening(
            Tasks tasks,
            TaskRepository rows,
            AnnotationRepository annotations,
            WorkforceQueue queue,
            SecondLooks looks,
            Views views,
            TenantTransactions transactions,
            Gate gate,
            Failures failures,
            Clock clock) {
        this.tasks = tasks;
        this.rows = rows;
        this.annotations = annotations;
        this.queue = queue;
        this.looks = looks;
        this.views = views;
        this.transactions = transactions;
        this.gate = gate;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * Records it, then gives the task back to whoever handed it in.
     *
     * @throws Refused (409) {@code reopen-over} after {@link #WINDOW}
     */
    void reopen(Caller caller, UUID id, @Nullable String purpose) {
        Held held = tasks.find(caller, id);
        try {
            Resource.Task resource =
                    held.task().submittedBy(caller.id()) ? tasks.resource(held, caller.id()) : tasks.resource(held);
            gate.check(caller, Act.TASK_WORK, resource, tasks.circumstances(caller, held.project(), purpose));
            require(held.task(), caller);
            Receipt receipt = gate.pass(
                    caller,
                    Act.TASK_WORK,
                    resource,
                    tasks.circumstances(caller, held.project(), purpose),
                    "task.reopen",
                    entry -> views.about(entry, held.view()).on(held.task().label()));
            reopen(caller, held, receipt);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    private void reopen(Caller caller, Held held, Receipt receipt) {
        try {
            transactions.runInTenant(held.task().tenant(), () -> {
                Task now = rows.lock(held.task().id()).orElseThrow(Refused::notFound);
                require(now, caller);
                now.lease(caller.id(), held.view(), clock.instant().plus(Tasks.LEASE));
                rows.save(now);
                if (now.isLookedAtAgain()) {
                    queue.mark(now, "taken");
                } else {
                    looks.takeBack(now);
                }
            });
        } catch (RuntimeException e) {
            failures.record(receipt, caller.as(receipt), held, e);
            throw e;
        }
    }

    private void require(Task task, Caller caller) {
        Instant now = clock.instant();
        boolean fresh = task.submittedBy(caller.id())
                && transactions
                        .inTenant(task.tenant(), () -> annotations.findFirstByTaskOrderByVersionDesc(task.id()))
                        .filter(last -> now.isBefore(last.created().plus(WINDOW)))
                        .isPresent();
        if (!fresh) {
            throw Refused.conflict(
                    "reopen-over", "What was handed in can be taken back for ten minutes; that time is over.");
        }
    }
}
