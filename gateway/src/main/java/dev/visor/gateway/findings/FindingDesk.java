package dev.visor.gateway.findings;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What a tenant's compliance officer does with findings. Each act is a record before it is done or answered. */
@Service
class FindingDesk {

    /** Findings on a page, unless fewer are wanted. */
    static final int PAGE = 100;

    /** Over so many days a rule's false alarms are counted. */
    static final int RATED_DAYS = 30;

    static final int LONGEST_REASON = 500;

    private static final String NAME = "finding.taker";
    private static final String REASON = "finding.reason";

    private final FindingRepository findings;
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final Identities identities;
    private final Gate gate;
    private final Trails trails;
    private final Clock clock;

    FindingDesk(
            FindingRepository findings,
            TenantTransactions transactions,
            JdbcClient jdbc,
            Identities identities,
            Gate gate,
            Trails trails,
            Clock clock) {
        this.findings = findings;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.identities = identities;
        this.gate = gate;
        this.trails = trails;
        this.clock = clock;
    }

    /**
     * A finding with its personal fields opened.
     *
     * @param taker the name of whoever took it on; null where nobody did, or the person was erased
     * @param reason what was said when it was closed; null likewise
     */
    record Opened(
            Finding finding,
            @Nullable String taker,
            @Nullable String reason) {

        @Override
        public String toString() {
            return "Opened[" + finding.id() + "]";
        }
    }

    /**
     * Some of the findings, newest first.
     *
     * @param next where the page that follows begins; null behind the last
     */
    record Page(List<Opened> findings, @Nullable UUID next) {}

