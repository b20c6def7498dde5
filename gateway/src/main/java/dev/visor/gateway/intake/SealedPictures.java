package dev.visor.gateway.intake;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Shredder;
import dev.visor.gateway.vault.Vault;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.NewAsset;
import dev.visor.redaction.picture.PictureHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Seals pictures as they stream in, checked, and takes back what is not kept. */
@Component
class SealedPictures {

    private static final String COMMITMENT = "picture.sha-256";

    private static final Logger log = LoggerFactory.getLogger(SealedPictures.class);

    private final Assets assets;
    private final Identities identities;
    private final Vault vault;
    private final Shredder shredder;
    private final UploadPace pace;

    SealedPictures(Assets assets, Identities identities, Vault vault, Shredder shredder, UploadPace pace) {
        this.assets = assets;
        this.identities = identities;
        this.vault = vault;
        this.shredder = shredder;
        this.pace = pace;
    }

    /**
     * Seals one picture; it is on disk then, and nobody's until it is registered.
     *
     * @param id what its record calls it already
     * @param persons everybody claimed to be on it
     * @throws CheckedPicture.PictureRefusal if it is no picture that is taken; nothing is left of it
     * @throws CheckedPicture.TooSlow if it came in too slowly; nothing is left of it
     */
    Sealed seal(Batch batch, Project project, UUID id, Set<KeyOwner> persons, InputStream body) throws IOException {
        TenantId tenant = batch.tenant();
        KeyOwner provisional = KeyOwner.random();
        // Everybody claimed from the first byte on, so that erasing one of them reaches pictures nobody has looked at
        // yet.
        Set<KeyOwner> owners = new HashSet<>(persons);
        owners.add(provisional);
        List<ObjectRef> objects = List.of();
        boolean done = false;
        try (CheckedPicture picture = new CheckedPicture(body, pace)) {
            ObjectRef original = vault.seal(tenant, ObjectKind.ORIGINAL, owners, picture, Vault.WHOLE_LIMIT);
            objects = List.of(original);
            PictureHeader header = picture.header();
            byte[] commitment =
                    identities.index(tenant, COMMITMENT, HexFormat.of().formatHex(picture.digest()));
            NewAsset asset = new NewAsset(
                    project.id(),
                    batch.id(),
                    original,
                    provisional,
                    commitment,
                    header.format().mediaType(),
                    header.stored(),
                    header.orientation().exif());
            done = true;
            return new Sealed(id, asset);
        } finally {
            if (!done) {
                undo(batch, project, id, provisional, objects);
            }
        }
    }

    /** What was sealed and not kept opens no more. Where not even this works, the sweep for orphans comes after. */
    void undo(Batch batch, Project project, Sealed sealed) {
        undo(
                batch,
                project,
                sealed.id(),
                sealed.picture().owner(),
                List.of(sealed.picture().original()));
    }

    private void undo(Batch batch, Project project, UUID id, KeyOwner provisional, List<ObjectRef> objects) {
        try {
            if (assets.exists(batch.tenant(), id)) {
                return; // it was kept after all: only the answer of the commit was lost
            }
            shredder.shred(
                    batch.tenant(),
                    objects,
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

    /** A sealed picture that is nobody's yet. */
    record Sealed(UUID id, NewAsset picture) {}
}
