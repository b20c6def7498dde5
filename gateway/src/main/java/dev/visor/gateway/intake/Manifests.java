package dev.visor.gateway.intake;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.projects.Subjects;
import dev.visor.policies.Act;
import dev.visor.redaction.geometry.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Takes a batch's manifest in, or only tells what would become of it. */
@Service
class Manifests {

    private final Batches batches;
    private final ClaimRepository claims;
    private final Projects projects;
    private final Subjects subjects;
    private final ClaimFields fields;
    private final Identities identities;
    private final TenantTransactions transactions;
    private final Gate gate;

    Manifests(
            Batches batches,
            ClaimRepository claims,
            Projects projects,
            Subjects subjects,
            ClaimFields fields,
            Identities identities,
            TenantTransactions transactions,
            Gate gate) {
        this.batches = batches;
        this.claims = claims;
        this.projects = projects;
        this.subjects = subjects;
        this.fields = fields;
        this.identities = identities;
        this.transactions = transactions;
        this.gate = gate;
    }

    List<RowVerdict> take(Caller caller, UUID id, String csv, boolean dryRun) {
        TenantId tenant = caller.requireTenant();
        Batch batch = batches.find(tenant, id);
        Project project = projects.find(tenant, batch.project());
        gate.check(caller, Act.BATCH_UPLOAD, batch.resource(project));
        Manifest manifest = Manifest.read(csv);
        List<RowVerdict> verdicts = merged(tenant, batch, manifest);
        long refused = verdicts.stream().filter(verdict -> !verdict.accepted()).count();
        gate.pass(
                caller,
                Act.BATCH_UPLOAD,
                batch.resource(project),
                dryRun ? "batch.dry-run" : "batch.manifest",
                entry -> entry.because(project.purpose().id(), project.basis().id())
                        .on(batch.inTrail())
                        .with("rows", Integer.toString(verdicts.size()))
                        .with("refused", Long.toString(refused)));
        if (!dryRun) {
            keep(tenant, batch, manifest, accepted(verdicts));
        }
        return verdicts;
    }

    private static Set<Integer> accepted(List<RowVerdict> verdicts) {
        Set<Integer> lines = new HashSet<>();
        verdicts.stream().filter(RowVerdict::accepted).map(RowVerdict::line).forEach(lines::add);
        return lines;
    }

    /** A batch has one manifest; what was taken in stays as it is. */
    private List<RowVerdict> merged(TenantId tenant, Batch batch, Manifest manifest) {
        if (!transactions
                .inTenant(tenant, () -> claims.findByBatchOrderByLine(batch.id()))
                .isEmpty()) {
            throw Refused.conflict("manifest-exists", "This batch has its manifest already; open another batch.");
        }
        return manifest.verdicts();
    }

    private void keep(TenantId tenant, Batch batch, Manifest manifest, Set<Integer> accepted) {
        List<ManifestRow> rows = manifest.rows().stream()
                .filter(row -> accepted.contains(row.line()))
                .toList();
        Map<String, KeyOwner> persons = new HashMap<>();
        for (ManifestRow row : rows) {
            KeyOwner person = persons.computeIfAbsent(row.subject(), name -> subjects.declare(tenant, name));
            subjects.consented(tenant, batch.project(), person, row.consent());
        }
        List<Claim> made = new ArrayList<>();
        for (ManifestRow row : rows) {
            KeyOwner person = persons.get(row.subject());
            if (person == null) {
                throw new IllegalStateException("A row without its subject");
            }
            Box box = row.box();
            made.add(new Claim(
                    batch,
                    row.line(),
                    identities.index(tenant, ClaimFields.FILE, row.file()),
                    fields.seal(tenant, person, ClaimFields.FILE, row.file()),
                    box == null ? null : fields.seal(tenant, person, ClaimFields.BOX, ClaimFields.text(box)),
                    person,
                    fields.seal(tenant, person, ClaimFields.REFERENCE, row.reference())));
        }
        transactions.runInTenant(tenant, () -> {
            batches.open(batch.id());
            if (!claims.findByBatchOrderByLine(batch.id()).isEmpty()) {
                throw Refused.conflict("manifest-exists", "This batch has its manifest already; open another batch.");
            }
            made.forEach(claims::save);
        });
    }
}
