package dev.visor.gateway.intake;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Project;
import dev.visor.policies.Resource;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Uploads that are released or withdrawn as a whole. */
@Entity
class Batch {

    @Id
    private UUID id;

    private UUID tenant;
    private UUID project;
    private String label;
    private String state;
    private UUID createdBy;
    private Instant created;
    private @Nullable UUID decidedBy;
    private @Nullable Instant decided;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Batch() {}

    Batch(UUID id, Project project, String label, UUID createdBy, Instant created) {
        this.id = id;
        this.tenant = project.tenant().value();
        this.project = project.id();
        this.label = label;
        this.state = BatchStage.OPEN.label();
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

    /** What the client calls the batch. */
    String label() {
        return label;
    }

    BatchStage stage() {
        return BatchStage.labelled(state);
    }

    UUID createdBy() {
        return createdBy;
    }

    Instant created() {
        return created;
    }

    @Nullable
    UUID decidedBy() {
        return decidedBy;
    }

    @Nullable
    Instant decided() {
        return decided;
    }

    ObjectLabel inTrail() {
        return ObjectLabel.of("batch", id);
    }

    Resource.Batch resource(Project of) {
        return new Resource.Batch(id, of.resource(), stage().forPolicies());
    }

    void become(BatchStage next) {
        state = next.label();
    }

    void decide(BatchStage next, UUID by, Instant at) {
        become(next);
        decidedBy = by;
        decided = at;
    }
}
