package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailRestored;
import dev.visor.gateway.trail.VerificationAlarm;
import dev.visor.gateway.trail.WitnessAlarm;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes a finding of what a witness or the daily verification holds against a client's trail, and of a restored database; what
 * is against the operator's own stands in health.
 */
@Component
class TrailAlarms {

    private final Findings findings;

    TrailAlarms(Findings findings) {
        this.findings = findings;
    }

    @EventListener
    void on(WitnessAlarm alarm) {
        TenantId tenant = alarm.tenant();
        if (tenant != null) {
            findings.open(
                    tenant,
                    alarm.rolledBack() ? "witness.rolled-back" : "witness.forked",
                    Severity.SEVERE,
                    alarm.sentence(),
                    ObjectLabel.of("tenant", tenant.value()),
                    "compliance-officer");
        }
    }

    @EventListener
    void on(TrailRestored restored) {
        TenantId tenant = restored.tenant();
        if (tenant != null) {
            findings.open(
                    tenant,
                    "trail.rejoin",
                    Severity.SEVERE,
                    restored.sentence(),
                    ObjectLabel.of("tenant", tenant.value()),
                    "compliance-officer");
        }
    }

    @EventListener
    void on(VerificationAlarm alarm) {
        TenantId tenant = alarm.tenant();
        if (tenant != null) {
            findings.open(
                    tenant,
                    "trail.verify-alarm",
                    Severity.SEVERE,
                    alarm.sentence(),
                    ObjectLabel.of("tenant", tenant.value()),
                    "compliance-officer");
        }
    }
}
