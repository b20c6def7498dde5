package dev.visor.gateway.views;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.trail.ActorLookup;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What a client's compliance officer does about budgets, and the client itself. Each act is a record before it is done or answered. */
@Service
class BudgetDesk {

    static final int LONGEST_REASON = 500;

    /** So long a budget that was used up stays on the officer's list. */
    private static final Duration LISTED = Duration.ofDays(7);

    private final BudgetTable table;
    private final Projects projects;
    private final ActorLookup actors;
    private final Gate gate;
    private final Trails trails;
    private final Clock clock;

    BudgetDesk(BudgetTable table, Projects projects, ActorLookup actors, Gate gate, Trails trails, Clock clock) {
        this.table = table;
        this.projects = projects;
        this.actors = actors;
        this.gate = gate;
        this.trails = trails;
        this.clock = clock;
    }

    /**
     * A budget as the officer reads it.
     *
     * @param running whether its window runs now, so that it can be released
     */
    record Shown(BudgetUse use, ActorLookup.Seen annotator, Project project, long most, boolean running) {

        @Override
        public String toString() {
            return "Shown[" + use.id() + "]";
        }
    }

    /** What is used now, and what was used up in the last days. */
    List<Shown> list(Caller caller) {
        gate.check(caller, Act.BUDGET_READ, log(caller));
        TenantId tenant = caller.requireTenant();
        gate.pass(caller, Act.BUDGET_READ, log(caller), "budget.list", entry -> {});
        Instant now = clock.instant();
        Names names = new Names(tenant);
        return table.list(tenant, now, now.minus(LISTED)).stream()
                .map(use -> names.shown(use, now))
                .toList();
    }

    /**
     * Gives an annotator the same again in the window that runs, once.
     *
     * @param reason why, 1 to {@link #LONGEST_REASON} characters; sealed in the record
     */
    Shown release(Caller caller, UUID id, String reason) {
        gate.check(caller, Act.BUDGET_RELEASE, log(caller));
        TenantId tenant = caller.requireTenant();
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refused.badRequest("bad-reason", "A reason has 1 to " + LONGEST_REASON + " characters.");
        }
        BudgetUse use = table.find(tenant, id).orElseThrow(Refused::notFound);
        if (!clock.instant().isBefore(use.ends())) {
            throw Refused.conflict("budget-window-over", "This budget's time is over: it is free again by itself.");
        }
        if (use.release() != null) {
            throw released();
        }
        Receipt receipt = gate.pass(
                caller,
                Act.BUDGET_RELEASE,
                log(caller),
                "budget.release",
                entry -> named(entry, use)
                        .with("project", use.project().toString())
                        .with("kind", use.kind().label())
                        .sealed("reason", reason));
        if (!table.release(tenant, id, receipt.record())) {
            trails.outcome(
                    receipt,
                    named(Entry.of("act.failed", caller.as(receipt)).in(tenant).because(Ground.ACCOUNTABILITY), use));
            throw released();
        }
        return new Names(tenant).shown(table.find(tenant, id).orElseThrow(Refused::notFound), clock.instant());
    }

    /** How much an annotator may see of a project of the caller's own side. */
    Stated limits(Caller caller, UUID project) {
        TenantId tenant = caller.requireTenant();
        gate.check(caller, Act.PROJECT_READ, projects.find(tenant, project).resource());
        return new Stated(
                table.limits(tenant, project, clock.instant()),
                table.stated(tenant, project).isPresent());
    }

    /**
     * How much an annotator may see of a project.
     *
     * @param own whether the client said so; otherwise it follows from the project's pace and the installation's defaults
     */
    record Stated(BudgetLimits limits, boolean own) {}

    BudgetLimits defaults() {
        return table.defaults();
    }

    /** Says how much an annotator may see of a project, from the next request on. */
    Stated limit(Caller caller, UUID id, BudgetLimits limits) {
        TenantId tenant = caller.requireTenant();
        Project project = projects.find(tenant, id);
        gate.pass(
                caller,
                Act.BUDGET_SET,
                project.resource(),
                "budget.set",
                entry -> entry.on(Projects.label(id))
                        .with("views", Long.toString(limits.views()))
                        .with("persons", Long.toString(limits.subjects()))
                        .with("bytes", Long.toString(limits.bytes()))
                        .with("off-task", Long.toString(limits.offTask())));
        table.limit(tenant, id, limits);
        return new Stated(limits, true);
    }

    private static Entry named(Entry entry, BudgetUse use) {
        return entry.on(BudgetStops.label(use.id()), Projects.label(use.project()));
    }

    private static Refused released() {
        return Refused.conflict(
                "budget-released", "This budget was released already, and once in a window is all there is.");
    }

    private static Resource.Trail log(Caller caller) {
        TenantId tenant = caller.tenant();
        return tenant == null ? Resource.Trail.ofOperator() : Resource.Trail.ofTenant(tenant.value());
    }

    /** Looks each annotator and each project up once. */
    private final class Names {

        private final TenantId tenant;
        private final Map<UUID, ActorLookup.Seen> annotators = new HashMap<>();
        private final Map<UUID, Project> known = new HashMap<>();
        private final Map<UUID, BudgetLimits> limits = new HashMap<>();

        Names(TenantId tenant) {
            this.tenant = tenant;
        }

        Shown shown(BudgetUse use, Instant now) {
            return new Shown(
                    use,
                    annotators.computeIfAbsent(use.person().value(), id -> actors.seen(tenant, use.person())),
                    known.computeIfAbsent(use.project(), id -> projects.find(tenant, id)),
                    use.most(limits.computeIfAbsent(use.project(), id -> table.limits(tenant, id, now))),
                    now.isBefore(use.ends()));
        }
    }
}
