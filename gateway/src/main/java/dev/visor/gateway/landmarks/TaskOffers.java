package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.TeamAccesses;
import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.ViewReleased;
import dev.visor.gateway.views.ViewRepainted;
import dev.visor.gateway.views.Views;
import dev.visor.gateway.views.ViewsDied;
import dev.visor.policies.TeamAccess;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes tasks of released views, ends those of dead ones, and puts back what was left lying. */
@Component
class TaskOffers {

    private final TaskRepository tasks;
    private final WorkforceQueue queue;
    private final Projects projects;
    private final TeamAccesses accesses;
    private final Tenants tenants;
    private final Views views;
    private final Recusals recusals;
    private final EnoughTickets enough;
    private final WorkPlans plans;
    private final Failures failures;
    private final Trails trails;
    private final TenantTransactions transactions;
    private final Clock clock;

    TaskOffers(
            TaskRepository tasks,
            WorkforceQueue queue,
            Projects projects,
            TeamAccesses accesses,
            Tenants tenants,
            Views views,
            Recusals recusals,
            EnoughTickets enough,
            WorkPlans plans,
            Failures failures,
            Trails trails,
            TenantTransactions transactions,
            Clock clock) {
        this.tasks = tasks;
        this.queue = queue;
        this.projects = projects;
        this.accesses = accesses;
        this.tenants = tenants;
        this.views = views;
        this.recusals = recusals;
        this.enough = enough;
        this.plans = plans;
        this.failures = failures;
        this.trails = trails;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventListener
    void released(ViewReleased view) {
        Project project = projects.find(view.tenant(), view.project());
        transactions.runInTenant(view.tenant(), () -> {
            Instant now = clock.instant();
            WorkPlan plan = plans.of(view.tenant(), project.id());
            List<TeamAccess> teams = accesses.of(project.id()).stream()
                    .filter(access -> now.isBefore(access.until()))
                    .toList();
            View shown = views.find(view.tenant(), view.view());
            for (int copy = 0; copy < plan.copies(); copy++) {
                offer(
                        tasks.save(new Task(view.tenant(), project, view.view(), plan.secondLook(), now)),
                        shown,
                        project,
                        teams,
                        plan);
            }
        });
    }

    private void offer(Task task, View shown, Project project, List<TeamAccess> teams, WorkPlan plan) {
        recusals.hide(task.tenant(), views.subject(shown), List.of(task.id()));
        enough.offered(project, views.subject(shown), task.id(), shown.asset());
        queue.offer(task, project.regions(), teams, plan);
    }

    @EventListener
    void died(ViewsDied died) {
        transactions.runInTenant(
                died.tenant(),
                () -> tasks.findByViewIn(died.views()).forEach(task -> {
                    task.become(TaskState.CLOSED);
                    tasks.save(task);
                    queue.mark(task, "done");
                }));
    }

    /** Whoever holds a task of the view is served what it shows now. */
    @EventListener
    void repainted(ViewRepainted repainted) {
        transactions.runInTenant(
                repainted.tenant(),
                () -> tasks.findByViewIn(List.of(repainted.view())).forEach(task -> {
                    task.unfix();
                    tasks.save(task);
                }));
    }

    /** Puts tasks back whose lease has run out. */
    void reclaim() {
        for (TenantId tenant : tenants.all()) {
            Instant now = clock.instant();
            for (Task task : transactions.inTenant(
                    tenant, () -> tasks.findByStateAndLeaseEndsBefore(TaskState.LEASED.label(), now))) {
                try {
                    reclaim(new Held(task, views.find(tenant, task.view()), projects.find(tenant, task.project())));
                } catch (Refused gone) {
                    // Its view died meanwhile, and the task was closed with it.
                }
            }
        }
    }

    private void reclaim(Held held) {
        ActorRef leases = ActorRef.system("leases");
        Receipt receipt = trails.append(views.about(Entry.of("task.release", leases), held.view(), held.project())
                .on(held.task().label())
                .with("reason", "lease-over"));
        if (!reopened(held.task())) {
            failures.record(receipt, leases, held, Refused.conflict("not-lapsed", "The task is at work again."));
        }
    }

    /** False where somebody handed it in, or took it anew, since it was read. */
    private boolean reopened(Task lapsed) {
        return transactions.inTenant(
                lapsed.tenant(),
                () -> tasks.lock(lapsed.id())
                        .filter(task -> task.lapsed(clock.instant()))
                        .map(task -> {
                            task.become(TaskState.OPEN);
                            queue.mark(task, "open");
                            return tasks.save(task);
                        })
                        .isPresent());
    }
}
