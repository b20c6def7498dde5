package dev.visor.gateway.projects;

import dev.visor.policies.DeclaredUse;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a project's landmarks are for, as its client stated when it was made, and who agreed to an exception. */
@Embeddable
public class StatedUse {

    @Column(name = "use")
    private String kind;

    private String setting;
    private @Nullable String exemption;
    private byte @Nullable [] exemptionReason;
    private @Nullable String law;
    private @Nullable String notice;

    @Column(insertable = false, updatable = false)
    private @Nullable UUID agreedBy;

    @Column(insertable = false, updatable = false)
    private @Nullable Instant agreedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected StatedUse() {}

    StatedUse(
            DeclaredUse.Use kind,
            DeclaredUse.Setting setting,
            DeclaredUse.@Nullable Exemption exemption,
            byte @Nullable [] exemptionReason,
            @Nullable String law,
            @Nullable String notice) {
        this.kind = kind.id();
        this.setting = setting.id();
        this.exemption = exemption == null ? null : exemption.id();
        this.exemptionReason = exemptionReason == null ? null : exemptionReason.clone();
        this.law = law;
        this.notice = notice;
    }

    /** What is inferred, by the name of a {@link DeclaredUse.Use}. */
    public String kind() {
        return kind;
    }

    /** Where the persons are seen, by the name of a {@link DeclaredUse.Setting}. */
    public String setting() {
        return setting;
    }

    /** The exception that is claimed; null where none is. */
    public @Nullable String exemption() {
        return exemption;
    }

    /** Why it is claimed, sealed under whoever made the project. */
    byte @Nullable [] exemptionReason() {
        return exemptionReason == null ? null : exemptionReason.clone();
    }

    /** The law that allows the use; null where none is named. */
    public @Nullable String law() {
        return law;
    }

    /** How the persons are told; null where nobody said. */
    public @Nullable String notice() {
        return notice;
    }

    /** Since when a second person agrees to the exception; null while nobody does. */
    public @Nullable Instant agreedAt() {
        return agreedAt;
    }

    /**
     * For the policies. A word that this version of the program does not know is an unknown fact, and denies.
     *
     * @param claimedBy whoever made the project
     */
    @Nullable
    DeclaredUse declared(UUID claimedBy) {
        DeclaredUse.Use known = DeclaredUse.Use.named(kind).orElse(null);
        DeclaredUse.Setting where = DeclaredUse.Setting.named(setting).orElse(null);
        DeclaredUse.Exemption claimed = exemption == null
                ? null
                : DeclaredUse.Exemption.named(exemption).orElse(null);
        if (known == null || where == null || (exemption != null && claimed == null)) {
            return null;
        }
        return new DeclaredUse(
                known,
                where,
                claimed,
                claimed == null ? null : claimedBy,
                agreedBy != null && !agreedBy.equals(claimedBy),
                law != null,
                notice != null);
    }
}
