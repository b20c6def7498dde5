package dev.visor.audit.pack;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.record.Leaf;
import java.io.IOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A question against the records that it names: those are looked for first, since an incident is known by its objects. */
final class Selection {

    private final PackFilter filter;
    private final Set<UUID> acts;
    private final Set<ObjectLabel> objects;

    private Selection(PackFilter filter, Set<UUID> acts, Set<ObjectLabel> objects) {
        this.filter = filter;
        this.acts = acts;
        this.objects = objects;
    }

    /** Records that can be gone through more than once. */
    @FunctionalInterface
    interface Leaves {
        void each(Consumer<Leaf> visitor) throws IOException;
    }

    /**
     * Finds the incident.
     *
     * @throws IllegalArgumentException if a named record is not among the records
     */
    static Selection of(PackFilter filter, Leaves leaves) throws IOException {
        if (filter.records().isEmpty()) {
            return new Selection(filter, Set.of(), Set.of());
        }
        Set<UUID> missing = new HashSet<>(filter.records());
        Set<UUID> acts = new HashSet<>();
        leaves.each(leaf -> {
            if (missing.remove(leaf.id())) {
                acts.add(act(leaf));
            }
        });
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no record " + missing.stream().sorted().toList().getFirst());
        }
        Set<ObjectLabel> objects = new HashSet<>();
        leaves.each(leaf -> {
            if (acts.contains(act(leaf))) {
                objects.addAll(leaf.objects());
            }
        });
        return new Selection(filter, acts, objects);
    }

    /** The record that began what this one is about. */
    private static UUID act(Leaf leaf) {
        return Objects.requireNonNullElse(leaf.intent(), leaf.id());
    }

    /** Whether a record belongs to the answer. */
    boolean takes(Leaf leaf) {
        if (filter.records().isEmpty()) {
            return filter.fits(leaf);
        }
        return acts.contains(act(leaf)) || (leaf.objects().stream().anyMatch(objects::contains) && filter.fits(leaf));
    }
}
