package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * An act that needs two people: asked by one, granted by another, good until it expires. The database refuses a grant by
 * whoever asked.
 */
@Entity
@Immutable
public class Approval {

    /** How long a request waits, and how long a grant is good for. */
    public static final Duration VALIDITY = Duration.ofHours(4);

    @Id
    private UUID id;

    private @Nullable UUID tenant;
    private String act;
    private String object;
    private byte[] reason;
    private UUID askedBy;
    private Instant askedAt;
    private Instant expiresAt;
    private @Nullable UUID grantedBy;
    private @Nullable Instant grantedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Approval() {}

    Approval(
            UUID id,
            @Nullable TenantId tenant,
            String act,
            ObjectLabel object,
            byte[] reason,
            KeyOwner askedBy,
            Instant now) {
        this.id = id;
        this.tenant = tenant == null ? null : tenant.value();
        this.act = act;
        this.object = object.value();
        this.reason = reason.clone();
        this.askedBy = askedBy.value();
        this.askedAt = now;
        this.expiresAt = now.plus(VALIDITY);
    }

    /** The request's identifier. */
    public UUID id() {
        return id;
    }

    /** Whose things it is about; null for the operator's own. */
    public @Nullable TenantId tenant() {
        return tenant == null ? null : new TenantId(tenant);
    }

    /** What is to be done. */
    public String act() {
        return act;
    }

    /** To what. */
    public ObjectLabel object() {
        return new ObjectLabel(object);
    }

    /** Why, sealed under whoever asked. */
    byte[] reason() {
        return reason.clone();
    }

    /** Who asked. */
    public KeyOwner askedBy() {
        return new KeyOwner(askedBy);
    }

    /** When. */
    public Instant askedAt() {
        return askedAt;
    }

    /** From when on it can be neither granted nor used. */
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

    /**
     * Says at once what the database would refuse later.
     *
     * @throws Refused if it was granted already, has expired, or is this person's own
     */
    void requireGrantable(KeyOwner by, Instant now) {
        if (grantedAt != null) {
            throw alreadyGranted();
        }
        if (!now.isBefore(expiresAt)) {
            throw Refused.conflict("approval-expired", "This request has expired; ask again.");
        }
        if (by.value().equals(askedBy)) {
            throw Refused.forbidden("own-request", "Whoever asked cannot grant: a second person has to.");
        }
    }

    static Refused alreadyGranted() {
        return Refused.conflict("already-granted", "This was granted already.");
    }
}
