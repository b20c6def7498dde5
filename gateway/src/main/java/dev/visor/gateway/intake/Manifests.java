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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
    private final BatchActs acts;
    private final RowRefusals refusals;

    Manifests(
            Batches batches,
            ClaimRepository claims,
            Projects projects,
            Subjects subjects,
            ClaimFields fields,
            Identities identities,
            TenantTransactions transactions,
            Gate gate,
            BatchActs acts,
            RowRefusals refusals) {
        this.batches = batches;
        this.claims = claims;
        this.projects = projects;
        this.subjects = subjects;
        this.fields = fields;
        this.identities = identities;
        this.transactions = transactions;
        this.gate = gate;
        this.acts = acts;
        this.refusals = refusals;
    }

    List<RowVerdict> take(Caller caller, UUID id, String csv, boolean dryRun) {
        TenantId tenant = caller.requireTenant();
        Batch batch = batches.find(tenant, id);
        Project project = projects.find(tenant, batch.project());
        gate.check(caller, Act.BATCH_UPLOAD, batch.resource(project));
        Manifest manifest = Manifest.read(csv);
        if (dryRun) {
            transactions.runInTenant(tenant, () -> requireNone(batch));
            recorded(caller, batch, project, "batch.dry-run", List.of(), manifest.verdicts());
        } else {
            Map<String, KeyOwner> known = new LinkedHashMap<>();
            Map<String, KeyOwner> declared = new LinkedHashMap<>();
            for (ManifestRow row : manifest.rows()) {
                subjects.find(tenant, row.subject())
                        .ifPresentOrElse(
                                person -> known.put(row.subject(), person),
                                () -> declared.computeIfAbsent(row.subject(), name -> KeyOwner.random()));
            }
            keep(caller, batch, project, manifest, known, declared);
        }
        return manifest.verdicts();
    }

    /** A batch has one manifest; what was taken in stays as it is. */
    private void requireNone(Batch batch) {
        if (!claims.findByBatchOrderByLine(batch.id()).isEmpty()) {
            throw Refused.conflict("manifest-exists", "This batch has its manifest already; open another batch.");
        }
    }

    private void recorded(
            Caller caller,
            Batch batch,
            Project project,
            String action,
            Collection<KeyOwner> persons,
            List<RowVerdict> verdicts) {
        List<RowRefusals.Row> refused = verdicts.stream()
                .flatMap(verdict -> Stream.ofNullable(verdict.reason())
                        .map(reason -> new RowRefusals.Row(verdict.line(), reason, null)))
                .toList();
        acts.pass(
                caller,
                Act.BATCH_UPLOAD,
                batch,
                project,
                action,
                persons,
                entry -> entry.with("rows", Integer.toString(verdicts.size()))
                        .with("refused", Integer.toString(refused.size())));
        refusals.record(batch, project, caller.actor(), refused);
    }

    /** The record that names the persons is durable before the rows that declare them. */
    private void keep(
            Caller caller,
            Batch batch,
            Project project,
            Manifest manifest,
            Map<String, KeyOwner> known,
            Map<String, KeyOwner> declared) {
        TenantId tenant = batch.tenant();
        Map<String, KeyOwner> persons = new HashMap<>(known);
        persons.putAll(declared);
        transactions.runInTenant(tenant, () -> {
            Batch locked = batches.open(batch.id());
            requireNone(locked);
            recorded(caller, locked, project, "batch.manifest", Set.copyOf(persons.values()), manifest.verdicts());
            declared.forEach((name, person) -> subjects.declare(tenant, person, name));
            manifest.rows().forEach(row -> keep(locked, row, Objects.requireNonNull(persons.get(row.subject()))));
        });
    }

    private void keep(Batch batch, ManifestRow row, KeyOwner person) {
        TenantId tenant = batch.tenant();
        Box box = row.box();
        subjects.consented(tenant, batch.project(), person, row.consent());
        claims.save(new Claim(
                batch,
                row.line(),
                identities.index(tenant, ClaimFields.FILE, row.file()),
                fields.seal(tenant, person, ClaimFields.FILE, row.file()),
                box == null ? null : fields.seal(tenant, person, ClaimFields.BOX, ClaimFields.text(box)),
                person,
                fields.seal(tenant, person, ClaimFields.REFERENCE, row.reference())));
    }
}
