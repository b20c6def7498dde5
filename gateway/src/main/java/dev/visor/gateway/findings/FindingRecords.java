package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Records what Visor opens and closes by itself. A finding discloses nothing, so its record follows it: a transaction that
 * is rolled back leaves no record of a finding that never was, and nothing is appended inside of one. What a crash or a
 * trail that does not answer leaves without its record is made up for, which may write it twice and never not at all.
 */
@Component
class FindingRecords {

    private static final Logger LOG = LoggerFactory.getLogger(FindingRecords.class);
    private static final ActorRef ACTOR = ActorRef.system("findings");

    /** Whoever wrote the row has appended its record by then, or never will. */
    private static final Duration SETTLED = Duration.ofMinutes(5);

    private static final int MOST = 200;

    private final FindingRepository findings;
    private final Trails trails;
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    FindingRecords(
            FindingRepository findings, Trails trails, TenantTransactions transactions, JdbcClient jdbc, Clock clock) {
        this.findings = findings;
        this.trails = trails;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Appends the record once the running transaction is committed. */
    void tellAfterCommit(TenantId tenant, UUID id) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                try {
                    tell(tenant, id);
                } catch (TrailUnavailableException e) {
                    LOG.warn("The record of the finding {} follows later", id, e);
                } catch (RuntimeException e) {
                    // Whoever committed has done what was asked for.
                    LOG.error("The finding {} could not be recorded; it is tried again", id, e);
                }
            }
        });
    }

    /** Appends what is missing; each is tried alone. */
    void catchUp(TenantId tenant) {
        List<UUID> untold = transactions.inTenant(
                tenant, () -> findings.untold(clock.instant().minus(SETTLED), Limit.of(MOST)));
        untold.forEach(id -> tell(tenant, id));
    }

    private void tell(TenantId tenant, UUID id) {
        Finding finding =
                transactions.apartInTenant(tenant, () -> findings.findById(id).orElseThrow());
        if (!finding.openingTold()) {
            trails.append(describe(Entry.of("finding.open", ACTOR).in(tenant).because(Ground.ACCOUNTABILITY), finding));
            told(tenant, id, FindingState.OPEN);
        }
        if (finding.closingUntold()) {
            trails.append(describe(Entry.of("finding.close", ACTOR).in(tenant).because(Ground.ACCOUNTABILITY), finding)
                    .with("verdict", Verdict.RESOLVED.label()));
        }
        if (finding.state() == FindingState.CLOSED) {
            told(tenant, id, FindingState.CLOSED);
        }
    }

    private void told(TenantId tenant, UUID id, FindingState state) {
        transactions.apartInTenant(
                tenant,
                () -> jdbc.sql("update finding set told = ? where id = ?")
                        .params(state.label(), id)
                        .update());
    }

    static ObjectLabel label(UUID finding) {
        return ObjectLabel.of("finding", finding);
    }

    /** Says on an outcome which finding it is about. */
    static Entry named(Entry entry, Finding finding) {
        return entry.on(label(finding.id()), finding.object());
    }

    /** Says on a record which finding it is about, and what found it. */
    static Entry describe(Entry entry, Finding finding) {
        return named(entry, finding)
                .with("finding", finding.id().toString())
                .with("rule", finding.rule())
                .with("rule-version", Integer.toString(finding.version()))
                .with("severity", finding.severity().label());
    }
}
