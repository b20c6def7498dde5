package dev.visor.gateway.intake;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.ProjectRecipient;
import dev.visor.gateway.projects.ProjectRecipients;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.Vault;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.Assets;
import dev.visor.policies.Act;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Takes a whole batch in at once: an age file of a tar whose first file is the manifest. Its pictures are sealed as they come
 * and are nobody's until the last chunk of the age file was verified; then manifest and pictures are kept in one
 * transaction, or all of it is destroyed. A file that is no picture harms only itself.
 */
@Service
class Archives {

    /** The first file's name. */
    static final String MANIFEST = "manifest.csv";

    private static final int LONGEST_MANIFEST = 4 * 1024 * 1024;

    private final Batches batches;
    private final Manifests manifests;
    private final Projects projects;
    private final ProjectRecipients recipients;
    private final Assets assets;
    private final ClaimRepository claims;
    private final SealedPictures pictures;
    private final Vault vault;
    private final TenantTransactions transactions;
    private final Trails trails;
    private final Gate gate;
    private final UploadPermits permits;
    private final ArchiveLimits limits;

    Archives(
            Batches batches,
            Manifests manifests,
            Projects projects,
            ProjectRecipients recipients,
            Assets assets,
            ClaimRepository claims,
            SealedPictures pictures,
            Vault vault,
            TenantTransactions transactions,
            Trails trails,
            Gate gate,
            UploadPermits permits,
            ArchiveLimits limits) {
        this.batches = batches;
        this.manifests = manifests;
        this.projects = projects;
        this.recipients = recipients;
        this.assets = assets;
        this.claims = claims;
        this.pictures = pictures;
        this.vault = vault;
        this.transactions = transactions;
        this.trails = trails;
        this.gate = gate;
        this.permits = permits;
        this.limits = limits;
    }

    Taken take(Caller caller, UUID batchId, InputStream body) throws IOException {
        TenantId tenant = caller.requireTenant();
        Batch batch = batches.find(tenant, batchId);
        Project project = projects.find(tenant, batch.project());
        gate.check(caller, Act.BATCH_UPLOAD, batch.resource(project));
        transactions.runInTenant(tenant, () -> {
            batches.open(batch.id());
            manifests.requireNone(batch);
        });
        try (UploadPermits.Permit _ = permits.acquire(tenant)) {
            Incoming incoming = Incoming.of(body, limits.pace());
            if (!incoming.sealed()) {
                throw AgeRefusal.notSealed();
            }
            return take(caller, batch, project, incoming);
        } catch (AgeRefusal e) {
            throw e.answer();
        } catch (ArchiveRefusal e) {
            throw e.answer();
        } catch (CheckedPicture.TooSlow e) {
            throw new Refused(
                    HttpStatus.REQUEST_TIMEOUT, "upload-too-slow", "The archive came in too slowly: send it again.");
        }
    }

    private Taken take(Caller caller, Batch batch, Project project, Incoming incoming) throws IOException {
        ProjectRecipient recipient = recipients.of(project);
        Receipt receipt = gate.pass(
                caller,
                Act.BATCH_UPLOAD,
                batch.resource(project),
                "batch.archive",
                entry -> entry.on(batch.inTrail(), recipient.label()).with("sealed-with", "age"));
        Coming coming = new Coming(caller, batch, project);
        String action = "act.failed";
        try (PictureTar tar =
                new PictureTar(recipients.opened(recipient, receipt, incoming::opened), limits.largest())) {
            coming.read(tar);
            Taken taken = coming.keep();
            action = "act.done";
            return taken;
        } finally {
            boolean kept = action.equals("act.done");
            if (!kept) {
                coming.undo();
            }
            trails.outcome(
                    receipt,
                    Entry.of(action, caller.as(receipt))
                            .in(batch.tenant())
                            .because(project.purpose().id(), project.basis().id())
                            .on(batch.inTrail())
                            .with("pictures", Integer.toString(kept ? coming.pending.size() : 0)));
        }
    }

