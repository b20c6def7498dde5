package dev.visor.gateway.access;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A team of a workforce. Who is in it is the identity provider's to say. */
@Entity
class Team {

    @Id
    private UUID id;

    private UUID workforce;
    private String handle;
    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Team() {}

    Team(UUID id, UUID workforce, String handle, Instant created) {
        this.id = id;
        this.workforce = workforce;
        this.handle = handle;
        this.created = created;
    }

    UUID id() {
        return id;
    }

    UUID workforce() {
        return workforce;
    }

    String handle() {
        return handle;
    }

    Instant created() {
        return created;
    }
}
