package dev.visor.gateway.findings;

import dev.visor.gateway.access.ApprovalAnswered;
import dev.visor.gateway.access.ApprovalWaiting;
import dev.visor.gateway.keys.TenantId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reminds a client of a request that waits for a second person. What waits for the operator's people stands in health. */
@Component
class ApprovalAlarms {

    private static final String WAITING = "second-person.waiting";

    private final Findings findings;

    ApprovalAlarms(Findings findings) {
        this.findings = findings;
    }

    @EventListener
    void on(ApprovalWaiting waiting) {
        TenantId tenant = waiting.tenant();
        if (tenant != null) {
            findings.open(tenant, WAITING, Severity.WARNING, waiting.sentence(), waiting.label(), "compliance-officer");
        }
    }

    @EventListener
    void on(ApprovalAnswered answered) {
        TenantId tenant = answered.tenant();
        if (tenant != null) {
            findings.close(tenant, WAITING, answered.label());
        }
    }
}
