package dev.visor.gateway.projects;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A data subject, known by a pseudonym that stands here sealed and as a keyed index. */
@Entity
class Subject {

    @Id
    private UUID id;

    private UUID tenant;
    private byte[] pseudonym;
    private byte[] pseudonymIndex;
    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Subject() {}

    Subject(KeyOwner id, TenantId tenant, byte[] pseudonym, byte[] pseudonymIndex, Instant created) {
        this.id = id.value();
        this.tenant = tenant.value();
        this.pseudonym = pseudonym.clone();
        this.pseudonymIndex = pseudonymIndex.clone();
        this.created = created;
    }

    KeyOwner id() {
        return new KeyOwner(id);
    }

    TenantId tenant() {
        return new TenantId(tenant);
    }

    byte[] pseudonym() {
        return pseudonym.clone();
    }

    byte[] pseudonymIndex() {
        return pseudonymIndex.clone();
    }

    Instant created() {
        return created;
    }
}
