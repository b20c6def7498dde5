package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.search.ActorNames;
import dev.visor.gateway.keys.KeyAlteredException;
import dev.visor.gateway.keys.KeyMissingException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Opens the name in a leaf to make its keyed index; the name itself goes nowhere. */
final class SealedNames implements ActorNames {

    private final Logs logs;
    private final TrailRecords records;
    private final PersonalFields fields;
    private final Map<String, TenantId> scopes = new ConcurrentHashMap<>();

    /** Whose keys they are, so that it is asked once for each actor. Of an erased one the keys are gone: nothing opens. */
    private final Map<String, KeyOwner> owners = new ConcurrentHashMap<>();

    SealedNames(Logs logs, TrailRecords records, PersonalFields fields) {
        this.logs = logs;
        this.records = records;
        this.fields = fields;
    }

    @Override
    public Optional<Hash> index(Leaf leaf) {
        String sealed = leaf.sealed().get(DurableTrails.ACTOR_NAME);
        if (sealed == null) {
            return Optional.empty();
        }
        KeyOwner owner = owner(leaf.log(), leaf.actor().label());
        if (owner == null) {
            return Optional.empty();
        }
        TenantId scope = scopes.computeIfAbsent(leaf.log(), this::scope);
        try {
            return fields.open(scope, owner, DurableTrails.ACTOR_NAME, sealed)
                    .map(name -> fields.nameIndex(scope, name));
        } catch (KeyAlteredException | KeyMissingException | IllegalArgumentException e) {
            // A name that cannot be opened finds nothing; its record is found by everything else.
            return Optional.empty();
        }
    }

    private @Nullable KeyOwner owner(String log, String label) {
        KeyOwner known = owners.get(log + label);
        if (known == null) {
            Optional<KeyOwner> found = records.actor(log, label).map(KeyOwner::new);
            found.ifPresent(owner -> owners.put(log + label, owner));
            return found.orElse(null);
        }
        return known;
    }

    private TenantId scope(String log) {
        return Scope.keys(logs.tenant(log).map(TenantId::new).orElse(null));
    }
}
