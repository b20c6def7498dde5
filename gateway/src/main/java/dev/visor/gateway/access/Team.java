package dev.visor.gateway.access;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A team of a workforce. */
@Entity
class Team {

    @Id
    private UUID id;

    private UUID workforce;
    private String handle;
    private Instant created;
    private @Nullable String country;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Team() {}

    Team(UUID id, UUID workforce, String handle, @Nullable String country, Instant created) {
        this.id = id;
        this.workforce = workforce;
        this.handle = handle;
        this.country = country;
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

    /** Where it works; null where nobody recorded it. */
    @Nullable
    String country() {
        return country;
    }

    Instant created() {
        return created;
    }
}
