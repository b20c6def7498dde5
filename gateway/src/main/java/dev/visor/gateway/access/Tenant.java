package dev.visor.gateway.access;

import dev.visor.gateway.keys.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client organisation. */
@Entity
class Tenant {

    @Id
    private UUID id;

    private String handle;
    private Instant created;
    private @Nullable Instant ended;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Tenant() {}

    Tenant(TenantId id, String handle, Instant created) {
        this.id = id.value();
        this.handle = handle;
        this.created = created;
    }

    TenantId id() {
        return new TenantId(id);
    }

    String handle() {
        return handle;
    }

    Instant created() {
        return created;
    }

    /** Since when it is no more; null while it goes on. */
    @Nullable
    Instant ended() {
        return ended;
    }
}
