package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A problem that waits for a person: what it is in one sentence, about what, and whose it is. */
@Entity
public class Finding {

    @Id
    private UUID id;

    private UUID tenant;
    private String rule;
    private String severity;
    private String sentence;
    private String object;
    private String owner;
    private String state;
    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Finding() {}

    Finding(
            TenantId tenant,
            String rule,
            Severity severity,
            String sentence,
            ObjectLabel object,
            String owner,
            Instant created) {
        this.id = UUID.randomUUID();
        this.tenant = tenant.value();
        this.rule = rule;
        this.severity = severity.label();
        this.sentence = sentence;
        this.object = object.value();
        this.owner = owner;
        this.state = "open";
        this.created = created;
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

    /** The role that has to act. */
    public String owner() {
        return owner;
    }

    /** {@code open} or {@code closed}. */
    public String state() {
        return state;
    }

    /** When it was found. */
    public Instant created() {
        return created;
    }

    void close() {
        state = "closed";
    }
}
