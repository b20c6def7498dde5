package dev.visor.gateway.vault;

import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.SubjectKeys;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Portions;
import dev.visor.gateway.trail.Trails;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Destroys the keys of any number of objects, each portion under records of its own that name the objects and everybody
 * whose they were. Doing it again destroys and records what is left, which may be nothing.
 */
public final class Shredder {

    private final Vault vault;
    private final SubjectKeys keys;
    private final Trails trails;

    Shredder(Vault vault, SubjectKeys keys, Trails trails) {
        this.vault = vault;
        this.keys = keys;
        this.trails = trails;
    }

    /**
     * Destroys the keys of these objects of one tenant.
     *
     * @param record begins each record: {@code object.destroy-keys}, the actor, the tenant, the purpose, and what else the
     *     objects belong to
     * @return how many objects still had a key
     */
    public int shred(TenantId tenant, Collection<ObjectRef> objects, Supplier<Entry> record) {
        return shred(tenant, objects, record, (receipt, named) -> {});
    }

    /**
     * Destroys the keys of these objects of one tenant.
     *
     * @param recorded learns of each record that names some of the objects, before their keys go
     */
    public int shred(
            TenantId tenant,
            Collection<ObjectRef> objects,
            Supplier<Entry> record,
            BiConsumer<Receipt, List<ObjectRef>> recorded) {
        Map<ObjectRef, Set<KeyOwner>> standing = vault.standing(objects);
        if (standing.isEmpty()) {
            return 0;
        }
        int most = Portions.MOST - record.get().objects().size();
        for (List<ObjectRef> some : Portions.of(standing.keySet(), most)) {
            vault.shred(some, recorded(some, persons(tenant, some, standing), record, recorded));
        }
        return standing.size();
    }

    private Receipt recorded(
            List<ObjectRef> objects,
            Set<KeyOwner> persons,
            Supplier<Entry> record,
            BiConsumer<Receipt, List<ObjectRef>> recorded) {
        @Nullable Receipt receipt = null;
        for (List<KeyOwner> some : Portions.of(persons, Portions.MOST)) {
            receipt = trails.append(record.get()
                    .on(objects.stream().map(ObjectRef::label).toList())
                    .about(some)
                    .with("objects", Integer.toString(objects.size())));
            recorded.accept(receipt, objects);
        }
        if (receipt == null) {
            throw new IllegalStateException("There is one portion at least");
        }
        return receipt;
    }

    /** Whoever has no key for names is nobody's name: a provisional owner. */
    private Set<KeyOwner> persons(TenantId tenant, List<ObjectRef> objects, Map<ObjectRef, Set<KeyOwner>> standing) {
        Set<KeyOwner> owners = new TreeSet<>(java.util.Comparator.comparing(KeyOwner::value));
        objects.forEach(object -> owners.addAll(standing.getOrDefault(object, Set.of())));
        owners.retainAll(keys.known(tenant, Domain.IDENTITIES, owners));
        return owners;
    }
}
