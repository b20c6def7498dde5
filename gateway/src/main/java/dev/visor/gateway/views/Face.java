package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A region of a picture: somebody's face. A target is bound to a subject, a bystander has a provisional one. Whose it is may be
 * put right; nothing else of it changes, and the application may write no other column.
 */
@Entity
@DynamicUpdate
class Face {

    private static final String TARGET = "target";
    private static final String BYSTANDER = "bystander";

    @Id
    private UUID id;

    private UUID tenant;
    private UUID asset;
    private UUID owner;
    private @Nullable UUID subject;
    private String kind;
    private @Nullable Integer claim;
    private double score;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Face() {}

    private Face(
            Asset asset, KeyOwner owner, @Nullable UUID subject, String kind, @Nullable Integer claim, double score) {
        this.id = UUID.randomUUID();
        this.tenant = asset.tenant().value();
        this.asset = asset.id();
        this.owner = owner.value();
        this.subject = subject;
        this.kind = kind;
        this.claim = claim;
        this.score = score;
    }

    static Face target(Asset asset, KeyOwner subject, int claim, double score) {
        return new Face(asset, subject, subject.value(), TARGET, claim, score);
    }

    static Face bystander(Asset asset, KeyOwner provisional, double score) {
        return new Face(asset, provisional, null, BYSTANDER, null, score);
    }

    /** It is somebody else's than was declared. */
    void belongTo(KeyOwner person) {
        if (!target()) {
            throw new IllegalStateException("Nobody claimed this face");
        }
        owner = person.value();
        subject = person.value();
    }

    UUID id() {
        return id;
    }

    TenantId tenant() {
        return new TenantId(tenant);
    }

    UUID asset() {
        return asset;
    }

    KeyOwner owner() {
        return new KeyOwner(owner);
    }

    boolean target() {
        return TARGET.equals(kind) && subject != null;
    }

    @Nullable
    Integer claim() {
        return claim;
    }

    double score() {
        return score;
    }
}
