package dev.visor.gateway.views;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.RequestRefused;
import dev.visor.gateway.findings.Findings;
import dev.visor.gateway.findings.Severity;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Resource;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What becomes of a budget that is used up: a record under whoever used it up, a finding for the client's compliance officer, once for
 * each annotator, project, kind and window.
 */
@Component
class BudgetStops {

    private static final Logger log = LoggerFactory.getLogger(BudgetStops.class);

    private final BudgetTable table;
    private final Projects projects;
    private final Findings findings;
    private final Trails trails;
    private final TenantTransactions transactions;
    private final Clock clock;

    BudgetStops(
            BudgetTable table,
            Projects projects,
            Findings findings,
            Trails trails,
            TenantTransactions transactions,
            Clock clock) {
        this.table = table;
        this.projects = projects;
        this.findings = findings;
        this.trails = trails;
        this.transactions = transactions;
        this.clock = clock;
    }

    static ObjectLabel label(UUID use) {
        return ObjectLabel.of("budget", use);
    }

    /** Whichever way it was asked for: each refusal for this reason comes by here before it is answered. */
    @EventListener
    void on(RequestRefused refused) {
        Resource.Project about = refused.project();
        if (refused.reason().equals("budget-used-up") && about != null && about.tenant() != null) {
            try {
                Project project = projects.find(new TenantId(about.tenant()), about.id());
                stop(refused.caller(), project, BudgetKind.ruled(refused.policies()), clock.instant());
            } catch (RuntimeException e) {
                // The refusal stands; whoever asks again has it told then.
                log.error(
                        "That a budget is used up could not be told yet: {}",
                        e.getClass().getName());
            }
        }
    }

    void stop(Caller caller, Project project, Set<BudgetKind> kinds, Instant now) {
        for (BudgetKind kind : kinds) {
            BudgetUse use = table.row(project.tenant(), project.id(), caller.id(), kind, now);
            if (use.stopped() == null) {
                stop(caller, project, use, now);
            }
        }
    }

    /** The record first: two at once may write it twice, and none goes without. The finding comes of one of them. */
    private void stop(Caller caller, Project project, BudgetUse use, Instant now) {
        boolean attempts = use.kind() == BudgetKind.OFF_TASK;
        String what = attempts ? "budget.off-task" : "budget.used-up";
        trails.append(Entry.of(what, caller.actor())
                .in(project.tenant())
                .because(project.purpose().id(), project.basis().id())
                .on(label(use.id()), Projects.label(project.id()))
                .with("project", project.id().toString())
                .with("kind", use.kind().label()));
        boolean first = transactions.inTenant(project.tenant(), () -> {
            if (!table.stop(use.id(), now)) {
                return false;
            }
            findings.open(
                    project.tenant(),
                    what,
                    attempts ? Severity.SEVERE : Severity.WARNING,
                    sentence(use.kind()),
                    label(use.id()),
                    "compliance-officer");
            return true;
        });
        if (first) {
            log.warn("A budget ({}) of an annotator is used up: {}", use.kind().label(), use.id());
        }
    }

    private static String sentence(BudgetKind kind) {
        return switch (kind) {
            case VIEWS -> "An annotator asked for more views in an hour than the project's budget allows.";
            case SUBJECTS -> "An annotator asked for more persons on a day than the project's budget allows.";
            case BYTES -> "An annotator asked for more bytes of views on a day than the project's budget allows.";
            case OFF_TASK -> "An annotator asked again and again for what is not the annotator's.";
        };
    }
}
