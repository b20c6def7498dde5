package dev.visor.gateway.intake;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.ProjectRecipient;
import dev.visor.gateway.projects.ProjectRecipients;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.Assets;
import dev.visor.policies.Act;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Takes one picture in, plain or sealed with age. It is on disk, sealed, before the client hears that it was taken; of a
 * sealed one nothing is kept before the last of its chunks was verified.
 */
@Service
class Uploads {

    private static final String AGE = ".age";

    private final Batches batches;
    private final ClaimRepository claims;
    private final Projects projects;
    private final ProjectRecipients recipients;
    private final Assets assets;
    private final Identities identities;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final SealedPictures pictures;
    private final UploadPermits permits;
    private final UploadPace pace;

    Uploads(
            Batches batches,
            ClaimRepository claims,
            Projects projects,
            ProjectRecipients recipients,
            Assets assets,
            Identities identities,
            TenantTransactions transactions,
            Gate gate,
            SealedPictures pictures,
            UploadPermits permits,
            UploadPace pace) {
        this.batches = batches;
        this.claims = claims;
        this.projects = projects;
        this.recipients = recipients;
        this.assets = assets;
        this.identities = identities;
        this.transactions = transactions;
        this.gate = gate;
        this.pictures = pictures;
        this.permits = permits;
        this.pace = pace;
    }

    /**
     * Takes a picture.
     *
     * @param fileName as the manifest has it; one that was sealed may have {@code .age} behind it
     */
    Asset take(Caller caller, UUID batchId, String fileName, InputStream body) throws IOException {
        TenantId tenant = caller.requireTenant();
        Batch batch = batches.find(tenant, batchId);
        Project project = projects.find(tenant, batch.project());
        gate.check(caller, Act.BATCH_UPLOAD, batch.resource(project));
        Named named = named(batch, fileName);
        try (UploadPermits.Permit _ = permits.acquire(tenant)) {
            Incoming incoming = Incoming.of(body, pace);
            if (named.sealed() && !incoming.sealed()) {
                throw AgeRefusal.notSealed();
            }
            return take(caller, batch, project, named, incoming);
        } catch (AgeRefusal e) {
            throw e.answer();
        } catch (CheckedPicture.PictureRefusal e) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, e.reason(), e.sentence());
        } catch (CheckedPicture.TooSlow e) {
            throw new Refused(
                    HttpStatus.REQUEST_TIMEOUT, "upload-too-slow", "The picture came in too slowly: send it again.");
        }
    }

    private Asset take(Caller caller, Batch batch, Project project, Named named, Incoming incoming) throws IOException {
        UUID id = UUID.randomUUID();
        Set<KeyOwner> persons = named.claimed().stream().map(Claim::subject).collect(Collectors.toSet());
        if (!incoming.sealed()) {
            recorded(
                    caller,
                    batch,
                    project,
                    entry -> entry.on(batch.inTrail(), ObjectLabel.of("asset", id))
                            .about(persons));
            return keep(batch, project, named, pictures.seal(batch, project, id, persons, incoming.plain()));
        }
        ProjectRecipient recipient = recipients.of(project);
        Receipt receipt = recorded(
                caller,
                batch,
                project,
                entry -> entry.on(batch.inTrail(), ObjectLabel.of("asset", id), recipient.label())
                        .about(persons)
                        .with("sealed-with", "age"));
        return keep(
                batch,
                project,
                named,
                pictures.seal(batch, project, id, persons, recipients.opened(recipient, receipt, incoming::opened)));
    }

    private Receipt recorded(Caller caller, Batch batch, Project project, Consumer<Entry> facts) {
        return gate.pass(caller, Act.BATCH_UPLOAD, batch.resource(project), "batch.upload", facts);
    }

    private Asset keep(Batch batch, Project project, Named named, SealedPictures.Sealed sealed) {
        boolean kept = false;
        try {
            Asset asset = transactions.inTenant(batch.tenant(), () -> {
                batches.open(batch.id());
                List<Claim> claimed = claimed(batch, named.index());
                Asset registered = assets.register(sealed.id(), sealed.picture());
                for (Claim claim : claimed) {
                    claim.uploadedAs(sealed.id());
                    claims.save(claim);
                }
                return registered;
            });
            kept = true;
            return asset;
        } finally {
            if (!kept) {
                pictures.undo(batch, project, sealed);
            }
        }
    }

    /** The rows of this name; of the name without {@code .age} where the manifest has none with it. */
    private Named named(Batch batch, String fileName) {
        if (batch.stage() != BatchStage.OPEN) {
            throw Refused.conflict("batch-closed", "This batch takes no more files.");
        }
        boolean age = fileName.endsWith(AGE);
        byte[] index = identities.index(batch.tenant(), ClaimFields.FILE, fileName);
        if (age && rows(batch, index).isEmpty()) {
            index = identities.index(
                    batch.tenant(), ClaimFields.FILE, fileName.substring(0, fileName.length() - AGE.length()));
        }
        return new Named(index, age, claimed(batch, index));
    }

    private List<Claim> claimed(Batch batch, byte[] index) {
        List<Claim> claimed = rows(batch, index);
        if (claimed.isEmpty()) {
            throw Refused.conflict(
                    "not-in-manifest", "The manifest has no usable row for this file; send the manifest first.");
        }
        if (claimed.getFirst().asset() != null) {
            throw Refused.conflict("already-uploaded", "This file was taken already.");
        }
        return claimed;
    }

    private List<Claim> rows(Batch batch, byte[] index) {
        return transactions.inTenant(
                batch.tenant(), () -> claims.findByBatchAndFileIndexOrderByLine(batch.id(), index));
    }

    /**
     * A file by its name.
     *
     * @param index keyed
     * @param sealed whether its name says that it is an age file
     */
    @SuppressWarnings("ArrayRecordComponent") // looked up with, never compared
    private record Named(byte[] index, boolean sealed, List<Claim> claimed) {}
}
