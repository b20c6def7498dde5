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

/** A file of landmarks made for a client; it rests sealed under everybody whose points it holds. */
@Entity
class Export {

    @Id
    private UUID id;

    private UUID tenant;
    private UUID project;
    private UUID batch;
    private UUID object;
    private int faces;
    private UUID createdBy;
    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Export() {}

    Export(UUID id, Project project, UUID batch, ObjectRef object, int faces, UUID createdBy, Instant created) {
        this.id = id;
        this.tenant = project.tenant().value();
        this.project = project.id();
        this.batch = batch;
        this.object = object.id().value();
        this.faces = faces;
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
