package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyAlteredException;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyMissingException;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import dev.visor.policies.TwoPersonAct;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Acts that need two people. The feature that does the act asks {@link #granted} or {@link #inForce} at its own door. Where no
 * tenant is named, the act is the operator's own, and its records are in the operator's log.
 */
@Service
public class Approvals {

    /** In characters; sealed, it fits into one record in any script. */
    private static final int LONGEST_REASON = 400;

    /** How long what is over is still listed. */
    private static final Duration LISTED = Duration.ofDays(7);

    private static final String REASON = "approval.reason";

    private final ApprovalRepository approvals;
    private final ApprovalTable table;
    private final Identities identities;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Trails trails;
    private final AlteredApprovals alarms;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Approvals(
            ApprovalRepository approvals,
            ApprovalTable table,
            Identities identities,
            TenantTransactions transactions,
            Gate gate,
            Trails trails,
            AlteredApprovals alarms,
            ApplicationEventPublisher events,
            Clock clock) {
        this.approvals = approvals;
        this.table = table;
        this.identities = identities;
        this.transactions = transactions;
        this.gate = gate;
        this.trails = trails;
        this.alarms = alarms;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Asks for an act.
     *
     * @param reason why, for the second person and the trail; sealed in both places
     */
    public Approval ask(Caller caller, AskedFor wanted, String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refused.badRequest("bad-reason", "A reason has 1 to " + LONGEST_REASON + " characters.");
        }
        UUID id = UUID.randomUUID();
        TenantId tenant = wanted.tenant();
        Resource.Approval resource =
                new Resource.Approval(id, caller.id().value(), tenant == null ? null : tenant.value(), wanted.act());
        gate.pass(
                caller,
                Act.APPROVAL_ASK,
                resource,
                "approval.ask",
                entry -> about(entry, tenant, id, wanted.act(), wanted.object())
                        .sealed("reason", reason)
                        .with("minutes", Long.toString(wanted.box().toMinutes())));
        TenantId scope = ApprovalTable.scope(tenant);
        byte[] sealed = identities.seal(scope, caller.id(), REASON, reason);
        return transactions.inTenant(
                scope, () -> approvals.save(new Approval(id, wanted, sealed, caller.id(), clock.instant())));
    }

    /** What was asked within the last seven days, the newest first, with the reasons opened: that is a record. */
    List<Listed> list(Caller caller, @Nullable TenantId tenant) {
        gate.pass(
                caller,
                Act.APPROVAL_READ,
                new Resource.Approval(UUID.randomUUID(), null, tenant == null ? null : tenant.value(), null),
                "approval.list",
                entry -> in(entry, tenant));
        Instant now = clock.instant();
        return transactions
                .inTenant(
                        ApprovalTable.scope(tenant),
                        () -> approvals.findByAskedAtAfterOrderByAskedAtDesc(now.minus(LISTED)))
                .stream()
                .map(approval -> opened(approval, now))
                .toList();
    }

    /** How many wait for a second person: a number, and no record. */
    long waiting(Caller caller, @Nullable TenantId tenant) {
        gate.check(
                caller,
                Act.APPROVAL_READ,
                new Resource.Approval(UUID.randomUUID(), null, tenant == null ? null : tenant.value(), null));
        Instant now = clock.instant();
        return transactions.inTenant(ApprovalTable.scope(tenant), () -> approvals.findByExpiresAtAfter(now)).stream()
                .filter(approval -> approval.state(now) == ApprovalState.WAITING)
                .filter(approval -> !approval.askedBy().equals(caller.id()))
                .count();
    }

    /** Grants what somebody else asked for. Of several who grant at once, one does. */
    public Approval grant(Caller caller, @Nullable TenantId tenant, UUID id) {
        Approval waiting = find(tenant, id);
        gate.check(caller, Act.APPROVAL_GRANT, waiting.resource());
        waiting.requireGrantable(caller.id(), clock.instant());
        if (opened(waiting, clock.instant()).altered()) {
            throw Refused.conflict(
                    "approval-altered",
                    "Why this was asked cannot be read any more, so nobody can say yes: ask again.");
        }
        Receipt receipt = gate.pass(
                caller,
                Act.APPROVAL_GRANT,
                waiting.resource(),
                "approval.grant",
                entry -> about(entry, tenant, id, waiting.act(), waiting.object()));
        if (!table.grant(tenant, id, caller.id(), clock.instant())) {
            fail(receipt, caller, tenant, waiting);
            throw Approval.alreadyGranted();
        }
        events.publishEvent(new ApprovalAnswered(tenant, id));
        return find(tenant, id);
    }

    /**
     * Ends a request before its time, or a grant: whoever asked takes it back, or a second person says no. Nothing can be done
     * under it from then on.
     */
    public Approval end(Caller caller, @Nullable TenantId tenant, UUID id) {
        Approval open = find(tenant, id);
        gate.check(caller, Act.APPROVAL_END, open.resource());
        open.requireOpen(clock.instant());
        Receipt receipt = gate.pass(
                caller,
                Act.APPROVAL_END,
                open.resource(),
                open.askedBy().equals(caller.id()) ? "approval.withdraw" : "approval.refuse",
                entry -> about(entry, tenant, id, open.act(), open.object()));
        if (!table.end(tenant, id, caller.id(), clock.instant())) {
            fail(receipt, caller, tenant, open);
            throw Refused.conflict("approval-ended", "This request was ended already.");
        }
        events.publishEvent(new ApprovalAnswered(tenant, id));
        return find(tenant, id);
    }

    /** Whether the act on this object was granted and the grant is still good. */
    public boolean granted(@Nullable TenantId tenant, TwoPersonAct act, ObjectLabel object) {
        Instant now = clock.instant();
        return transactions
                .inTenant(ApprovalTable.scope(tenant), () -> approvals.findByActAndObject(act.id(), object.value()))
                .stream()
                .anyMatch(approval -> approval.inForce(now));
    }

    /**
     * What this person asked for, and may do now.
     *
     * @throws Refused (404) if there is no such request for this act, (409) if it is over or nobody has granted it
     */
    public Agreed inForce(Caller caller, @Nullable TenantId tenant, UUID id, TwoPersonAct act) {
        Approval approval = find(tenant, id);
        if (approval.act() != act || !approval.askedBy().equals(caller.id())) {
            throw Refused.notFound();
        }
        return approval.agreed(clock.instant());
    }

    /** What was agreed to was done, and is not done again under the same word: where doing it twice would be another act. */
    void useUp(Caller caller, @Nullable TenantId tenant, UUID id) {
        table.end(tenant, id, caller.id(), clock.instant());
    }

    private Approval find(@Nullable TenantId tenant, UUID id) {
        return transactions
                .inTenant(ApprovalTable.scope(tenant), () -> approvals.findById(id))
                .orElseThrow(Refused::notFound);
    }

    private void fail(Receipt receipt, Caller caller, @Nullable TenantId tenant, Approval approval) {
        trails.outcome(
                receipt,
                about(
                        Entry.of("act.failed", caller.as(receipt)).because(Ground.ADMINISTRATION),
                        tenant,
                        approval.id(),
                        approval.act(),
                        approval.object()));
    }

    /** One request whose reason does not open must not keep the others from whoever has to decide on them. */
    private Listed opened(Approval approval, Instant now) {
        ApprovalState state = approval.state(now);
        try {
            TenantId scope = ApprovalTable.scope(approval.tenant());
            String reason = identities.open(scope, approval.askedBy(), REASON, approval.reason());
            return new Listed(approval, state, reason, false);
        } catch (KeyDestroyedException e) {
            return new Listed(approval, state, null, false);
        } catch (KeyAlteredException | KeyMissingException e) {
            alarms.raise(approval, e);
            return new Listed(approval, state, null, true);
        }
    }

    /** What a record of an approval is about. */
    static Entry about(Entry entry, @Nullable TenantId tenant, UUID id, TwoPersonAct act, ObjectLabel object) {
        return in(entry, tenant).on(ObjectLabel.of("approval", id), object).with("act", act.id());
    }

    private static Entry in(Entry entry, @Nullable TenantId tenant) {
        return tenant == null ? entry : entry.in(tenant);
    }

    /**
     * One request.
     *
     * @param reason opened; null once whoever asked was erased, and where it does not open; never printed
     * @param altered whether the reason is not what was sealed: such a request is shown and never granted
     */
    record Listed(
            Approval approval,
            ApprovalState state,
            @Nullable String reason,
            boolean altered) {

        @Override
        public String toString() {
            return "Listed[" + approval.id() + "]";
        }
    }
}
