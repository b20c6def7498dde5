package dev.visor.gateway.subjects;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.exchange.ExportKey;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Subjects;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.SubjectEvidence;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/**
 * Makes the report about a person for the tenant's compliance officer, who hands it on. The question is a record before it is
 * answered, and so is how the answer ended.
 */
@Service
class SubjectReports {

    /** A count that is younger is fresh enough: making one looks at every person of the tenant. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final SubjectEvidence evidence;
    private final Subjects subjects;
    private final ExportKey key;
    private final Trails trails;
    private final Gate gate;

    SubjectReports(SubjectEvidence evidence, Subjects subjects, ExportKey key, Trails trails, Gate gate) {
        this.evidence = evidence;
        this.subjects = subjects;
        this.key = key;
        this.trails = trails;
        this.gate = gate;
    }

    /**
     * Sends the report as a ZIP archive.
     *
     * @param pseudonym the client's own name for the person
     * @param fresh whether the log shall commit to its counts once more before
     * @param begin told before the first byte
     * @param out gets the archive; it is not closed
     * @throws Refused if the caller may not have it, there is no such person, the person was erased, or there is too much
     */
    void send(Caller caller, String pseudonym, boolean fresh, Consumer<Receipt> begin, OutputStream out) {
        TenantId tenant = caller.tenant();
        Resource.Trail log = tenant == null ? Resource.Trail.ofOperator() : Resource.Trail.ofTenant(tenant.value());
        gate.check(caller, Act.SUBJECT_REPORT, log);
        if (tenant == null) {
            throw Refused.badRequest("no-subjects", "The operator's log is about nobody in a picture.");
        }
        KeyOwner person = subjects.find(tenant, pseudonym)
                .orElseThrow(() -> Refused.badRequest("unknown-subject", "No subject has this pseudonym."));
        Receipt receipt = gate.pass(
                caller,
                Act.SUBJECT_REPORT,
                log,
                "subject.report",
                entry -> entry.about(person).on(ObjectLabel.of("report", UUID.randomUUID())));
        byte[] archive = new byte[0];
        String outcome = "subject.report-aborted";
        try {
            if (fresh) {
                evidence.count(tenant, FRESH);
            }
            archive = ReportArchive.write(evidence.report(tenant, person, pseudonym), key);
            begin.accept(receipt);
            out.write(archive);
            out.flush();
            outcome = "subject.reported";
        } catch (KeyDestroyedException e) {
            throw Refused.conflict(
                    "subject-erased", "This person was erased: what was recorded cannot be found any more.");
        } catch (SubjectEvidence.TooManyRecordsException e) {
            throw Refused.conflict(
                    "report-too-large",
                    "There are more than " + SubjectEvidence.MOST + " records about this person: ask by period.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            trails.outcome(
                    receipt,
                    Entry.of(outcome, caller.as(receipt))
                            .in(tenant)
                            .because(Ground.ACCOUNTABILITY)
                            .about(person)
                            .with("bytes", Integer.toString(archive.length)));
        }
    }
}
