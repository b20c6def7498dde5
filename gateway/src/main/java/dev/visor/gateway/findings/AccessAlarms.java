package dev.visor.gateway.findings;

import dev.visor.gateway.access.ApprovalAltered;
import dev.visor.gateway.keys.TenantId;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes a finding of each client's two-person request that was altered; what is the operator's own stands in health. */
@Component
class AccessAlarms {

    private static final String ALTERED = "approvals.altered";

    private final Findings findings;

    AccessAlarms(Findings findings) {
        this.findings = findings;
    }

    @EventListener
    void on(ApprovalAltered request) {
        TenantId tenant = request.tenant();
        if (tenant != null && !isKnown(tenant, request)) {
            findings.open(
                    tenant, ALTERED, Severity.SEVERE, request.sentence(), request.approval(), "compliance-officer");
        }
    }

    /** Each start of each process sees it for the first time. */
    private boolean isKnown(TenantId tenant, ApprovalAltered request) {
        return findings.about(tenant, List.of(request.approval())).stream()
                .anyMatch(finding -> finding.rule().equals(ALTERED));
    }
}
