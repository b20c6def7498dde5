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
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.NewAsset;
import dev.visor.policies.Act;
import dev.visor.redaction.picture.PictureHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Seals a picture as it streams in. It is on disk, sealed, before the client hears that it was taken. */
@Service
class Uploads {

    private static final String COMMITMENT = "picture.sha-256";

    /** Each picture is held in memory until it is checked; more uploads than this wait. */
    private static final int AT_ONCE = 4;

    private final Batches batches;
    private final ClaimRepository claims;
    private final Projects projects;
    private final Assets assets;
    private final Identities identities;
    private final Vault vault;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Semaphore atOnce = new Semaphore(AT_ONCE);

    Uploads(
            Batches batches,
            ClaimRepository claims,
            Projects projects,
            Assets assets,
            Identities identities,
            Vault vault,
            TenantTransactions transactions,
            Gate gate) {
        this.batches = batches;
        this.claims = claims;
        this.projects = projects;
        this.assets = assets;
        this.identities = identities;
        this.vault = vault;
        this.transactions = transactions;
        this.gate = gate;
    }

    Asset take(Caller caller, UUID batchId, String fileName, InputStream body) throws IOException {
        TenantId tenant = caller.requireTenant();
        Batch batch = batches.find(tenant, batchId);
        Project project = projects.find(tenant, batch.project());
        gate.check(caller, Act.BATCH_UPLOAD, batch.resource(project));
        byte[] index = identities.index(tenant, ClaimFields.FILE, fileName);
        List<Claim> claimed = claimed(tenant, batch, index);
        UUID id = UUID.randomUUID();
        gate.pass(
                caller,
                Act.BATCH_UPLOAD,
                batch.resource(project),
                "batch.upload",
                entry -> entry.because(project.purpose().id(), project.basis().id())
                        .on(batch.inTrail(), ObjectLabel.of("asset", id))
                        .about(claimed.stream().map(Claim::subject).toList()));
        atOnce.acquireUninterruptibly();
        try {
            return seal(batch, project, index, id, body);
        } finally {
            atOnce.release();
        }
    }

    private Asset seal(Batch batch, Project project, byte[] index, UUID id, InputStream body) throws IOException {
        TenantId tenant = batch.tenant();
        KeyOwner provisional = KeyOwner.random();
        try (CheckedPicture picture = new CheckedPicture(body)) {
            ObjectRef original =
                    vault.seal(tenant, ObjectKind.ORIGINAL, Set.of(provisional), picture, Vault.WHOLE_LIMIT);
            PictureHeader header = picture.header();
            byte[] commitment =
                    identities.index(tenant, COMMITMENT, HexFormat.of().formatHex(picture.digest()));
            return keep(
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
        } catch (CheckedPicture.PictureRefusal e) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, e.reason(), e.sentence());
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
