package dev.visor.gateway.trail;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be recorded, before it happens. Built in one chain:
 *
 * <pre>{@code
 * Receipt receipt = trails.append(Entry.of("view.show", actor)
 *         .in(tenant)
 *         .because(purpose, basis)
 *         .on(view.label())
 *         .about(subject)
 *         .with("decision", "allowed"));
 * }</pre>
 *
 * <p>Values given to {@link #with} are stored in the clear: identifiers, counts, reason codes, policy names. Anything
 * about a person goes to {@link #sealed}.
 */
public final class Entry {

    private final String action;
    private final ActorRef actor;
    private @Nullable TenantId tenant;
    private String purpose;
    private String basis;
    private final Set<ObjectLabel> objects = new LinkedHashSet<>();
    private final Set<KeyOwner> persons = new LinkedHashSet<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<String, String> personal = new LinkedHashMap<>();
    private byte @Nullable [] content;

    private Entry(Draft draft, String purpose, String basis) {
        this.action = draft.action;
        this.actor = draft.actor;
        this.tenant = draft.tenant;
        this.purpose = purpose;
        this.basis = basis;
    }

    /** An entry that does not say yet why: nothing takes it until it does (G9). */
    public static final class Draft {

        private final String action;
        private final ActorRef actor;
        private @Nullable TenantId tenant;

        private Draft(String action, ActorRef actor) {
            this.action = action;
            this.actor = actor;
        }

        /** The tenant whose log takes the record; without one it goes to the operator's. */
        public Draft in(TenantId tenant) {
            this.tenant = tenant;
            return this;
        }

        /** The purpose and the legal basis, as the project states them. */
        public Entry because(String purpose, String basis) {
            return new Entry(this, purpose, basis);
        }

        /** The purpose and the legal basis of an act that belongs to no project. */
        public Entry because(Ground ground) {
            return because(ground.purpose(), ground.basis());
        }
    }

    /**
     * Begins an entry.
     *
     * @param action a name from the action catalogue; any other is refused when it is appended
     */
    public static Draft of(String action, ActorRef actor) {
        return new Draft(action, actor);
    }

    /** The tenant whose log takes the record; without one it goes to the operator's. */
    public Entry in(TenantId tenant) {
        this.tenant = tenant;
        return this;
    }

    /** Another purpose than that of the thing asked for: a project, which is not there yet, is made for its own. */
    public Entry because(String purpose, String basis) {
        this.purpose = purpose;
        this.basis = basis;
        return this;
    }

    /** The objects that the receipt will cover, at most 50. */
    public Entry on(ObjectLabel... objects) {
        this.objects.addAll(List.of(objects));
        return this;
    }

    /** The objects that the receipt will cover, at most 50. */
    public Entry on(Collection<ObjectLabel> objects) {
        this.objects.addAll(objects);
        return this;
    }

    /** The data subjects whom the record is about: each gets the next tag of its own chain. */
    public Entry about(KeyOwner... persons) {
        this.persons.addAll(List.of(persons));
        return this;
    }

    /** The data subjects whom the record is about: each gets the next tag of its own chain. */
    public Entry about(Collection<KeyOwner> persons) {
        this.persons.addAll(persons);
        return this;
    }

    /** A fact that names nobody. */
    public Entry with(String fact, String value) {
        facts.put(fact, value);
        return this;
    }

    /** A fact about the actor or about a person: sealed under the actor's key. */
    public Entry sealed(String fact, String value) {
        personal.put(fact, value);
        return this;
    }

    /**
     * The SHA-256 of what was shown of the one person whom the record is about. The record carries a commitment under the
     * person's own key, so that nothing of the picture is left where the person is erased.
     */
    public Entry content(byte[] sha256) {
        this.content = sha256.clone();
        return this;
    }

    /** The catalogue's name of the act. */
    public String action() {
        return action;
    }

    /** Who acts. */
    public ActorRef actor() {
        return actor;
    }

    /** Whose log; null for the operator's. */
    public @Nullable TenantId tenant() {
        return tenant;
    }

    /** Why. */
    public String purpose() {
        return purpose;
    }

    /** On which legal basis. */
    public String basis() {
        return basis;
    }

    /** On what. */
    public List<ObjectLabel> objects() {
        return new ArrayList<>(objects);
    }

    /** About whom. */
    public List<KeyOwner> persons() {
        return new ArrayList<>(persons);
    }

    /** What {@link #content} was given; null where nothing was. */
    byte @Nullable [] content() {
        byte[] sha256 = content;
        return sha256 == null ? null : sha256.clone();
    }

    /** Facts in the clear. */
    public Map<String, String> facts() {
        return facts;
    }

    /** Facts to be sealed. */
    public Map<String, String> personal() {
        return personal;
    }
}
