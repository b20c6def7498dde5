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

/** What somebody who gave a task back left to say to whoever takes it next. Added, never changed; the words rest sealed. */
@Entity
class HandoverNote {

    @Id
    private UUID id;

    private UUID tenant;
    /** What queries find it by. */
    @SuppressWarnings("UnusedVariable")
    private UUID task;

    private short look;
    private UUID author;
    private UUID object;
    /** Which record of the trail says that it was left. */
    @SuppressWarnings("UnusedVariable")
    private UUID record;

    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected HandoverNote() {}

    HandoverNote(UUID id, Task task, KeyOwner author, ObjectRef object, UUID record, Instant created) {
        this.id = id;
        this.tenant = task.tenant().value();
        this.task = task.id();
        this.look = task.look();
        this.author = author.value();
        this.object = object.id().value();
        this.record = record;
        this.created = created;
    }

    short look() {
        return look;
    }

    KeyOwner author() {
        return new KeyOwner(author);
    }

    ObjectRef object() {
        return new ObjectRef(new TenantId(tenant), new ObjectId(object), ObjectKind.ANNOTATION, 1);
    }

    Instant created() {
        return created;
    }

    /** What stands for it in the trail. */
    static ObjectLabel label(UUID id) {
        return ObjectLabel.of("note", id);
    }

    ObjectLabel label() {
        return label(id);
    }
}
