package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.Approved;
import dev.visor.policies.Resource;
import dev.visor.policies.TwoPersonAct;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * An act that needs two people: asked by one, granted by another, good until its time is over or somebody ends it. The
 * database refuses a grant by whoever asked, a second grant, and one after the end.
 */
@Entity
@Immutable
public class Approval {

    /** How long a request waits, and how long a grant is good for, both together, at most. */
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
    private @Nullable Instant endedAt;
    private @Nullable Instant remindedAt;
    private @Nullable Instant lapsedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Approval() {}

    Approval(UUID id, AskedFor wanted, byte[] reason, KeyOwner askedBy, Instant now) {
        TenantId whose = wanted.tenant();
        this.id = id;
        this.tenant = whose == null ? null : whose.value();
        this.act = wanted.act().id();
        this.object = wanted.object().value();
        this.reason = reason.clone();
        this.askedBy = askedBy.value();
        this.askedAt = now;
        this.expiresAt = now.plus(wanted.box());
    }

    /** The request's identifier. */
    public UUID id() {
        return id;
    }

    /** Whose things it is about; null for the operator's own. */
    public @Nullable TenantId tenant() {
        return tenant == null ? null : new TenantId(tenant);
    }

    /**
     * What is to be done.
     *
     * @throws IllegalStateException if this version of the program does not know the act
     */
    public TwoPersonAct act() {
        return TwoPersonAct.named(act).orElseThrow(() -> new IllegalStateException("No such act: " + act));
    }

    /** To what. */
    public ObjectLabel object() {
        return new ObjectLabel(object);
    }

    /** Act and object as they stand in the row, for a list in which nothing is missing. */
    Written written() {
        return new Written(act, object);
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

    /** How it stands. */
    ApprovalState state(Instant now) {
        if (endedAt != null) {
            return ApprovalState.ENDED;
        }
        if (!now.isBefore(expiresAt)) {
            return ApprovalState.EXPIRED;
        }
        return grantedAt == null ? ApprovalState.WAITING : ApprovalState.GRANTED;
    }

    /** Whether it was granted and is still good. */
    public boolean inForce(Instant now) {
        return state(now) == ApprovalState.GRANTED;
    }

    /**
     * What was agreed.
     *
     * @throws Refused if it has ended or expired, or nobody has granted it
     */
    Agreed agreed(Instant now) {
        requireOpen(now);
        UUID granter = grantedBy;
        if (granter == null) {
            throw Refused.conflict("approval-waiting", "Nobody has granted this yet.");
        }
        return new Agreed(id, object(), new Approved(askedBy, granter, object().id(), expiresAt));
    }

    /** What the policies look at. */
    Resource.Approval resource() {
        return new Resource.Approval(
                id, askedBy, tenant, TwoPersonAct.named(act).orElse(null));
    }

    /** Whether half of its time is over, nobody has answered, and nobody was reminded. */
    boolean isReminderDue(Instant now) {
        Instant half = askedAt.plus(Duration.between(askedAt, expiresAt).dividedBy(2));
        return state(now) == ApprovalState.WAITING && remindedAt == null && !now.isBefore(half);
    }

    /** Whether it was reminded of. */
    boolean isReminded() {
        return remindedAt != null;
    }

    /** Whether its time is over and nobody has said so. */
    boolean isLapseDue(Instant now) {
        return state(now) == ApprovalState.EXPIRED && lapsedAt == null;
    }

    /**
     * Says at once what the database would refuse later.
     *
     * @throws Refused if it was granted already, has ended or expired, or is this person's own
     */
    void requireGrantable(KeyOwner by, Instant now) {
        requireOpen(now);
        if (grantedAt != null) {
            throw alreadyGranted();
        }
        if (by.value().equals(askedBy)) {
            throw Refused.forbidden("own-request", "Whoever asked cannot grant: a second person has to.");
        }
    }

    /**
     * Says at once that it cannot be answered any more.
     *
     * @throws Refused if it has ended or expired
     */
    void requireOpen(Instant now) {
        switch (state(now)) {
            case ENDED -> throw Refused.conflict("approval-ended", "This request was ended; ask again.");
            case EXPIRED -> throw Refused.conflict("approval-expired", "This request has expired; ask again.");
            case WAITING, GRANTED -> {}
        }
    }

    static Refused alreadyGranted() {
        return Refused.conflict("already-granted", "This was granted already.");
    }

    /** As the row says, whether this version of the program knows it or not. */
    record Written(String act, String object) {}
}
