package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.TeamAccesses;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.WorkforceQueue.Ticket;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.views.Delivery;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import dev.visor.policies.Context;
import dev.visor.policies.Purpose;
import dev.visor.policies.Resource;
import dev.visor.policies.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who works on what: taking the next task, seeing its view, giving it back. */
@Service
class Tasks {

    static final Duration LEASE = Duration.ofHours(1);

    private final TaskRepository tasks;
    private final WorkforceQueue queue;
    private final Projects projects;
    private final TeamAccesses accesses;
    private final Views views;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Clock clock;

    Tasks(
            TaskRepository tasks,
            WorkforceQueue queue,
            Projects projects,
            TeamAccesses accesses,
            Views views,
            TenantTransactions transactions,
            Gate gate,
            Clock clock) {
        this.tasks = tasks;
        this.queue = queue;
        this.projects = projects;
        this.accesses = accesses;
        this.views = views;
        this.transactions = transactions;
        this.gate = gate;
        this.clock = clock;
    }

    /** The task that this person holds already and may still see, or else the most urgent one that the policies allow. */
    Optional<Held> next(Caller caller) {
        if (!caller.is(Role.ANNOTATOR) && !caller.is(Role.SENIOR_REVIEWER)) {
            throw Refused.forbidden("forbidden", "Only annotators and senior reviewers take tasks.");
        }
        for (Ticket ticket : queue.taken(caller.teams())) {
            Held held = held(ticket);
            if (caller.id().equals(held.task.holder(clock.instant()))
                    && showable(
                            caller,
                            held,
                            circumstances(
                                    caller, held.project, held.project.purpose().id()))) {
                return Optional.of(held);
            }
        }
        return queue.open(caller.teams()).stream()
                .map(ticket -> take(caller, ticket))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * A task that one of the person's teams has.
     *
     * @throws Refused (404) for anybody else's
     */
    Held find(Caller caller, UUID id) {
        return held(queue.of(caller.teams(), id).orElseThrow(Refused::notFound));
    }

    void show(Caller caller, UUID id, @Nullable String purpose, Delivery delivery) {
        Held held = find(caller, id);
        try {
            views.show(
                    caller,
                    held.view,
                    held.project,
                    held.task.rendition(held.view),
                    held.task.label(),
                    held.task.holder(clock.instant()),
                    circumstances(caller, held.project, purpose),
                    delivery);
        } catch (Refused refused) {
            throw refused.in(held.task.tenant());
        }
    }

    /** Puts a task back into the queue. */
    void giveBack(Caller caller, UUID id, @Nullable String purpose) {
        Held held = find(caller, id);
        try {
            gate.pass(
                    caller,
                    Act.TASK_WORK,
                    resource(held),
                    circumstances(caller, held.project, purpose),
                    "task.release",
                    entry -> views.about(entry, held.view, held.project).on(held.task.label()));
        } catch (Refused refused) {
            throw refused.in(held.task.tenant());
        }
        transactions.runInTenant(held.task.tenant(), () -> {
            held.task.become(TaskState.OPEN);
            tasks.save(held.task);
            queue.mark(held.task, "open");
        });
    }

    Resource.Task resource(Held held) {
        KeyOwner holder = held.task.holder(clock.instant());
        return new Resource.Task(held.task.id(), held.project.resource(), holder == null ? null : holder.value());
    }

    /** The purpose that the request names and the access through which the person's team works. */
    UnaryOperator<Context> circumstances(Caller caller, Project project, @Nullable String purpose) {
        Purpose named = named(purpose);
        return context -> context.forPurpose(named)
                .through(transactions
                        .inTenant(project.tenant(), () -> accesses.through(caller.teams(), project.id(), context.now()))
                        .orElse(null));
    }

    private static @Nullable Purpose named(@Nullable String purpose) {
        if (purpose == null) {
            return null;
        }
        try {
            return new Purpose(purpose);
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("bad-purpose", e.getMessage() + ".");
        }
    }

    private Optional<Held> take(Caller caller, Ticket ticket) {
        TenantId tenant = ticket.tenant();
        return transactions.inTenant(
                tenant,
                () -> tasks.grab(ticket.task()).flatMap(task -> {
                    Held held = held(tenant, task);
                    UnaryOperator<Context> circumstances = circumstances(
                            caller, held.project, held.project.purpose().id());
                    if (!showable(caller, held, circumstances)) {
                        return Optional.empty();
                    }
                    gate.pass(
                            caller,
                            Act.TASK_NEXT,
                            held.project.resource(),
                            circumstances,
                            "task.lease",
                            entry -> views.about(entry, held.view, held.project).on(task.label()));
                    task.lease(
                            caller.id(),
                            ticket.team(),
                            held.view,
                            clock.instant().plus(LEASE));
                    queue.mark(task, "taken");
                    return Optional.of(new Held(tasks.save(task), held.view, held.project));
                }));
    }

    /** A task whose view would be refused anyway (access over, consent withdrawn) is not offered. */
    private boolean showable(Caller caller, Held held, UnaryOperator<Context> circumstances) {
        try {
            gate.check(caller, Act.VIEW_SHOW, views.resource(held.view, held.project, caller.id()), circumstances);
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    private Held held(Ticket ticket) {
        Task task = transactions
                .inTenant(ticket.tenant(), () -> tasks.findById(ticket.task()))
                .orElseThrow(Refused::notFound);
        return held(ticket.tenant(), task);
    }

    private Held held(TenantId tenant, Task task) {
        return new Held(task, views.find(tenant, task.view()), projects.find(tenant, task.project()));
    }

    /** A task with what it is about. */
    record Held(Task task, View view, Project project) {}
}
