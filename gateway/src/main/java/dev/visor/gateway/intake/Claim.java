package dev.visor.gateway.intake;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An accepted row of a manifest. What names the file, the person or the place is sealed under the subject. */
@Entity
class Claim {

    @Id
    private UUID id;

    private UUID tenant;
    private UUID batch;
    private int line;
    private byte[] fileIndex;
    private byte[] fileName;
    private byte @Nullable [] box;
    private UUID subject;
    private byte[] reference;
    private @Nullable UUID asset;
    private @Nullable String reason;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Claim() {}

    Claim(
            Batch batch,
            int line,
            byte[] fileIndex,
            byte[] fileName,
            byte @Nullable [] box,
            KeyOwner subject,
            byte[] reference) {
        this.id = UUID.randomUUID();
        this.tenant = batch.tenant().value();
        this.batch = batch.id();
        this.line = line;
        this.fileIndex = fileIndex.clone();
        this.fileName = fileName.clone();
        this.box = box == null ? null : box.clone();
        this.subject = subject.value();
        this.reference = reference.clone();
    }

    UUID id() {
        return id;
    }

    TenantId tenant() {
        return new TenantId(tenant);
    }

    UUID batch() {
        return batch;
    }

    int line() {
        return line;
    }

    byte[] fileIndex() {
        return fileIndex.clone();
    }

    byte[] fileName() {
        return fileName.clone();
    }

    byte @Nullable [] box() {
        return box == null ? null : box.clone();
    }

    KeyOwner subject() {
        return new KeyOwner(subject);
    }

    byte[] reference() {
        return reference.clone();
    }

    @Nullable
    UUID asset() {
        return asset;
    }

    @Nullable
    String reason() {
        return reason;
    }

    /** It claims another person's face: what it says is sealed under that person's key. */
    void belongTo(KeyOwner person, byte[] name, byte @Nullable [] place, byte[] picture) {
        subject = person.value();
        fileName = name.clone();
        box = place == null ? null : place.clone();
        reference = picture.clone();
    }

    void uploadedAs(UUID picture) {
        asset = picture;
    }

    void refuse(String why) {
        reason = why;
    }

    /** What was refused has a view now. */
    void accept() {
        reason = null;
    }
}
