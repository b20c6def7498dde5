package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.TeamAccesses;
import dev.visor.gateway.access.Workplaces;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.WorkforceQueue.Ticket;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.views.Budgets;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import dev.visor.policies.Context;
import dev.visor.policies.Purpose;
import dev.visor.policies.Resource;
import dev.visor.policies.Role;
import dev.visor.policies.TeamAccess;
import dev.visor.policies.Workplace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who works on what: taking the next task; {@link Handovers} gives it back. */
@Service
class Tasks {

    static final Duration LEASE = Duration.ofHours(1);
    /** How long a task is kept for somebody while the record of it is written; longer than any append takes. */
    static final Duration RESERVATION = Duration.ofMinutes(1);

    private final TaskRepository tasks;
    private final WorkforceQueue queue;
    private final TaskHandles handles;
    private final Copies copies;
    private final SecondLooks looks;
    private final Projects projects;
    private final TeamAccesses accesses;
    private final Workplaces workplaces;
    private final Views views;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Failures failures;
    private final Budgets budgets;
    private final Clock clock;

    Tasks(
            TaskRepository tasks,
            WorkforceQueue queue,
            TaskHandles handles,
            Copies copies,
            SecondLooks looks,
            Projects projects,
            TeamAccesses accesses,
            Workplaces workplaces,
            Views views,
            TenantTransactions transactions,
            Gate gate,
            Failures failures,
            Budgets budgets,
            Clock clock) {
        this.tasks = tasks;
        this.queue = queue;
        this.handles = handles;
        this.copies = copies;
        this.looks = looks;
        this.projects = projects;
        this.accesses = accesses;
        this.workplaces = workplaces;
        this.views = views;
        this.transactions = transactions;
        this.gate = gate;
        this.failures = failures;
        this.budgets = budgets;
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
        return open(caller).stream()
                .map(ticket -> take(caller, ticket))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> BudgetNotice.tell(caller, queue, this, clock.instant()));
    }

    /**
     * What is open to the person.
     *
     * @throws Refused 403 {@code workplace-unknown}: without a workplace there is nothing, and no other sign of why
     */
    List<Ticket> open(Caller caller) {
        Map<UUID, Workplace> places = workplaces.of(caller);
        if (places.isEmpty() && !caller.teams().isEmpty()) {
            throw Refused.forbidden(
                    "workplace-unknown", "Nobody has recorded where you work: whoever runs the installation has to.");
        }
        return queue.open(places, caller.id(), caller.is(Role.SENIOR_REVIEWER));
    }

    /**
     * A task that one of the person's teams has.
     *
     * @param handle by what the person knows it
     * @throws Refused (404) for anybody else's
     */
    Held find(Caller caller, UUID handle) {
        return held(queue.of(caller.teams(), handles.task(caller.id(), handle)).orElseThrow(Refused::notFound));
    }

    /** By what the person knows a task that was leased to that person. */
    UUID handle(Caller caller, Held held) {
        return handles.of(held.task, caller.id());
    }

    /** What its holder is to do with a task. */
    Due due(Held held) {
        return transactions.inTenant(held.task.tenant(), () -> {
            if (held.task.isLookedAtAgain()) {
                return new Due(Turn.SECOND_LOOK, looks.handedIn(held.task));
            }
            return new Due(looks.returned(held.task) ? Turn.RETURNED : Turn.PLACE, null);
        });
    }

    /**
     * What is due.
     *
     * @param version which version is to be looked at again; null where points are placed
     */
    record Due(Turn turn, @Nullable Integer version) {}

    Resource.Task resource(Held held) {
        return resource(held, held.task.holder(clock.instant()));
    }

    /** The task as the policies see it, in the hands of this person. */
    Resource.Task resource(Held held, @Nullable KeyOwner holder) {
        return new Resource.Task(
                held.task.id(),
                held.project.resource(),
                holder == null ? null : holder.value(),
                views.recused(held.view));
    }

    /** The purpose that the request names and the access through which the person's team works. */
    UnaryOperator<Context> circumstances(Caller caller, Project project, @Nullable String purpose) {
        Purpose named = named(purpose);
        return context -> {
            TeamAccess access = transactions
                    .inTenant(project.tenant(), () -> accesses.through(caller.teams(), project.id(), context.now()))
                    .orElse(null);
            return context.forPurpose(named)
                    .through(access)
                    .workingIn(workplaces.of(caller, access))
                    .within(budgets.left(caller, project));
        };
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

    /**
     * Takes a task in three steps: it is kept for this person, the record is appended, the lease is written. No step holds a
     * row or a connection while another waits for one: the trail opens keys on the same connections. Whoever dies in between
     * leaves a task that is free again after a minute.
     */
    private Optional<Held> take(Caller caller, Ticket ticket) {
        Held held = held(ticket);
        UnaryOperator<Context> circumstances =
                circumstances(caller, held.project, held.project.purpose().id());
        if (held.task.state() != TaskState.OPEN
                || !showable(caller, held, circumstances)
                || !reserve(caller, ticket, held)) {
            return Optional.empty();
        }
        Receipt receipt;
        try {
            receipt = gate.pass(
                    caller,
                    Act.TASK_NEXT,
                    held.project.resource(),
                    circumstances,
                    "task.lease",
                    entry -> views.about(entry, held.view).on(held.task.label()));
        } catch (RuntimeException e) {
            reopen(caller, held);
            throw e;
        }
        Optional<Held> leased = lease(caller, held);
        if (leased.isEmpty()) {
            failures.record(receipt, caller.as(receipt), held, Refused.conflict("not-held", "The task was gone."));
        }
        return leased;
    }

    private boolean reserve(Caller caller, Ticket ticket, Held held) {
        return transactions
                .inTenant(
                        ticket.tenant(),
                        () -> tasks.grab(ticket.task())
                                .filter(task -> !task.isLookedAtAgain()
                                        || (caller.is(Role.SENIOR_REVIEWER) && !looks.hasHand(task, caller.id())))
                                .filter(task -> copies.claim(task, caller.id()))
                                .map(task -> {
                                    task.lease(
                                            caller.id(),
                                            ticket.team(),
                                            held.view,
                                            clock.instant().plus(RESERVATION));
                                    return tasks.save(task);
                                }))
                .isPresent();
    }

    /** Empty where the task was not kept long enough, or its view died meanwhile. */
    private Optional<Held> lease(Caller caller, Held held) {
        return transactions.inTenant(
                held.task.tenant(),
                () -> tasks.lock(held.task.id())
                        .filter(task -> caller.id().equals(task.holder(clock.instant())))
                        .map(task -> {
                            task.lease(clock.instant().plus(LEASE));
                            task.follow(held.project.guidelineVersion());
                            queue.mark(task, "taken");
                            handles.give(task, caller.id());
                            return new Held(tasks.save(task), held.view, held.project);
                        }));
    }

    /** Puts a task back that this person still holds. */
    void reopen(Caller caller, Held held) {
        transactions.runInTenant(held.task.tenant(), () -> {
            Task now = tasks.lock(held.task.id()).orElseThrow(Refused::notFound);
            now.requireHeldBy(caller.id(), clock.instant());
            now.become(TaskState.OPEN);
            tasks.save(now);
            queue.mark(now, "open");
        });
    }

    /** A task whose view would be refused anyway (access over, consent withdrawn) is not offered. */
    private boolean showable(Caller caller, Held held, UnaryOperator<Context> circumstances) {
        try {
            requireShowable(caller, held, circumstances);
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    /** Refused as the view would be if it were asked for. */
    void requireShowable(Caller caller, Held held, UnaryOperator<Context> circumstances) {
        gate.check(
                caller,
                Act.VIEW_SHOW,
                views.resource(held.view, held.project, caller.id()),
                budgets.foreseen(
                        caller,
                        held.project,
                        views.subject(held.view),
                        held.view.asset(),
                        held.task.rendition(held.view),
                        circumstances));
    }

    Held held(Ticket ticket) {
        TenantId tenant = ticket.tenant();
        Task task = transactions
                .inTenant(tenant, () -> tasks.findById(ticket.task()))
                .orElseThrow(Refused::notFound);
        return new Held(task, views.find(tenant, task.view()), projects.find(tenant, task.project()));
    }

    /** A task with what it is about. */
    record Held(Task task, View view, Project project) {}
}
