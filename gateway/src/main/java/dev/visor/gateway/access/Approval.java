package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * An act that needs two people: asked by one, granted by another, good until it expires. The database refuses a grant by
 * whoever asked.
 */
@Entity
@DynamicUpdate
public class Approval {

    /** How long a request waits, and how long a grant is good for. */
    public static final Duration VALIDITY = Duration.ofHours(4);

    @Id
    private UUID id;

    private UUID tenant;
    private String act;
    private String object;
    private String reason;
    private UUID askedBy;
    private Instant askedAt;
    private Instant expiresAt;
    private @Nullable UUID grantedBy;
    private @Nullable Instant grantedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Approval() {}

    Approval(UUID id, TenantId tenant, String act, ObjectLabel object, String reason, KeyOwner askedBy, Instant now) {
        this.id = id;
        this.tenant = tenant.value();
        this.act = act;
        this.object = object.value();
        this.reason = reason;
        this.askedBy = askedBy.value();
        this.askedAt = now;
        this.expiresAt = now.plus(VALIDITY);
    }

    /** The request's identifier. */
    public UUID id() {
        return id;
    }

    /** Whose things it is about. */
    public TenantId tenant() {
        return new TenantId(tenant);
    }

    /** What is to be done. */
    public String act() {
        return act;
    }

    /** To what. */
    public ObjectLabel object() {
        return new ObjectLabel(object);
    }

    /** Why. */
    public String reason() {
        return reason;
    }

    /** Who asked. */
    public KeyOwner askedBy() {
        return new KeyOwner(askedBy);
    }

    /** When. */
    public Instant askedAt() {
        return askedAt;
    }

    /** Until when it can be granted and used. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** Who granted it; null while it waits. */
    public @Nullable KeyOwner grantedBy() {
        return grantedBy == null ? null : new KeyOwner(grantedBy);
    }

    /** Whether it was granted and is still good. */
    public boolean inForce(Instant now) {
        return grantedAt != null && now.isBefore(expiresAt);
    }

    void grant(KeyOwner by, Instant now) {
        if (grantedAt != null) {
            throw Refused.conflict("already-granted", "This was granted already.");
        }
        if (!now.isBefore(expiresAt)) {
            throw Refused.conflict("approval-expired", "This request has expired; ask again.");
        }
        if (by.value().equals(askedBy)) {
            throw Refused.forbidden("own-request", "Whoever asked cannot grant: a second person has to.");
        }
        grantedBy = by.value();
        grantedAt = now;
    }
}
