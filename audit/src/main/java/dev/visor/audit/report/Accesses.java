package dev.visor.audit.report;

import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Result;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a person's records mean together: an outcome tells how the act of another record ended, and is no act itself. */
public final class Accesses {

    private final List<Leaf> leaves;
    private final Map<UUID, Result> ends = new HashMap<>();

    /** Reads all records about one person. */
    public Accesses(Collection<Leaf> leaves) {
        this.leaves = List.copyOf(leaves);
        for (Leaf leaf : leaves) {
            UUID intent = leaf.intent();
            Result result = leaf.result();
            if (intent != null && result != null) {
                ends.put(intent, result);
            }
        }
    }

    /** How the act of a record ended; empty where no outcome tells. */
    public Optional<Result> ended(Leaf leaf) {
        return Optional.ofNullable(ends.get(leaf.id()));
    }

    /** What a record means; empty for an outcome. */
    public Optional<AccessKind> kind(Leaf leaf) {
        return leaf.intent() == null ? Optional.of(AccessKind.of(leaf, ends.get(leaf.id()))) : Optional.empty();
    }

    /** How many acts there are of each kind that occurs. */
    public Map<AccessKind, Integer> counts() {
        Map<AccessKind, Integer> counts = new EnumMap<>(AccessKind.class);
        leaves.forEach(leaf -> kind(leaf).ifPresent(kind -> counts.merge(kind, 1, Integer::sum)));
        return counts;
    }
}
