package dev.visor.gateway.projects;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.ConsentState;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** One statement of a subject about one project; the newest counts. */
@Entity
class Consent {

    private static final String GIVEN = "given";

    @Id
    private UUID id;

    private UUID tenant;
    private UUID project;
    private UUID subject;
    private byte[] reference;
    private String state;
    private Instant recorded;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Consent() {}

    private Consent(TenantId tenant, UUID project, KeyOwner subject, byte[] reference, String state, Instant recorded) {
        this.id = UUID.randomUUID();
        this.tenant = tenant.value();
        this.project = project;
        this.subject = subject.value();
        this.reference = reference.clone();
        this.state = state;
        this.recorded = recorded;
    }

    static Consent given(TenantId tenant, UUID project, KeyOwner subject, byte[] reference, Instant recorded) {
        return new Consent(tenant, project, subject, reference, GIVEN, recorded);
    }

    UUID id() {
        return id;
    }

    TenantId tenant() {
        return new TenantId(tenant);
    }

    UUID project() {
        return project;
    }

    KeyOwner subject() {
        return new KeyOwner(subject);
    }

    byte[] reference() {
        return reference.clone();
    }

    Instant recorded() {
        return recorded;
    }

    ConsentState state() {
        return GIVEN.equals(state) ? ConsentState.IN_FORCE : ConsentState.WITHDRAWN;
    }
}
