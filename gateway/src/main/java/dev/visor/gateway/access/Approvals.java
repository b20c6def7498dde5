package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Acts that need two people. The feature that does the act asks {@link #granted} at its own door. */
@Service
public class Approvals {

    private static final int LONGEST_REASON = 500;

    private final ApprovalRepository approvals;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Clock clock;

    Approvals(ApprovalRepository approvals, TenantTransactions transactions, Gate gate, Clock clock) {
        this.approvals = approvals;
        this.transactions = transactions;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * Asks for an act.
     *
     * @param act the act's stable name
     * @param reason why, for the second person and the trail
     */
    public Approval ask(Caller caller, TenantId tenant, String act, ObjectLabel object, String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refused.badRequest("bad-reason", "A reason has 1 to " + LONGEST_REASON + " characters.");
        }
        UUID id = UUID.randomUUID();
        gate.pass(
                caller,
                Act.APPROVAL_ASK,
                new Resource.Approval(id, caller.id().value()),
                "approval.ask",
                entry -> entry.in(tenant)
                        .on(ObjectLabel.of("approval", id), object)
                        .with("act", act));
        return transactions.inTenant(
                tenant,
                () -> approvals.save(new Approval(id, tenant, act, object, reason, caller.id(), clock.instant())));
    }

    /** Grants what somebody else asked for. */
    public Approval grant(Caller caller, TenantId tenant, UUID id) {
        Approval waiting =
                transactions.inTenant(tenant, () -> approvals.findById(id)).orElseThrow(Refused::notFound);
        gate.pass(
                caller,
                Act.APPROVAL_GRANT,
                new Resource.Approval(id, waiting.askedBy().value()),
                "approval.grant",
                entry -> entry.in(tenant)
                        .on(ObjectLabel.of("approval", id), waiting.object())
                        .with("act", waiting.act()));
        return transactions.inTenant(tenant, () -> {
            waiting.grant(caller.id(), clock.instant());
            return approvals.save(waiting);
        });
    }

    /** Whether the act on this object was granted and the grant is still good. */
    public boolean granted(TenantId tenant, String act, ObjectLabel object) {
        return transactions.inTenant(tenant, () -> approvals.findByActAndObject(act, object.value())).stream()
                .anyMatch(approval -> approval.inForce(clock.instant()));
    }
}
