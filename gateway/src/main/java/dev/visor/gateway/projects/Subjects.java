package dev.visor.gateway.projects;

import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.policies.ConsentState;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The data subjects of a tenant. They are declared by the client under a pseudonym, never found by comparing faces; the
 * pseudonym is found again by keyed index only.
 */
@Service
public class Subjects {

    private static final String PSEUDONYM = "subject.pseudonym";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CONSENT = "consent.reference";

    private final SubjectRepository subjects;
    private final ConsentRepository consents;
    private final Identities identities;
    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final Clock clock;

    Subjects(
            SubjectRepository subjects,
            ConsentRepository consents,
            Identities identities,
            JdbcClient jdbc,
            TenantTransactions transactions,
            Clock clock) {
        this.subjects = subjects;
        this.consents = consents;
        this.identities = identities;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The subject with this pseudonym, if the tenant has one. */
    public Optional<KeyOwner> find(TenantId tenant, String pseudonym) {
        byte[] index = identities.index(tenant, PSEUDONYM, pseudonym);
        return transactions.inTenant(
                tenant, () -> subjects.findByPseudonymIndex(index).map(Subject::id));
    }

    /** Whether the tenant has this subject. */
    public boolean exists(TenantId tenant, KeyOwner subject) {
        return transactions.inTenant(
                tenant, () -> subjects.findById(subject.value()).isPresent());
    }

    /** Declares a new subject under the identifier that its record already names. */
    public void declare(TenantId tenant, KeyOwner id, String pseudonym) {
        byte[] sealed = identities.seal(tenant, id, PSEUDONYM, pseudonym);
        byte[] index = identities.index(tenant, PSEUDONYM, pseudonym);
        transactions.inTenant(tenant, () -> subjects.save(new Subject(id, tenant, sealed, index, clock.instant())));
    }

    /**
     * The same, committed on return whatever becomes of the caller's transaction: for whoever writes next where nothing is taken
     * back, and would have a person without a name there.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException if somebody declared the pseudonym meanwhile
     */
    public void declareNow(TenantId tenant, KeyOwner id, String pseudonym) {
        byte[] sealed = identities.seal(tenant, id, PSEUDONYM, pseudonym);
        byte[] index = identities.index(tenant, PSEUDONYM, pseudonym);
        transactions.apartInTenant(
                tenant, () -> subjects.saveAndFlush(new Subject(id, tenant, sealed, index, clock.instant())));
    }

    /**
     * Declares a subject whose pseudonym is not known any more, because the database was restored from before somebody said
     * it: the identifier alone.
     */
    public void declareNameless(TenantId tenant, KeyOwner id) {
        transactions.inTenant(
                tenant, () -> subjects.saveAndFlush(new Subject(id, tenant, new byte[0], nobody(), clock.instant())));
    }

    /** Writes down that the subject agreed to the project's purpose, under the client's own consent reference. */
    public void consented(TenantId tenant, UUID project, KeyOwner subject, String reference) {
        byte[] sealed = identities.seal(tenant, subject, CONSENT, reference);
        transactions.inTenant(
                tenant, () -> consents.save(Consent.given(tenant, project, subject, sealed, clock.instant())));
    }

    /** The same, committed on return like {@link #declareNow}. */
    public void consentedNow(TenantId tenant, UUID project, KeyOwner subject, String reference) {
        byte[] sealed = identities.seal(tenant, subject, CONSENT, reference);
        transactions.apartInTenant(
                tenant, () -> consents.save(Consent.given(tenant, project, subject, sealed, clock.instant())));
    }

    /** Where the subject's consent stands; null where there never was one, which denies. */
    public @Nullable ConsentState consent(TenantId tenant, UUID project, KeyOwner subject) {
        return transactions
                .inTenant(
                        tenant,
                        () -> consents.findFirstByProjectAndSubjectOrderByRecordedDesc(project, subject.value()))
                .map(Consent::state)
                .orElse(null);
    }

    /**
     * Forgets by which name the client knew a subject who was erased; the identifier stays, which is random. The same
     * pseudonym is somebody new from here on.
     */
    public void forget(TenantId tenant, KeyOwner subject) {
        byte[] nobody = nobody();
        transactions.runInTenant(
                tenant,
                () -> jdbc.sql(
                                "update subject set pseudonym = ''::bytea, pseudonym_index = ? where tenant = ? and id = ?")
                        .params(nobody, tenant.value(), subject.value())
                        .update());
    }

    private static byte[] nobody() {
        byte[] nobody = new byte[32];
        RANDOM.nextBytes(nobody);
        return nobody;
    }

    /** The pseudonym in the clear, for the client's own side. */
    public String pseudonym(TenantId tenant, KeyOwner subject) {
        Subject found = transactions
                .inTenant(tenant, () -> subjects.findById(subject.value()))
                .orElseThrow(() -> new IllegalArgumentException("No such subject"));
        if (found.pseudonym().length == 0) {
            throw new KeyDestroyedException("The subject was erased");
        }
        return identities.open(tenant, subject, PSEUDONYM, found.pseudonym());
    }
}
