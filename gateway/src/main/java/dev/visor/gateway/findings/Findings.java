package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/** Opens findings and tells which are open. */
@Service
public class Findings {

    private final FindingRepository findings;
    private final TenantTransactions transactions;
    private final Clock clock;

    Findings(FindingRepository findings, TenantTransactions transactions, Clock clock) {
        this.findings = findings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Opens a finding.
     *
     * @param rule a stable code of what was found
     * @param sentence what it is, for people; it names nobody
     * @param owner the role that has to act
     */
    public Finding open(
            TenantId tenant, String rule, Severity severity, String sentence, ObjectLabel object, String owner) {
        return transactions.inTenant(
                tenant,
                () -> findings.save(new Finding(tenant, rule, severity, sentence, object, owner, clock.instant())));
    }

    /** Closes what a rule found about an object. */
    public void close(TenantId tenant, String rule, ObjectLabel object) {
        transactions.runInTenant(
                tenant,
                () -> findings.findByObjectInAndStateOrderByCreated(List.of(object.value()), "open").stream()
                        .filter(finding -> finding.rule().equals(rule))
                        .forEach(finding -> {
                            finding.close();
                            findings.save(finding);
                        }));
    }

    /** The open findings about these objects. */
    public List<Finding> about(TenantId tenant, Collection<ObjectLabel> objects) {
        List<String> labels = objects.stream().map(ObjectLabel::value).toList();
        return transactions.inTenant(tenant, () -> findings.findByObjectInAndStateOrderByCreated(labels, "open"));
    }
}