    /**
     * What became of an archive.
     *
     * @param rows of its manifest
     * @param refused files that were no pictures: the manifest's first line of each, and why
     */
    record Taken(List<RowVerdict> rows, List<Asset> pictures, List<Refusal> refused) {}

    /** One file that was not taken. */
    record Refusal(int line, String reason, String sentence) {}

    /** One archive on its way in. */
    private final class Coming {

        private final Caller caller;
        private final Batch batch;
        private final Project project;
        private final Map<String, SealedPictures.Sealed> pending = new LinkedHashMap<>();
        private final List<Refusal> refused = new ArrayList<>();
        private Manifests.@org.jspecify.annotations.Nullable Read manifest;

        Coming(Caller caller, Batch batch, Project project) {
            this.caller = caller;
            this.batch = batch;
            this.project = project;
        }

        /** Everything, sealed file by file, to the verified end. */
        void read(PictureTar tar) throws IOException {
            Manifests.Read read = manifest(tar);
            manifest = read;
            Map<String, List<ManifestRow>> rows =
                    read.manifest().rows().stream().collect(Collectors.groupingBy(ManifestRow::file));
            for (PictureTar.Content file = tar.next(); file != null; file = tar.next()) {
                List<ManifestRow> claimed = rows.get(file.name());
                if (claimed == null) {
                    throw new ArchiveRefusal(
                            "archive-not-in-manifest",
                            "The archive holds a file that no usable row of its manifest names.");
                }
                seal(file, claimed, read);
            }
            tar.end();
        }

        private Manifests.Read manifest(PictureTar tar) throws IOException {
            PictureTar.Content first = tar.next();
            if (first == null || !first.name().equals(MANIFEST) || first.size() > LONGEST_MANIFEST) {
                throw new ArchiveRefusal(
                        "archive-without-manifest",
                        "An archive's first file is " + MANIFEST + ", of at most 4 MiB; all pictures come after it.");
            }
            return manifests.read(batch.tenant(), new String(first.body().readAllBytes(), StandardCharsets.UTF_8));
        }

        private void seal(PictureTar.Content file, List<ManifestRow> claimed, Manifests.Read read) throws IOException {
            UUID id = UUID.randomUUID();
            Set<KeyOwner> persons = claimed.stream().map(read::person).collect(Collectors.toSet());
            gate.pass(
                    caller,
                    Act.BATCH_UPLOAD,
                    batch.resource(project),
                    "batch.upload",
                    entry -> entry.on(batch.inTrail(), ObjectLabel.of("asset", id))
                            .about(persons)
                            .with("sealed-with", "age"));
            try {
                pending.put(file.name(), pictures.seal(batch, project, id, persons, file.body()));
            } catch (CheckedPicture.PictureRefusal e) {
                refused.add(new Refusal(claimed.getFirst().line(), e.reason(), e.sentence()));
            }
        }

        /** Manifest and pictures, or nothing. */
        Taken keep() {
            Manifests.Read read = Objects.requireNonNull(manifest);
            return transactions.inTenant(batch.tenant(), () -> {
                Map<String, List<Claim>> rows = manifests.keep(caller, batch, project, read);
                List<Asset> registered = new ArrayList<>();
                pending.forEach((file, picture) -> {
                    registered.add(assets.register(picture.id(), picture.picture()));
                    for (Claim claim : Objects.requireNonNull(rows.get(file))) {
                        claim.uploadedAs(picture.id());
                        claims.save(claim);
                    }
                });
                return new Taken(read.manifest().verdicts(), registered, refused);
            });
        }

        /** What was sealed opens no more; whoever was to be declared by this archive alone has no keys left over. */
        void undo() {
            pending.values().forEach(picture -> pictures.undo(batch, project, picture));
            Manifests.Read read = manifest;
            if (read != null && !read.declared().isEmpty()) {
                manifests.forget(batch.tenant(), read, vault);
            }
        }
    }
}
