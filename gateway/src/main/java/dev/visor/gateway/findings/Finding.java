package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A problem that waits for a person: what it is in one sentence, about what, whose it is, and until when. */
@Entity
public class Finding {

    @Id
    private UUID id;

    private UUID tenant;
    private String rule;
    private int version;
    private String severity;
    private String sentence;
    private String object;
    private @Nullable LocalDate day;
    private @Nullable String actor;
    private UUID[] evidence;
    private String owner;
    private String state;
    private Instant created;
    private Instant due;
    private @Nullable UUID takenBy;
    private byte @Nullable [] takenName;
    private @Nullable String verdict;
    private byte @Nullable [] reason;
    private @Nullable UUID closedBy;
    private @Nullable Instant closedAt;
    private @Nullable String told;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Finding() {}

    Finding(TenantId tenant, Found found, Instant now) {
        this.id = UUID.randomUUID();
        this.tenant = tenant.value();
        this.rule = found.rule();
        this.version = found.version();
        this.severity = found.severity().label();
        this.sentence = found.sentence();
        this.object = found.object().value();
        this.day = found.day();
        this.actor = found.actor();
        this.evidence = found.evidence().toArray(UUID[]::new);
        this.owner = found.owner();
        this.state = FindingState.OPEN.label();
        // As the database keeps it: pages go by this time.
        this.created = now.truncatedTo(ChronoUnit.MICROS);
        this.due = created.plus(found.severity().within());
    }

    /** The finding's identifier. */
    public UUID id() {
        return id;
    }

    /** Whose log and pages it belongs to. */
    public TenantId tenant() {
        return new TenantId(tenant);
    }

    /** The rule that found it, a stable code. */
    public String rule() {
        return rule;
    }

    /** In which version of the rule. */
    public int version() {
        return version;
    }

    /** How bad it is. */
    public Severity severity() {
        return Severity.labelled(severity);
    }

    /** What it is, for people. */
    public String sentence() {
        return sentence;
    }

    /** What it is about. */
    public ObjectLabel object() {
        return new ObjectLabel(object);
    }

    /** The day (UTC) that the rule looked at; null for what a feature noticed by itself. */
    public @Nullable LocalDate day() {
        return day;
    }

    /** Whose acts it is about, as the trail labels them; null where it is about nobody's. */
    public @Nullable String actor() {
        return actor;
    }

    /** Records that show it, a few of them where there are many. */
    public List<UUID> evidence() {
        return List.of(evidence);
    }

    /** The role that has to act. */
    public String owner() {
        return owner;
    }

    /** How far it has come. */
    public FindingState state() {
        return FindingState.labelled(state);
    }

    /** When it was found. */
    public Instant created() {
        return created;
    }

    /** Until when it should have a verdict. */
    public Instant due() {
        return due;
    }

    /** Who took it on; null where nobody did. */
    public @Nullable KeyOwner takenBy() {
        return takenBy == null ? null : new KeyOwner(takenBy);
    }

    /** The taker's name, sealed. */
    byte @Nullable [] takenName() {
        return takenName == null ? null : takenName.clone();
    }

    /** How it ended; null while it has not. */
    public @Nullable Verdict verdict() {
        return verdict == null ? null : Verdict.labelled(verdict).orElseThrow();
    }

    /** What the closer said, sealed; null where Visor closed it. */
    byte @Nullable [] reason() {
        return reason == null ? null : reason.clone();
    }

    /** Who closed it; null where Visor did. */
    public @Nullable KeyOwner closedBy() {
        return closedBy == null ? null : new KeyOwner(closedBy);
    }

    /** When it ended; null while it has not. */
    public @Nullable Instant closedAt() {
        return closedAt;
    }

    /** Whether the trail has the record of its opening. */
    boolean openingTold() {
        return told != null;
    }

    /** Whether Visor closed it and the trail has no record of that. */
    boolean closingUntold() {
        return state() == FindingState.CLOSED
                && closedBy == null
                && !FindingState.CLOSED.label().equals(told);
    }

    /** Settled by what was done about the object. */
    void settle(Instant now) {
        state = FindingState.CLOSED.label();
        verdict = Verdict.RESOLVED.label();
        closedAt = now;
    }

    @Override
    public String toString() {
        return "Finding[" + id + ", " + rule + "]";
    }
}
