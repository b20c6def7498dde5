package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.Receipt;
import dev.visor.audit.Trail;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Person;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@link Trails} on the audit library. */
final class DurableTrails implements Trails {

    static final String ACTOR_NAME = "actor.name";

    private final Trail trail;
    private final Logs logs;
    private final TrailRecords records;
    private final Catalogue catalogue;
    private final PersonalFields fields;
    private final TrailKeeper keeper;
    private final PolicyShelf policies;

    /** Actors whose keys' owner is known to the database already. */
    private final Set<String> remembered = ConcurrentHashMap.newKeySet();

    DurableTrails(
            Trail trail,
            Logs logs,
            TrailRecords records,
            Catalogue catalogue,
            PersonalFields fields,
            TrailKeeper keeper,
            PolicyShelf policies) {
        this.trail = trail;
        this.logs = logs;
        this.records = records;
        this.catalogue = catalogue;
        this.fields = fields;
        this.keeper = keeper;
        this.policies = policies;
    }

    @Override
    public Receipt append(Entry entry) {
        requireWritable();
        String log = logs.origin(Scope.log(entry.tenant()));
        return trail.append(log, catalogue.event(details(entry, log)));
    }

    @Override
    public Receipt outcome(Receipt intent, Entry outcome) {
        requireWritable();
        String log = logs.origin(Scope.log(outcome.tenant()));
        if (!log.equals(intent.log())) {
            throw new IllegalArgumentException("An outcome goes to the log of its intent: name the same tenant");
        }
        Details told = details(outcome, log);
        if (!told.actor().equals(new Actor(intent.actor(), intent.role()))) {
            throw new IllegalArgumentException("An outcome is told by whoever acted, in the role acted under");
        }
        return trail.append(log, catalogue.outcome(told, intent.record()));
    }

    /** Before keys and tables are asked: they would wait for the same database. */
    private void requireWritable() {
        keeper.refusal().ifPresent(reason -> {
            throw new TrailUnavailableException(reason, null);
        });
    }

    private Details details(Entry entry, String log) {
        TenantId scope = Scope.keys(entry.tenant());
        if (entry.tenant() == null && !entry.persons().isEmpty()) {
            throw new IllegalArgumentException("Only a tenant's log is about data subjects: name the tenant");
        }
        requireKnown(entry);
        Actor actor = fields.actor(scope, entry.actor());
        List<Person> persons = entry.persons().stream()
                .map(person -> fields.person(scope, person))
                .flatMap(Optional::stream)
                .toList();
        return new Details(
                entry.action(),
                actor,
                entry.purpose(),
                entry.basis(),
                entry.objects(),
                persons,
                policies.named(facts(entry, persons), log),
                sealed(entry, scope, log, actor));
    }

    private static Map<String, String> facts(Entry entry, List<Person> persons) {
        byte[] content = entry.content();
        // Under whose key, where there are several? A commitment under each would tell that they were shown together.
        if (content == null || persons.size() != 1) {
            return entry.facts();
        }
        Map<String, String> facts = new LinkedHashMap<>(entry.facts());
        facts.put("hash", persons.getFirst().key().content(content).toUrl());
        return facts;
    }

    private void requireKnown(Entry entry) {
        if (catalogue.find(entry.action()).isEmpty()) {
            throw new IllegalArgumentException("The catalogue has no action '" + entry.action() + "'");
        }
    }

    private Map<String, String> sealed(Entry entry, TenantId scope, String log, Actor actor) {
        KeyOwner owner = entry.actor().id();
        if (owner == null) {
            if (!entry.personal().isEmpty()) {
                throw new IllegalArgumentException("Nobody's key seals the personal fields of " + actor.label());
            }
            return Map.of();
        }
        if (!remembered.contains(log + actor.label())) {
            records.rememberActor(log, actor.label(), owner.value());
            remembered.add(log + actor.label());
        }
        Map<String, String> sealed = new LinkedHashMap<>();
        sealed.put(
                ACTOR_NAME, fields.seal(scope, owner, ACTOR_NAME, entry.actor().name()));
        entry.personal().forEach((fact, value) -> sealed.put(fact, fields.seal(scope, owner, fact, value)));
        return sealed;
    }
}
