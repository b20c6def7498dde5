package dev.visor.gateway.access;

import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Reminds of requests that wait, and puts on record that one's time is over: once each, under records of the actor
 * {@code keeper-of-approvals}. What a crash left between the record and the row is recorded again, and never not at all.
 */
@Component
class ApprovalKeeper {

    private static final Logger log = LoggerFactory.getLogger(ApprovalKeeper.class);
    private static final ActorRef ACTOR = ActorRef.system("keeper-of-approvals");

    private final ApprovalRepository approvals;
    private final ApprovalTable table;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final Trails trails;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApprovalKeeper(
            ApprovalRepository approvals,
            ApprovalTable table,
            Tenants tenants,
            TenantTransactions transactions,
            Trails trails,
            ApplicationEventPublisher events,
            Clock clock) {
        this.approvals = approvals;
        this.table = table;
        this.tenants = tenants;
        this.transactions = transactions;
        this.trails = trails;
        this.events = events;
        this.clock = clock;
    }

    /** Goes one round. One side's trouble must not keep the others from theirs. */
    void round() {
        List<@Nullable TenantId> sides = new ArrayList<>(tenants.all());
        sides.add(null);
        for (@Nullable TenantId side : sides) {
            try {
                round(side);
            } catch (RuntimeException e) {
                log.error(
                        "Requests for a second person could not be looked after: {}",
                        e.getClass().getName());
            }
        }
    }

    private void round(@Nullable TenantId tenant) {
        Instant now = clock.instant();
        for (Approval approval :
                transactions.inTenant(ApprovalTable.scope(tenant), approvals::findByEndedAtIsNullAndLapsedAtIsNull)) {
            try {
                lookAfter(tenant, approval, now);
            } catch (IllegalArgumentException | IllegalStateException e) {
                log.error(
                        "The request {} for a second person is not one of ours: {}",
                        approval.id(),
                        e.getClass().getName());
            }
        }
    }

    private void lookAfter(@Nullable TenantId tenant, Approval approval, Instant now) {
        if (approval.isReminderDue(now)) {
            record("approval.remind", approval);
            if (table.remind(tenant, approval.id(), now)) {
                events.publishEvent(new ApprovalWaiting(tenant, approval.id()));
            }
        } else if (approval.isLapseDue(now)) {
            record("approval.expire", approval);
            if (table.lapse(tenant, approval.id(), now)) {
                events.publishEvent(new ApprovalAnswered(tenant, approval.id()));
            }
        }
    }

    private void record(String action, Approval approval) {
        Entry entry = Entry.of(action, ACTOR).because(Ground.ADMINISTRATION);
        trails.append(Approvals.about(entry, approval.tenant(), approval.id(), approval.act(), approval.object())
                .with("state", approval.grantedBy() == null ? "waiting" : "granted"));
    }
}
