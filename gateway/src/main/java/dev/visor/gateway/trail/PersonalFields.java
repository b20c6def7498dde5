package dev.visor.gateway.trail;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.Person;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns persons into pseudonyms and names into ciphertexts, and back.
 *
 * <p>Keys are made and read outside of the caller's transaction: a record outlives its rollback, and so must the key that
 * opens it.
 */
final class PersonalFields {

    private static final String ACTOR = "trail.actor";
    private static final String PERSON = "trail.person";
    private static final String NAME = "trail.actor.name";

    private final Identities identities;
    private final TransactionTemplate outside;

    PersonalFields(Identities identities, PlatformTransactionManager transactions) {
        this.identities = identities;
        this.outside = new TransactionTemplate(transactions);
        this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /** The actor without a name. */
    Actor actor(TenantId scope, ActorRef actor) {
        KeyOwner id = actor.id();
        if (id != null) {
            return new Actor(actorLabel(scope, id), actor.role());
        }
        return new Actor(actor.role().equals("anonymous") ? "anonymous" : "system:" + actor.name(), actor.role());
    }

    /** What a person's own acts stand under. */
    String actorLabel(TenantId scope, KeyOwner actor) {
        return "person:" + pseudonym(scope, ACTOR, actor).toUrl();
    }

    /** What finds and tags the records about a person; empty once the person was erased: nothing can be tagged then. */
    Optional<Person> person(TenantId scope, KeyOwner person) {
        try {
            byte[] tagKey = outside(() -> identities.tagKey(scope, person));
            return Optional.of(new Person(label(scope, person), tagKey));
        } catch (KeyDestroyedException e) {
            return Optional.empty();
        }
    }

    /** Everybody who has keys. */
    Set<KeyOwner> owners(TenantId scope) {
        return outside(() -> identities.owners(scope));
    }

    /** What finds the records about a person. */
    Hash label(TenantId scope, KeyOwner person) {
        return pseudonym(scope, PERSON, person);
    }

    /** What finds the labels of whoever acts under a name, however it is spelt. */
    Hash nameIndex(TenantId scope, String name) {
        return Hash.of(outside(() -> identities.index(scope, NAME, FoldedName.of(name))));
    }

    /** Seals a field under its owner's key; base64url. */
    String seal(TenantId scope, KeyOwner owner, String field, String value) {
        byte[] sealed = outside(() -> identities.seal(scope, owner, "trail." + field, value));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Opens a field; empty once its owner was erased. */
    Optional<String> open(TenantId scope, KeyOwner owner, String field, String sealed) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sealed);
            return Optional.of(outside(() -> identities.open(scope, owner, "trail." + field, bytes)));
        } catch (KeyDestroyedException e) {
            return Optional.empty();
        }
    }

    private Hash pseudonym(TenantId scope, String field, KeyOwner owner) {
        return Hash.of(outside(() -> identities.index(scope, field, owner.toString())));
    }

    @SuppressWarnings("NullAway") // execute() is declared nullable; it returns what the work returned
    private <T> T outside(Supplier<T> work) {
        return outside.execute(status -> work.get());
    }
}