    /**
     * One page.
     *
     * @param state {@code open} for all that have no verdict, {@code closed} or {@code all}
     * @param after the {@code next} of an earlier page; null for the first
     * @param limit 1 to {@link #PAGE}
     */
    Page page(Caller caller, String state, @Nullable UUID after, int limit) {
        gate.check(caller, Act.FINDING_READ, log(caller));
        TenantId tenant = caller.requireTenant();
        List<String> states = states(state);
        if (limit < 1 || limit > PAGE) {
            throw Refused.badRequest("bad-limit", "A page has 1 to " + PAGE + " findings.");
        }
        gate.pass(caller, Act.FINDING_READ, log(caller), "finding.list", entry -> entry.with("state", state));
        // One more than wanted tells whether another page follows.
        List<Finding> found = transactions.inTenant(tenant, () -> {
            if (after == null) {
                return findings.findByStateInOrderByCreatedDescIdDesc(states, Limit.of(limit + 1));
            }
            Finding last = findings.findById(after)
                    .orElseThrow(() -> Refused.badRequest(
                            "bad-place", "The page to go on from is damaged: begin with the first."));
            return findings.behind(states, last.created(), last.id(), Limit.of(limit + 1));
        });
        List<Finding> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                shown.stream().map(this::opened).toList(),
                found.size() > limit ? shown.getLast().id() : null);
    }

    private static List<String> states(String state) {
        return switch (state) {
            case "open" -> Findings.WAITING;
            case "closed" -> List.of(FindingState.CLOSED.label());
            case "all" -> List.of(FindingState.OPEN.label(), FindingState.TAKEN.label(), FindingState.CLOSED.label());
            default -> throw Refused.badRequest("bad-state", "Findings are open, closed or all.");
        };
    }

    /** One finding. */
    Opened read(Caller caller, UUID id) {
        gate.check(caller, Act.FINDING_READ, log(caller));
        Finding finding = find(caller.requireTenant(), id);
        gate.pass(caller, Act.FINDING_READ, log(caller), "finding.read", entry -> entry.on(FindingRecords.label(id)));
        return opened(finding);
    }

    /** How each rule did in the last {@link #RATED_DAYS} days. */
    Map<String, RuleCount> counts(Caller caller) {
        gate.check(caller, Act.FINDING_READ, log(caller));
        TenantId tenant = caller.requireTenant();
        gate.pass(caller, Act.FINDING_READ, log(caller), "finding.rules", entry -> {});
        return transactions
                .inTenant(tenant, () -> findings.counts(clock.instant().minus(Duration.ofDays(RATED_DAYS))))
                .stream()
                .collect(Collectors.toMap(RuleCount::rule, count -> count));
    }

    /** Takes a finding on. Of several who do so at once, one does. */
    Opened take(Caller caller, UUID id) {
        gate.check(caller, Act.FINDING_DECIDE, log(caller));
        TenantId tenant = caller.requireTenant();
        Finding finding = find(tenant, id);
        requireOpen(finding);
        if (finding.state() == FindingState.TAKEN) {
            throw taken();
        }
        Receipt receipt = gate.pass(
                caller,
                Act.FINDING_DECIDE,
                log(caller),
                "finding.take",
                entry -> FindingRecords.describe(entry, finding));
        byte[] name = identities.seal(tenant, caller.id(), NAME, caller.name());
        int changed = transactions.inTenant(
                tenant,
                () -> jdbc.sql("update finding set state = 'taken', taken_by = ?, taken_name = ?"
                                + " where id = ? and state = 'open'")
                        .params(caller.id().value(), name, id)
                        .update());
        if (changed == 0) {
            lost(caller, receipt, finding);
            requireOpen(find(tenant, id));
            throw taken();
        }
        return opened(find(tenant, id));
    }

    /**
     * Closes a finding, whoever took it on.
     *
     * @param verdict how it ended, as {@link Verdict#label} names it
     * @param reason why, 1 to {@link #LONGEST_REASON} characters; sealed in the row and in the record
     */
    Opened close(Caller caller, UUID id, String verdict, String reason) {
        gate.check(caller, Act.FINDING_DECIDE, log(caller));
        TenantId tenant = caller.requireTenant();
        Verdict ended = Verdict.labelled(verdict)
                .orElseThrow(() -> Refused.badRequest(
                        "bad-verdict", "A finding is closed as confirmed, false-alarm or resolved."));
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refused.badRequest("bad-reason", "A reason has 1 to " + LONGEST_REASON + " characters.");
        }
        Finding finding = find(tenant, id);
        requireOpen(finding);
        Receipt receipt = gate.pass(
                caller,
                Act.FINDING_DECIDE,
                log(caller),
                "finding.close",
                entry -> FindingRecords.describe(entry, finding)
                        .with("verdict", ended.label())
                        .sealed("reason", reason));
        byte[] sealed = identities.seal(tenant, caller.id(), REASON, reason);
        Timestamp now = Timestamp.from(clock.instant());
        int changed = transactions.inTenant(
                tenant,
                () -> jdbc.sql("update finding set state = 'closed', verdict = ?, reason = ?, closed_by = ?,"
                                + " closed_at = ?, told = case when told is null then null else 'closed' end"
                                + " where id = ? and state <> 'closed'")
                        .params(ended.label(), sealed, caller.id().value(), now, id)
                        .update());
        if (changed == 0) {
            lost(caller, receipt, finding);
            throw closed();
        }
        return opened(find(tenant, id));
    }

    /** Somebody else was faster: the record that stands already gets its end. */
    private void lost(Caller caller, Receipt receipt, Finding finding) {
        trails.outcome(
                receipt,
                FindingRecords.named(
                        Entry.of("act.failed", caller.as(receipt))
                                .in(finding.tenant())
                                .because(Ground.ACCOUNTABILITY),
                        finding));
    }

    private Finding find(TenantId tenant, UUID id) {
        return transactions.inTenant(tenant, () -> findings.findById(id)).orElseThrow(Refused::notFound);
    }

    private static void requireOpen(Finding finding) {
        if (finding.state() == FindingState.CLOSED) {
            throw closed();
        }
    }

    private static Refused closed() {
        return Refused.conflict("finding-closed", "This finding is closed already.");
    }

    private static Refused taken() {
        return Refused.conflict("finding-taken", "Somebody has taken this finding on already.");
    }

    private Opened opened(Finding finding) {
        return new Opened(
                finding,
                open(finding, finding.takenBy(), NAME, finding.takenName()),
                open(finding, finding.closedBy(), REASON, finding.reason()));
    }

    private @Nullable String open(Finding finding, @Nullable KeyOwner owner, String field, byte @Nullable [] sealed) {
        if (owner == null || sealed == null) {
            return null;
        }
        try {
            return identities.open(finding.tenant(), owner, field, sealed);
        } catch (KeyDestroyedException e) {
            return null;
        }
    }

    /** The log that the caller answers for: who may decide on its findings is who may search it. */
    private static Resource.Trail log(Caller caller) {
        TenantId tenant = caller.tenant();
        return tenant == null ? Resource.Trail.ofOperator() : Resource.Trail.ofTenant(tenant.value());
    }
}
