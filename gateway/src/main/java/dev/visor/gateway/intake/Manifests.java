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
import dev.visor.gateway.vault.Vault;
import dev.visor.policies.Act;
import dev.visor.redaction.geometry.Box;
import java.util.ArrayList;
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
        if (dryRun) {
            Manifest manifest = Manifest.read(csv);
            transactions.runInTenant(tenant, () -> requireNone(batch));
            recorded(caller, batch, project, "batch.dry-run", List.of(), manifest.verdicts());
            return manifest.verdicts();
        }
        Read read = read(tenant, csv);
        keep(caller, batch, project, read);
        return read.manifest().verdicts();
    }

    /** Reads a manifest and says who is who on it; nothing is kept, and nobody is declared yet. */
    Read read(TenantId tenant, String csv) {
        Manifest manifest = Manifest.read(csv);
        Map<String, KeyOwner> persons = new LinkedHashMap<>();
        Map<String, KeyOwner> declared = new LinkedHashMap<>();
        for (ManifestRow row : manifest.rows()) {
            persons.computeIfAbsent(
                    row.subject(),
                    name -> subjects.find(tenant, name)
                            .orElseGet(() -> declared.computeIfAbsent(name, one -> KeyOwner.random())));
        }
        return new Read(manifest, Map.copyOf(persons), Map.copyOf(declared));
    }

    /**
     * A manifest that was read.
     *
     * @param persons everybody on it, by pseudonym
     * @param declared of these, who is new
     */
    record Read(Manifest manifest, Map<String, KeyOwner> persons, Map<String, KeyOwner> declared) {

        KeyOwner person(ManifestRow row) {
            return Objects.requireNonNull(persons.get(row.subject()));
        }

        @Override
        public String toString() {
            return "Read[" + persons.size() + " persons]";
        }
    }

    /** A batch has one manifest; what was taken in stays as it is. */
    void requireNone(Batch batch) {
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

    /**
     * Keeps a manifest: the record that names the persons is durable before the rows that declare them.
     *
     * @return the rows by the name of their file
     */
    Map<String, List<Claim>> keep(Caller caller, Batch batch, Project project, Read read) {
        TenantId tenant = batch.tenant();
        return transactions.inTenant(tenant, () -> {
            Batch locked = batches.open(batch.id());
            requireNone(locked);
            recorded(
                    caller,
                    locked,
                    project,
                    "batch.manifest",
                    Set.copyOf(read.persons().values()),
                    read.manifest().verdicts());
            read.declared().forEach((name, person) -> subjects.declare(tenant, person, name));
            Map<String, List<Claim>> kept = new HashMap<>();
            for (ManifestRow row : read.manifest().rows()) {
                kept.computeIfAbsent(row.file(), file -> new ArrayList<>()).add(keep(locked, row, read.person(row)));
            }
            return kept;
        });
    }

    /** Destroys the keys of whoever was new on a manifest that was not kept. */
    void forget(TenantId tenant, Read read, Vault vault) {
        List<KeyOwner> nobody = read.declared().values().stream()
                .filter(person -> !subjects.exists(tenant, person))
                .toList();
        vault.destroy(tenant, nobody);
    }

    private Claim keep(Batch batch, ManifestRow row, KeyOwner person) {
        TenantId tenant = batch.tenant();
        Box box = row.box();
        subjects.consented(tenant, batch.project(), person, row.consent());
        return claims.save(new Claim(
                batch,
                row.line(),
                identities.index(tenant, ClaimFields.FILE, row.file()),
                fields.seal(tenant, person, ClaimFields.FILE, row.file()),
                box == null ? null : fields.seal(tenant, person, ClaimFields.BOX, ClaimFields.text(box)),
                person,
                fields.seal(tenant, person, ClaimFields.REFERENCE, row.reference())));
    }
}
