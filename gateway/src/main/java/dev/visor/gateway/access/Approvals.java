package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Acts that need two people. The feature that does the act asks {@link #granted} at its own door. Where no tenant is named,
 * the act is the operator's own, and its records are in the operator's log.
 */
@Service
public class Approvals {

    /** In characters; sealed, it fits into one record in any script. */
    private static final int LONGEST_REASON = 400;

    private static final String REASON = "approval.reason";
    private static final Pattern ACT = Pattern.compile("[a-z][a-z0-9-]{0,39}([.][a-z][a-z0-9-]{0,39})?");

    /** The operator's own rows and keys go by a tenant identifier that no client has. */
    private static final TenantId OPERATOR = new TenantId(new UUID(0, 0));

    private final ApprovalRepository approvals;
    private final JdbcClient jdbc;
    private final Identities identities;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Trails trails;
    private final Clock clock;

    Approvals(
            ApprovalRepository approvals,
            JdbcClient jdbc,
            Identities identities,
            TenantTransactions transactions,
            Gate gate,
            Trails trails,
            Clock clock) {
        this.approvals = approvals;
        this.jdbc = jdbc;
        this.identities = identities;
        this.transactions = transactions;
        this.gate = gate;
        this.trails = trails;
        this.clock = clock;
    }

    /**
     * Asks for an act.
     *
     * @param tenant whose thing it is; null for the operator's own
     * @param act the act's stable name
     * @param reason why, for the second person and the trail; sealed in both places
     */
    public Approval ask(Caller caller, @Nullable TenantId tenant, String act, ObjectLabel object, String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refused.badRequest("bad-reason", "A reason has 1 to " + LONGEST_REASON + " characters.");
        }
        if (!ACT.matcher(act).matches()) {
            throw Refused.badRequest("bad-act", "An act is named in lower case, such as break-glass.");
        }
        UUID id = UUID.randomUUID();
        gate.pass(
                caller,
                Act.APPROVAL_ASK,
                new Resource.Approval(id, caller.id().value()),
                "approval.ask",
                entry -> about(entry, tenant, id, act, object).sealed("reason", reason));
        byte[] sealed = identities.seal(scope(tenant), caller.id(), REASON, reason);
        return transactions.inTenant(
                scope(tenant),
                () -> approvals.save(new Approval(id, tenant, act, object, sealed, caller.id(), clock.instant())));
    }

    /** What was asked and has not expired, with the reasons opened: that is a record. */
    List<Asked> current(Caller caller, @Nullable TenantId tenant) {
        gate.pass(
                caller,
                Act.APPROVAL_ASK,
                new Resource.Approval(UUID.randomUUID(), null),
                "approval.list",
                entry -> in(entry, tenant));
        return transactions
                .inTenant(scope(tenant), () -> approvals.findByExpiresAtAfterOrderByAskedAt(clock.instant()))
                .stream()
                .map(this::opened)
                .toList();
    }

    /** Grants what somebody else asked for. Of several who grant at once, one does. */
    public Approval grant(Caller caller, @Nullable TenantId tenant, UUID id) {
        Approval waiting = transactions
                .inTenant(scope(tenant), () -> approvals.findById(id))
                .orElseThrow(Refused::notFound);
        Resource.Approval resource = new Resource.Approval(id, waiting.askedBy().value());
        gate.check(caller, Act.APPROVAL_GRANT, resource);
        waiting.requireGrantable(caller.id(), clock.instant());
        Receipt receipt = gate.pass(
                caller,
                Act.APPROVAL_GRANT,
                resource,
                "approval.grant",
                entry -> about(entry, tenant, id, waiting.act(), waiting.object()));
        if (!granted(caller, tenant, id)) {
            trails.outcome(
                    receipt,
                    about(
                            Entry.of("act.failed", caller.as(receipt)).because(Ground.ADMINISTRATION),
                            tenant,
                            id,
                            waiting.act(),
                            waiting.object()));
            throw Approval.alreadyGranted();
        }
        return transactions
                .inTenant(scope(tenant), () -> approvals.findById(id))
                .orElseThrow(Refused::notFound);
    }

    /** Whether the act on this object was granted and the grant is still good. */
    public boolean granted(@Nullable TenantId tenant, String act, ObjectLabel object) {
        Instant now = clock.instant();
        return transactions.inTenant(scope(tenant), () -> approvals.findByActAndObject(act, object.value())).stream()
                .anyMatch(approval -> approval.inForce(now));
    }

    /** One statement looks and writes: what was read before it may have changed. */
    private boolean granted(Caller caller, @Nullable TenantId tenant, UUID id) {
        Timestamp now = Timestamp.from(clock.instant());
        return transactions.inTenant(
                        scope(tenant),
                        () -> jdbc.sql("update approval set granted_by = ?, granted_at = ?"
                                        + " where id = ? and granted_by is null and ? < expires_at")
                                .params(caller.id().value(), now, id, now)
                                .update())
                == 1;
    }

    private Asked opened(Approval approval) {
        try {
            TenantId scope = scope(approval.tenant());
            return new Asked(approval, identities.open(scope, approval.askedBy(), REASON, approval.reason()));
        } catch (KeyDestroyedException e) {
            return new Asked(approval, null);
        }
    }

    private static Entry about(Entry entry, @Nullable TenantId tenant, UUID id, String act, ObjectLabel object) {
        return in(entry, tenant).on(ObjectLabel.of("approval", id), object).with("act", act);
    }

    private static Entry in(Entry entry, @Nullable TenantId tenant) {
        return tenant == null ? entry : entry.in(tenant);
    }

    private static TenantId scope(@Nullable TenantId tenant) {
        return tenant == null ? OPERATOR : tenant;
    }

    /**
     * One request.
     *
     * @param reason opened; null once whoever asked was erased; never printed
     */
    record Asked(Approval approval, @Nullable String reason) {

        @Override
        public String toString() {
            return "Asked[" + approval.id() + "]";
        }
    }
}
