package dev.visor.gateway.access;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** An organisation whose teams annotate for many tenants. */
@Entity
class Workforce {

    @Id
    private UUID id;

    private String handle;
    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Workforce() {}

    Workforce(UUID id, String handle, Instant created) {
        this.id = id;
        this.handle = handle;
        this.created = created;
    }

    UUID id() {
        return id;
    }

    String handle() {
        return handle;
    }

    Instant created() {
        return created;
    }
}
