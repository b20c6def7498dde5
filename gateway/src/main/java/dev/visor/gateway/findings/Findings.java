package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Opens findings, closes what was settled, and tells which are open. Each opening and closing is a record. */
@Service
public class Findings {

    /** The states of whatever waits for somebody. */
    static final List<String> WAITING = List.of(FindingState.OPEN.label(), FindingState.TAKEN.label());

    private final FindingRepository findings;
    private final FindingRecords records;
    private final TenantTransactions transactions;
    private final Clock clock;

    Findings(FindingRepository findings, FindingRecords records, TenantTransactions transactions, Clock clock) {
        this.findings = findings;
        this.records = records;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Opens a finding. Its record is appended once it is committed, with the caller's transaction if there is one.
     *
     * @param rule a stable code of what was found
     * @param sentence what it is, for people; it names nobody
     * @param owner the role that has to act
     */
    public Finding open(
            TenantId tenant, String rule, Severity severity, String sentence, ObjectLabel object, String owner) {
        return open(tenant, new Found(rule, 1, severity, sentence, object, owner, null, null, List.of()));
    }

    private Finding open(TenantId tenant, Found found) {
        return transactions.inTenant(tenant, () -> {
            Finding opened = findings.save(new Finding(tenant, found, clock.instant()));
            records.tellAfterCommit(tenant, opened.id());
            return opened;
        });
    }

    /** Opens what a rule found on a day, unless it is open, or was closed, already. */
    Optional<Finding> openOnce(TenantId tenant, Found found) {
        LocalDate day = found.day();
        if (day == null) {
            throw new IllegalArgumentException("Only what a rule found on a day is found once a day");
        }
        return transactions.inTenant(
                tenant,
                () -> findings.existsByRuleAndObjectAndDay(
                                found.rule(), found.object().value(), day)
                        ? Optional.empty()
                        : Optional.of(open(tenant, found)));
    }

    /** Closes what a rule found about an object, as resolved: what was done about the object settled it. */
    public void close(TenantId tenant, String rule, ObjectLabel object) {
        transactions.runInTenant(
                tenant,
                () -> findings.findByObjectInAndStateInOrderByCreated(List.of(object.value()), WAITING).stream()
                        .filter(finding -> finding.rule().equals(rule))
                        .forEach(finding -> {
                            finding.settle(clock.instant().truncatedTo(ChronoUnit.MICROS));
                            findings.save(finding);
                            records.tellAfterCommit(tenant, finding.id());
                        }));
    }

    /** The findings about these objects that have no verdict yet. */
    public List<Finding> about(TenantId tenant, Collection<ObjectLabel> objects) {
        List<String> labels = objects.stream().map(ObjectLabel::value).toList();
        return transactions.inTenant(tenant, () -> findings.findByObjectInAndStateInOrderByCreated(labels, WAITING));
    }
}
