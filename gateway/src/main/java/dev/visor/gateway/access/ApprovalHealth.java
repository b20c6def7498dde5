package dev.visor.gateway.access;

import dev.visor.gateway.keys.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Amber while a request of the operator's own waits although its half time is over. A client's is a finding of the client's. */
@Component("approvalsHealthIndicator")
class ApprovalHealth implements HealthIndicator {

    private final ApprovalRepository approvals;
    private final TenantTransactions transactions;
    private final Clock clock;

    ApprovalHealth(ApprovalRepository approvals, TenantTransactions transactions, Clock clock) {
        this.approvals = approvals;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        boolean waits =
                transactions.inTenant(ApprovalTable.scope(null), () -> approvals.findByExpiresAtAfter(now)).stream()
                        .anyMatch(approval -> approval.isReminded() && approval.state(now) == ApprovalState.WAITING);
        return Health.up()
                .withDetail("amber", waits ? "a request waits for a second administrator" : "none")
                .build();
    }
}
