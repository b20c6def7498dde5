package dev.visor.gateway.subjects;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Subjects;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.ErasureLedger;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.LedgerEntry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.Claims;
import dev.visor.gateway.views.FaceMoves;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Takes an officer's word that a face was declared for the wrong person (Article 16 GDPR): recorded about both persons, then
 * written to the ledger, then queued. A legal hold does not stand in the way: nothing is destroyed, and what the trail says
 * of the time before stays where it was said.
 */
@Service
class Reassignments {

    static final TaskDescriptor<Job> TASK = TaskDescriptor.of("reassign-face", Job.class);

    private static final int LONGEST_REASON = 400;
    private static final int LONGEST_NAME = 256;

    private final ReassignmentTable table;
    private final ErasureTable erasures;
    private final LedgerOrder order;
    private final ErasureLedger ledger;
    private final Subjects subjects;
    private final Assets assets;
    private final Claims claims;
    private final FaceMoves faces;
    private final Gate gate;
    private final Trails trails;
    private final TenantTransactions transactions;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    Reassignments(
            ReassignmentTable table,
            ErasureTable erasures,
            LedgerOrder order,
            ErasureLedger ledger,
            Subjects subjects,
            Assets assets,
            Claims claims,
            FaceMoves faces,
            Gate gate,
            Trails trails,
            TenantTransactions transactions,
            ObjectProvider<SchedulerClient> scheduler,
            Clock clock) {
        this.table = table;
        this.erasures = erasures;
        this.order = order;
        this.ledger = ledger;
        this.subjects = subjects;
        this.assets = assets;
        this.claims = claims;
        this.faces = faces;
        this.gate = gate;
        this.trails = trails;
        this.transactions = transactions;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param picture on which the face is
     * @param line the manifest's line that claims the face
     * @param from the pseudonym under which it was declared
     * @param to the pseudonym of the person whose face it is, known or new
     * @param consent the client's reference of that person's consent to the project's purpose; null where there is none
     *     that is not known yet
     * @param reason why, for the trail; sealed
     */
    record Wanted(
            UUID picture,
            int line,
            String from,
            String to,
            @Nullable String consent,
            String reason) {

        @Override
        public String toString() {
            return "Wanted[" + picture + ", " + line + "]";
        }
    }

    /**
     * Begins a reassignment.
     *
     * @throws Refused (404) if the picture is not one of this tenant's, (400) if nobody claims that face or nobody has the
     *     first pseudonym, (409) if the face was declared for somebody else than said, both are the same, one of them was or
     *     is being erased, somebody on the picture is, the picture changes hands already, was withdrawn, or was not looked
     *     at yet
     */
    Reassignment reassign(Caller caller, Wanted wanted) {
        TenantId tenant = caller.requireTenant();
        Resource.Trail log = Resource.Trail.ofTenant(tenant.value());
        gate.check(caller, Act.SUBJECT_REASSIGN, log);
        require("reason", wanted.reason(), LONGEST_REASON);
        require("pseudonym", wanted.to(), LONGEST_NAME);
        String consent = wanted.consent();
        if (consent != null) {
            require("consent", consent, LONGEST_NAME);
        }
        Asset asset = assets.find(tenant, wanted.picture());
        Optional<KeyOwner> known = subjects.find(tenant, wanted.to());
        KeyOwner from = claimed(asset, wanted);
        Face face = new Face(asset, wanted.line(), from, known.orElseGet(KeyOwner::random));
        transactions.runInTenant(tenant, () -> check(face));
        UUID id = UUID.randomUUID();
        Receipt receipt = gate.pass(
                caller,
                Act.SUBJECT_REASSIGN,
                log,
                "subject.reassign",
                entry -> entry.on(ObjectLabel.of("reassignment", id), asset.label())
                        .about(face.from, face.to)
                        .with("line", Integer.toString(wanted.line()))
                        .sealed("reason", wanted.reason())
                        .sealed("from", face.from.value().toString())
                        .sealed("to", face.to.value().toString()));
        try {
            return order.inOrder(tenant, () -> {
                check(face);
                // Committed before the entry: from the entry on the face goes to this person whatever crashes, and what
                // the
                // officer said of the person stands nowhere else.
                if (known.isEmpty()) {
                    subjects.declareNow(tenant, face.to, wanted.to());
                }
                if (consent != null) {
                    subjects.consentedNow(tenant, asset.project(), face.to, consent);
                }
                return begin(
                        tenant,
                        ledger.append(
                                tenant,
                                number -> new LedgerEntry.Reassigned(
                                        number, id, asset.id(), face.line, face.from, face.to, clock.instant())));
            });
        } catch (RuntimeException e) {
            trails.outcome(
                    receipt,
                    Entry.of("act.failed", caller.as(receipt))
                            .in(tenant)
                            .because(Ground.RECTIFICATION)
                            .on(asset.label()));
            throw e instanceof DataIntegrityViolationException
                    ? Refused.conflict("declared-meanwhile", "Somebody declared this pseudonym meanwhile: ask again.")
                    : e;
        }
    }

    /** Makes the row of an entry of the ledger, and queues its work. */
    Reassignment begin(TenantId tenant, LedgerEntry.Reassigned entry) {
        transactions.runInTenant(tenant, () -> {
            table.begin(new Reassignment(
                    entry.id(),
                    tenant,
                    entry.number(),
                    entry.asset(),
                    entry.line(),
                    entry.from(),
                    entry.to(),
                    entry.at(),
                    null,
                    null,
                    null));
            scheduler
                    .getObject()
                    .scheduleIfNotExists(TASK.instance(entry.id().toString())
                            .data(new Job(tenant.value(), entry.id()))
                            .scheduledTo(clock.instant()));
        });
        return table.find(tenant, entry.id()).orElseThrow();
    }

    /** All of the caller's tenant, newest first: that is a record. */
    List<Reassignment> list(Caller caller) {
        TenantId tenant = caller.requireTenant();
        gate.pass(
                caller,
                Act.REASSIGNMENT_READ,
                Resource.Trail.ofTenant(tenant.value()),
                "subject.list-reassignments",
                entry -> {});
        return table.all(tenant);
    }

    /** Whose face it was declared to be, as the officer knows, too. */
    private KeyOwner claimed(Asset asset, Wanted wanted) {
        TenantId tenant = asset.tenant();
        KeyOwner declared = claims.subject(tenant, asset.id(), wanted.line())
                .orElseThrow(() -> Refused.badRequest("unknown-face", "No line of that number claims a face there."));
        refuseErased(tenant, declared);
        KeyOwner said = subjects.find(tenant, wanted.from())
                .orElseThrow(() -> Refused.badRequest("unknown-subject", "No subject has this pseudonym."));
        if (!said.equals(declared)) {
            throw Refused.conflict(
                    "declared-otherwise", "This face is not declared as that person's: look at the list again.");
        }
        return declared;
    }

    /** What has to hold when the entry is written; asked before the record, too, so that hardly a record tells of nothing. */
    private void check(Face face) {
        TenantId tenant = face.asset.tenant();
        if (face.from.equals(face.to)) {
            throw Refused.conflict("same-person", "The face is this person's already.");
        }
        faces.requireSettled(face.asset);
        if (table.open(tenant).stream().anyMatch(open -> open.asset().equals(face.asset.id()))) {
            throw Refused.conflict(
                    "reassignment-under-way", "A face on this picture is given to another person now: come back.");
        }
        if (claims.subject(tenant, face.asset.id(), face.line)
                .filter(face.from::equals)
                .isEmpty()) {
            throw Refused.conflict(
                    "declared-otherwise", "This face was given to another person meanwhile: look at the list again.");
        }
        refuseErased(tenant, face.from);
        refuseErased(tenant, face.to);
        Set<KeyOwner> persons = claims.persons(tenant, face.asset.id());
        if (erasures.all(tenant).stream()
                .anyMatch(erasure -> erasure.unreadable() == null && persons.contains(erasure.subject()))) {
            throw Refused.conflict(
                    "erasure-under-way", "Somebody on this picture is being erased: come back when that is done.");
        }
    }

    private void refuseErased(TenantId tenant, KeyOwner person) {
        if (erasures.of(tenant, person).isPresent()) {
            throw Refused.conflict(
                    "subject-erased", "This person was erased, or is being: nothing is given to or taken from them.");
        }
    }

    private static void require(String what, String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw Refused.badRequest("bad-" + what, "A " + what + " has 1 to " + longest + " characters.");
        }
    }

    private record Face(Asset asset, int line, KeyOwner from, KeyOwner to) {}

    /**
     * What the queue's table holds of a reassignment.
     *
     * @param tenant whose picture
     * @param reassignment which one
     */
    record Job(UUID tenant, UUID reassignment) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
