package dev.visor.gateway.intake;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Shredder;
import dev.visor.gateway.vault.Vault;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.NewAsset;
import dev.visor.policies.Act;
import dev.visor.redaction.picture.PictureHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Seals a picture as it streams in. It is on disk, sealed, before the client hears that it was taken. */
@Service
class Uploads {

    private static final String COMMITMENT = "picture.sha-256";

    private static final Logger log = LoggerFactory.getLogger(Uploads.class);

    private final Batches batches;
    private final ClaimRepository claims;
    private final Projects projects;
    private final Assets assets;
    private final Identities identities;
    private final Vault vault;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Shredder shredder;
    private final UploadPermits permits;
    private final UploadPace pace;

    Uploads(
            Batches batches,
            ClaimRepository claims,
            Projects projects,
            Assets assets,
            Identities identities,
            Vault vault,
            TenantTransactions transactions,
            Gate gate,
            Shredder shredder,
            UploadPermits permits,
            UploadPace pace) {
        this.batches = batches;
        this.claims = claims;
        this.projects = projects;
        this.assets = assets;
        this.identities = identities;
        this.vault = vault;
        this.transactions = transactions;
        this.gate = gate;
        this.shredder = shredder;
        this.permits = permits;
        this.pace = pace;
    }

    Asset take(Caller caller, UUID batchId, String fileName, InputStream body) throws IOException {
        TenantId tenant = caller.requireTenant();
        Batch batch = batches.find(tenant, batchId);
        Project project = projects.find(tenant, batch.project());
        gate.check(caller, Act.BATCH_UPLOAD, batch.resource(project));
        byte[] index = identities.index(tenant, ClaimFields.FILE, fileName);
        List<Claim> claimed = claimed(tenant, batch, index);
        try (UploadPermits.Permit _ = permits.acquire(tenant)) {
            return take(caller, batch, project, index, claimed, body);
        }
    }

    private Asset take(Caller caller, Batch batch, Project project, byte[] index, List<Claim> claimed, InputStream body)
            throws IOException {
        UUID id = UUID.randomUUID();
        Set<KeyOwner> persons = claimed.stream().map(Claim::subject).collect(Collectors.toSet());
        gate.pass(
                caller,
                Act.BATCH_UPLOAD,
                batch.resource(project),
                "batch.upload",
                entry -> entry.on(batch.inTrail(), ObjectLabel.of("asset", id)).about(persons));
        return seal(batch, project, index, id, persons, body);
    }

    private Asset seal(Batch batch, Project project, byte[] index, UUID id, Set<KeyOwner> persons, InputStream body)
            throws IOException {
        TenantId tenant = batch.tenant();
        KeyOwner provisional = KeyOwner.random();
        // Everybody claimed from the first byte on, so that erasing one of them reaches pictures nobody has looked at
        // yet.
        Set<KeyOwner> owners = new HashSet<>(persons);
        owners.add(provisional);
        List<ObjectRef> sealed = new ArrayList<>();
        boolean kept = false;
        try (CheckedPicture picture = new CheckedPicture(body, pace)) {
            ObjectRef original = vault.seal(tenant, ObjectKind.ORIGINAL, owners, picture, Vault.WHOLE_LIMIT);
            sealed.add(original);
            PictureHeader header = picture.header();
            byte[] commitment =
                    identities.index(tenant, COMMITMENT, HexFormat.of().formatHex(picture.digest()));
            Asset asset = keep(
                    batch,
                    index,
                    id,
                    new NewAsset(
                            project.id(),
                            batch.id(),
                            original,
                            provisional,
                            commitment,
                            header.format().mediaType(),
                            header.stored(),
                            header.orientation().exif()));
            kept = true;
            return asset;
        } catch (CheckedPicture.PictureRefusal e) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, e.reason(), e.sentence());
        } catch (CheckedPicture.TooSlow e) {
            throw new Refused(
                    HttpStatus.REQUEST_TIMEOUT, "upload-too-slow", "The picture came in too slowly: send it again.");
        } finally {
            if (!kept) {
                undo(batch, project, id, provisional, sealed);
            }
        }
    }

    /** What was sealed and not kept opens no more. Where not even this works, the sweep for orphans comes after. */
    private void undo(Batch batch, Project project, UUID id, KeyOwner provisional, List<ObjectRef> sealed) {
        try {
            if (assets.exists(batch.tenant(), id)) {
                return; // it was kept after all: only the answer of the commit was lost
            }
            shredder.shred(
                    batch.tenant(),
                    sealed,
                    () -> Entry.of("object.destroy-keys", ActorRef.system("upload"))
                            .in(batch.tenant())
                            .because(project.purpose().id(), project.basis().id())
                            .on(batch.inTrail(), ObjectLabel.of("asset", id)));
            vault.destroy(batch.tenant(), List.of(provisional));
        } catch (RuntimeException e) {
            log.error(
                    "What a failed upload had sealed could not be destroyed at once; the sweep will do it: {}",
                    e.getClass().getName());
        }
    }

    private List<Claim> claimed(TenantId tenant, Batch batch, byte[] index) {
        if (batch.stage() != BatchStage.OPEN) {
            throw Refused.conflict("batch-closed", "This batch takes no more files.");
        }
        List<Claim> claimed =
                transactions.inTenant(tenant, () -> claims.findByBatchAndFileIndexOrderByLine(batch.id(), index));
        if (claimed.isEmpty()) {
            throw Refused.conflict(
                    "not-in-manifest", "The manifest has no usable row for this file; send the manifest first.");
        }
        if (claimed.getFirst().asset() != null) {
            throw Refused.conflict("already-uploaded", "This file was taken already.");
        }
        return claimed;
    }

    private Asset keep(Batch batch, byte[] index, UUID id, NewAsset picture) {
        return transactions.inTenant(batch.tenant(), () -> {
            batches.open(batch.id());
            List<Claim> claimed = claimed(batch.tenant(), batch, index);
            Asset asset = assets.register(id, picture);
            for (Claim claim : claimed) {
                claim.uploadedAs(id);
                claims.save(claim);
            }
            return asset;
        });
    }
}
