package dev.visor.gateway.views;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.access.Agreed;
import dev.visor.gateway.access.Approvals;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.findings.Findings;
import dev.visor.gateway.findings.Severity;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.policies.TwoPersonAct;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Break-glass: an administrator opens an original that nobody else's work leads to, after somebody of the client's own side agreed.
 * Every opening is a record about everybody on the picture, and what was agreed becomes a finding of the client's, whose officer
 * closes it.
 */
@Service
class BrokenGlass {

    private static final String RULE = "original.break-glass";

    private final Approvals approvals;
    private final Tenants tenants;
    private final Assets assets;
    private final Projects projects;
    private final Originals originals;
    private final Findings findings;

    BrokenGlass(
            Approvals approvals,
            Tenants tenants,
            Assets assets,
            Projects projects,
            Originals originals,
            Findings findings) {
        this.approvals = approvals;
        this.tenants = tenants;
        this.assets = assets;
        this.projects = projects;
        this.originals = originals;
        this.findings = findings;
    }

    /**
     * Opens what this person asked for and another granted.
     *
     * @param handle the client's, for the operator's people; null for the person's own tenant
     * @throws Refused if there is no such request of this person's, if it is not in force, or if the policies say no
     */
    void open(Caller caller, @Nullable String handle, UUID id, Delivery delivery) {
        TenantId tenant = tenants.meant(caller, handle);
        if (tenant == null) {
            throw Refused.notFound();
        }
        try {
            open(caller, tenant, id, delivery);
        } catch (Refused refused) {
            // It is about the client's picture, whoever asked.
            throw refused.in(tenant);
        }
    }

    private void open(Caller caller, TenantId tenant, UUID id, Delivery delivery) {
        Agreed agreed = approvals.inForce(caller, tenant, id, TwoPersonAct.BREAK_GLASS);
        Asset asset = assets.find(tenant, agreed.object().id());
        Project project = projects.find(tenant, asset.project());
        originals.breakGlass(caller, asset, project, agreed, () -> tell(tenant, agreed.approval()), delivery);
    }

    /** One finding for what was agreed, however often it is opened meanwhile. */
    private void tell(TenantId tenant, ObjectLabel approval) {
        if (findings.about(tenant, List.of(approval)).stream()
                .noneMatch(finding -> finding.rule().equals(RULE))) {
            findings.open(
                    tenant,
                    RULE,
                    Severity.WARNING,
                    "An original was opened in an emergency, as two persons agreed. Look at who, why, and whether it was right.",
                    approval,
                    "compliance-officer");
        }
    }
}
