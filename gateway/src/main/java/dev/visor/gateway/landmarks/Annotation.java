package dev.visor.gateway.landmarks;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.vault.ObjectId;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One version of the points of a task. Versions are added, never changed; the points themselves rest sealed. */
@Entity
public class Annotation {

    static final String DRAFT = "draft";
    static final String SUBMISSION = "submission";

    @Id
    private UUID id;

    private UUID tenant;
    private UUID task;
    private int version;
    private int schemaVersion;
    private String kind;
    private UUID author;
    private UUID object;
    private @Nullable UUID findings;
    private int errors;
    private int warnings;
    private UUID record;
    /** What queries find it by. */
    @SuppressWarnings("UnusedVariable")
    private @Nullable UUID save;

    /** For whoever asks in the database whose work a version went on from. */
    @SuppressWarnings("UnusedVariable")
    private @Nullable UUID begunOn;

    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Annotation() {}

    Annotation(
            UUID id,
            Task task,
            int version,
            int schemaVersion,
            String kind,
            KeyOwner author,
            ObjectRef object,
            KeptFindings findings,
            UUID record,
            @Nullable UUID save,
            @Nullable UUID begunOn,
            Instant created) {
        this.id = id;
        this.tenant = task.tenant().value();
        this.task = task.id();
        this.version = version;
        this.schemaVersion = schemaVersion;
        this.kind = kind;
        this.author = author.value();
        this.object = object.id().value();
        ObjectRef found = findings.object();
        this.findings = found == null ? null : found.id().value();
        this.errors = findings.errors();
        this.warnings = findings.warnings();
        this.record = record;
        this.save = save;
        this.begunOn = begunOn;
        this.created = created;
    }

    /** The version's identifier. */
    public UUID id() {
        return id;
    }

    /** Whose picture it is about. */
    public TenantId tenant() {
        return new TenantId(tenant);
    }

    /** The task that it was made for. */
    public UUID task() {
        return task;
    }

    /** Counted from 1 within the task, drafts and submissions together. */
    public int version() {
        return version;
    }

    /** The version of the project's schema that its points are counted by; the sealed sheet says it, too, and is what counts. */
    public int schemaVersion() {
        return schemaVersion;
    }

    /** Whether the annotator said that it is done. */
    public boolean submitted() {
        return SUBMISSION.equals(kind);
    }

    /** Who made it. */
    public KeyOwner author() {
        return new KeyOwner(author);
    }

    /** The sealed points. */
    public ObjectRef object() {
        return new ObjectRef(tenant(), new ObjectId(object), ObjectKind.ANNOTATION, 1);
    }

    /** What the geometry checks found, sealed; null where they found nothing or did not look. */
    public @Nullable ObjectRef findings() {
        return findings == null ? null : new ObjectRef(tenant(), new ObjectId(findings), ObjectKind.ANNOTATION, 1);
    }

    /** How many errors the geometry checks found, which its author said are meant so. */
    public int errors() {
        return errors;
    }

    /** How many warnings they found. */
    public int warnings() {
        return warnings;
    }

    /** The trail's record of its making. */
    public UUID record() {
        return record;
    }

    /** When it was made. */
    public Instant created() {
        return created;
    }

    /** What stands for it in the trail. */
    public ObjectLabel label() {
        return ObjectLabel.of("annotation", id);
    }
}
