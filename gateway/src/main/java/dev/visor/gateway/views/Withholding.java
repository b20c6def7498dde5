package dev.visor.gateway.views;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.findings.Findings;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.policies.Act;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Takes a view from everybody at one annotator's word, until the client's redaction officer has decided. */
@Service
public class Withholding {

    static final String RULE = "view.report";

    private final ViewRepository rows;
    private final Views views;
    private final Projects projects;
    private final Findings findings;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Gate gate;

    Withholding(
            ViewRepository rows,
            Views views,
            Projects projects,
            Findings findings,
            TenantTransactions transactions,
            ApplicationEventPublisher events,
            Gate gate) {
        this.rows = rows;
        this.views = views;
        this.projects = projects;
        this.findings = findings;
        this.transactions = transactions;
        this.events = events;
        this.gate = gate;
    }

    /**
     * Ends the view's tasks, opens a finding and shows the view to annotators no more.
     *
     * @param receipt of the report's record, which names the view
     * @throws Refused (409, {@code view-not-released}) if it is withheld already, or was taken back
     */
    public void withhold(View view, Concern concern, Receipt receipt) {
        if (!receipt.covers(view.label())) {
            throw new IllegalArgumentException("The receipt is for another view");
        }
        TenantId tenant = view.tenant();
        transactions.runInTenant(tenant, () -> {
            View current = rows.lock(view.id()).orElseThrow(Refused::notFound);
            if (current.state() != ViewState.RELEASED) {
                throw Refused.conflict("view-not-released", "This view is shown to nobody as it is.");
            }
            current.become(ViewState.WITHHELD);
            rows.save(current);
            findings.open(
                    tenant,
                    RULE,
                    concern.severity(),
                    "An annotator saw " + concern.words() + " on a view; it is withheld until you decide.",
                    view.label(),
                    "redaction-officer");
            events.publishEvent(new ViewsDied(tenant, Set.of(view.id())));
        });
    }

    /**
     * Gives a withheld view to the annotators, which makes a new task of it, and closes the finding: one that was reported, or
     * one that was drawn in a batch that is released already.
     *
     * @throws Refused (409, {@code view-not-withheld}) if it is not withheld
     */
    public void restore(Caller caller, UUID id) {
        TenantId tenant = caller.requireTenant();
        View view = views.find(tenant, id);
        Project project = projects.find(tenant, view.project());
        gate.check(caller, Act.VIEW_RESTORE, views.resource(view, project, null));
        // The state under the lock, then the record, then the act: no record tells of a view that was not given back.
        transactions.runInTenant(tenant, () -> {
            View current = rows.lock(id).orElseThrow(Refused::notFound);
            if (current.state() != ViewState.WITHHELD) {
                throw Refused.conflict("view-not-withheld", "Only a view that is withheld can be given back.");
            }
            gate.pass(
                    caller,
                    Act.VIEW_RESTORE,
                    views.resource(current, project, null),
                    "view.restore",
                    entry -> views.about(entry, current));
            current.become(ViewState.RELEASED);
            rows.save(current);
            findings.close(tenant, RULE, current.label());
            findings.close(tenant, DrawnViews.RULE, current.label());
            events.publishEvent(new ViewReleased(tenant, current.project(), id));
        });
    }
}
