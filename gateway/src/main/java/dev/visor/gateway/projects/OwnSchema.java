package dev.visor.gateway.projects;

import dev.visor.gateway.keys.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One version of a landmark schema of a tenant's own. Versions are added, never changed. */
@Entity
@Table(name = "landmark_schema")
class OwnSchema {

    @Id
    private UUID id;

    private UUID tenant;
    private String name;
    private int version;
    private String content;
    private UUID createdBy;
    private Instant created;

    /** Read once for each row that is loaded; the row never changes. */
    @Transient
    private @Nullable LandmarkSchema read;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected OwnSchema() {}

    OwnSchema(UUID id, TenantId tenant, LandmarkSchema schema, UUID createdBy, Instant created) {
        this.id = id;
        this.tenant = tenant.value();
        this.name = schema.id();
        this.version = schema.ref().version();
        this.content = SchemaText.of(schema).json();
        this.createdBy = createdBy;
        this.created = created;
    }

    UUID id() {
        return id;
    }

    TenantId tenant() {
        return new TenantId(tenant);
    }

    int version() {
        return version;
    }

    UUID createdBy() {
        return createdBy;
    }

    Instant created() {
        return created;
    }

    LandmarkSchema schema() {
        LandmarkSchema known = read;
        if (known == null) {
            known = SchemaText.read(content.getBytes(StandardCharsets.UTF_8)).version(version);
            read = known;
        }
        if (!known.id().equals(name)) {
            throw new IllegalStateException("A schema lies under another name than its own");
        }
        return known;
    }
}
