package dev.visor.gateway.exchange;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.vault.ObjectId;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.policies.Resource;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A file of landmarks, and of masks where asked for, made for a client; it rests sealed under everybody in it. */
@Entity
class Export {

    @Id
    private UUID id;

    private UUID tenant;
    private UUID project;
    private UUID batch;
    private UUID object;
    private int faces;
    private boolean masks;
    private UUID createdBy;
    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Export() {}

    Export(
            UUID id,
            Project project,
            UUID batch,
            ObjectRef object,
            int faces,
            boolean masks,
            UUID createdBy,
            Instant created) {
        this.id = id;
        this.tenant = project.tenant().value();
        this.project = project.id();
        this.batch = batch;
        this.object = object.id().value();
        this.faces = faces;
        this.masks = masks;
        this.createdBy = createdBy;
        this.created = created;
    }

    UUID id() {
        return id;
    }

    TenantId tenant() {
        return new TenantId(tenant);
    }

    UUID project() {
        return project;
    }

    UUID batch() {
        return batch;
    }

    ObjectRef object() {
        return new ObjectRef(tenant(), new ObjectId(object), ObjectKind.EXPORT, 1);
    }

    int faces() {
        return faces;
    }

    /** Whether it holds a mask of every face. */
    boolean masks() {
        return masks;
    }

    UUID createdBy() {
        return createdBy;
    }

    Instant created() {
        return created;
    }

    ObjectLabel label() {
        return label(id);
    }

    static ObjectLabel label(UUID id) {
        return ObjectLabel.of("export-file", id);
    }

    Resource.Export resource(Project of) {
        return new Resource.Export(id, of.resource());
    }
}
