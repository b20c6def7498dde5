package dev.visor.gateway.landmarks;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.vault.ObjectId;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** One version of a remark pinned to a point. Versions are added, never changed; the words rest sealed. */
@Entity
class PointComment {

    @Id
    private UUID id;

    private UUID tenant;
    private UUID task;
    private UUID thread;
    private int version;
    private int point;
    private int schemaVersion;
    private UUID author;
    private UUID object;
    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected PointComment() {}

    PointComment(
            UUID id,
            Task task,
            UUID thread,
            int version,
            int point,
            int schemaVersion,
            KeyOwner author,
            ObjectRef object,
            Instant created) {
        this.id = id;
        this.tenant = task.tenant().value();
        this.task = task.id();
        this.thread = thread;
        this.version = version;
        this.point = point;
        this.schemaVersion = schemaVersion;
        this.author = author.value();
        this.object = object.id().value();
        this.created = created;
    }

    UUID id() {
        return id;
    }

    TenantId tenant() {
        return new TenantId(tenant);
    }

    UUID task() {
        return task;
    }

    UUID thread() {
        return thread;
    }

    int version() {
        return version;
    }

    int point() {
        return point;
    }

    /** The version of the project's schema that the point is counted by. */
    int schemaVersion() {
        return schemaVersion;
    }

    KeyOwner author() {
        return new KeyOwner(author);
    }

    ObjectRef object() {
        return new ObjectRef(tenant(), new ObjectId(object), ObjectKind.ANNOTATION, 1);
    }

    Instant created() {
        return created;
    }
}
