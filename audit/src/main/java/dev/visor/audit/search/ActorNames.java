package dev.visor.audit.search;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Leaf;
import java.util.Optional;

/** Knows under which name an actor acted. Only whoever has the keys can: a leaf holds the name sealed. */
@FunctionalInterface
public interface ActorNames {

    /** For a trail without keys: nobody has a name. */
    ActorNames NONE = leaf -> Optional.empty();

    /** The keyed index of the name in a leaf; empty if there is none, or the actor was erased. */
    Optional<Hash> index(Leaf leaf);
}
