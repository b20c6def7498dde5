package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Leads;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.landmarks.WorkforceQueue.Ticket;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The lead of a team moves a task: to another member, for whom it is kept for {@link #KEPT}, or back into the queue. It is out of its
 * holder's hands at once, and with the lease end the grants for it.
 *
 * <p>Nobody gets a lease that way. Whoever it is kept for takes it as the next task, under the same rules as any other, or not at all.
 */
@Service
class Reassigning {

    /** How long a task waits for whom it was given to, before others may take it. */
    static final Duration KEPT = Duration.ofHours(24);

    private final Leads leads;
    private final TeamMates mates;
    private final Tasks tasks;
    private final TaskRepository rows;
    private final WorkforceQueue queue;
    private final KeptTurns turns;
    private final Views views;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Failures failures;
    private final Clock clock;

    Reassigning(
            Leads leads,
            TeamMates mates,
            Tasks tasks,
            TaskRepository rows,
            WorkforceQueue queue,
            KeptTurns turns,
            Views views,
            TenantTransactions transactions,
            Gate gate,
            Failures failures,
            Clock clock) {
        this.leads = leads;
        this.mates = mates;
        this.tasks = tasks;
        this.rows = rows;
        this.queue = queue;
        this.turns = turns;
        this.views = views;
        this.transactions = transactions;
        this.gate = gate;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * What the lead wants.
     *
     * @param from who holds the task as the lead saw it; null for nobody
     * @param to whom it is kept for; null for whoever takes it next
     */
    record Move(
            MoveReason reason,
            @Nullable KeyOwner from,
            @Nullable KeyOwner to) {}

    /**
     * Records it, then moves the task.
     *
     * @param id the task's own identifier, as the lead's list has it
     * @throws Refused (404) for a task of no team that the caller leads, (409) {@code stale-task} where somebody else holds it than the
     *     lead saw, and as {@link TeamMates#require} says
     */
    void move(Caller caller, UUID id, @Nullable String purpose, Move move) {
        Set<UUID> led = leads.of(caller);
        if (led.isEmpty()) {
            throw Refused.forbidden("forbidden", "Only the lead of a team moves its tasks.");
        }
        List<Ticket> tickets = queue.all(led, id);
        Held held = tasks.held(tickets.stream().findFirst().orElseThrow(Refused::notFound));
        try {
            Ticket ticket = ticket(held, tickets, move.to);
            Caller lead = caller.within(Set.of(ticket.team()));
            gate.check(
                    lead, Act.TASK_REASSIGN, tasks.resource(held), tasks.circumstances(lead, held.project(), purpose));
            require(held.task(), move);
            if (move.to != null) {
                mates.require(held, ticket, move.to);
            }
            Receipt receipt = gate.pass(
                    lead,
                    Act.TASK_REASSIGN,
                    tasks.resource(held),
                    tasks.circumstances(lead, held.project(), purpose),
                    "task.reassign",
                    entry -> named(views.about(entry, held.view()), held, move));
            move(lead, held, move, receipt);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    /** Under the lead's own key: who of the team had a task and who gets it is personal. */
    private static void named(Entry entry, Held held, Move move) {
        entry.on(held.task().label()).with("reason", move.reason.label());
        if (move.from != null) {
            entry.sealed("holder", move.from.toString());
        }
        if (move.to != null) {
            entry.sealed("receiver", move.to.toString());
        }
    }

    /** Through which of the lead's teams: the holder's, else one that the receiver works in. */
    private Ticket ticket(Held held, List<Ticket> tickets, @Nullable KeyOwner to) {
        if (held.task().holder(clock.instant()) != null) {
            return tickets.stream()
                    .filter(ticket -> ticket.team().equals(held.task().team()))
                    .findFirst()
                    .orElseThrow(Refused::notFound);
        }
        Optional<Ticket> receivers = tickets.stream()
                .filter(ticket ->
                        to != null && mates.of(ticket.tenant(), ticket.team()).contains(to))
                .findFirst();
        return receivers.orElse(tickets.getFirst());
    }

    private void move(Caller lead, Held held, Move move, Receipt receipt) {
        try {
            transactions.runInTenant(held.task().tenant(), () -> {
                Task now = rows.lock(held.task().id()).orElseThrow(Refused::notFound);
                require(now, move);
                if (now.state() == TaskState.LEASED) {
                    now.become(TaskState.OPEN);
                    rows.save(now);
                    queue.mark(now, "open");
                }
                if (move.to == null) {
                    turns.free(now);
                } else {
                    turns.keepFor(now, move.to, clock.instant().plus(KEPT));
                }
            });
        } catch (RuntimeException e) {
            failures.record(receipt, lead.as(receipt), held, e);
            throw e;
        }
    }

    private void require(Task task, Move move) {
        if (task.state() != TaskState.OPEN && task.state() != TaskState.LEASED) {
            throw Refused.conflict("stale-task", "This task is done, or its picture is gone: load the list anew.");
        }
        @Nullable KeyOwner holder = task.holder(clock.instant());
        if (holder == null ? move.from != null : !holder.equals(move.from)) {
            throw Refused.conflict("stale-task", "Somebody else holds this task by now: load the list anew.");
        }
        if (holder != null && holder.equals(move.to)) {
            throw Refused.conflict("same-holder", "This person holds the task already.");
        }
    }
}
