package dev.visor.audit.report;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Result;
import dev.visor.audit.record.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a person's records mean together: an outcome tells how the act of another record ended, and is no act itself; a picture
 * that was fetched ahead was shown if the same person went on with the same task, whether the program said so or not.
 */
public final class Accesses {

    private final List<Leaf> leaves;
    private final Map<UUID, Result> ends = new HashMap<>();
    private final Set<UUID> lookedAt = new HashSet<>();
    private final Map<UUID, Instant> withdrawn = new HashMap<>();

    /** Of a task, these do not need its picture on a screen. */
    private static final Set<String> BLIND = Set.of("task.lease", "task.release");

    /** Reads all records about one person, in the order of the log. */
    public Accesses(Collection<Leaf> leaves) {
        this.leaves = List.copyOf(leaves);
        for (Leaf leaf : leaves) {
            UUID intent = leaf.intent();
            Result result = leaf.result();
            if (intent != null && result != null) {
                ends.put(intent, result);
            }
        }
        look();
        withdraw();
    }

    /** Whoever saves landmarks on a picture has seen it, even if the program that fetched it never says that it was shown. */
    private void look() {
        Map<String, List<UUID>> ahead = new HashMap<>();
        for (Leaf leaf : leaves) {
            boolean fetched = leaf.facts().containsKey(AccessKind.AHEAD);
            boolean blind = fetched || BLIND.contains(leaf.action()) || leaf.intent() != null;
            for (ObjectLabel object : leaf.objects()) {
                String who = leaf.actor().label() + " " + object.value();
                if (!object.value().startsWith("task:")) {
                    continue;
                }
                if (fetched) {
                    ahead.computeIfAbsent(who, _ -> new ArrayList<>()).add(leaf.id());
                } else if (!blind && leaf.shape() != Shape.REFUSAL) {
                    lookedAt.addAll(ahead.getOrDefault(who, List.of()));
                }
            }
        }
    }

    private void withdraw() {
        Map<ObjectLabel, Instant> ended = new HashMap<>();
        for (int i = leaves.size() - 1; i >= 0; i--) {
            Leaf leaf = leaves.get(i);
            if (leaf.intent() == null && AccessKind.of(leaf, null) == AccessKind.WITHDRAWN) {
                leaf.objects().forEach(object -> ended.put(object, leaf.time()));
            } else {
                leaf.objects().stream()
                        .map(ended::get)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .ifPresent(time -> withdrawn.put(leaf.id(), time));
            }
        }
    }

    /** When something that a record is about was withdrawn after it; empty if it was not. */
    public Optional<Instant> withdrawn(Leaf leaf) {
        return Optional.ofNullable(withdrawn.get(leaf.id()));
    }

    /** How the act of a record ended; empty where no outcome tells. */
    public Optional<Result> ended(Leaf leaf) {
        return Optional.ofNullable(ends.get(leaf.id()));
    }

    /** What a record means; empty for an outcome. */
    public Optional<AccessKind> kind(Leaf leaf) {
        if (leaf.intent() != null) {
            return Optional.empty();
        }
        AccessKind kind = AccessKind.of(leaf, ends.get(leaf.id()));
        return Optional.of(kind == AccessKind.PREFETCHED && lookedAt.contains(leaf.id()) ? AccessKind.SHOWN : kind);
    }

    /** How many acts there are of each kind that occurs. */
    public Map<AccessKind, Integer> counts() {
        Map<AccessKind, Integer> counts = new EnumMap<>(AccessKind.class);
        leaves.forEach(leaf -> kind(leaf).ifPresent(kind -> counts.merge(kind, 1, Integer::sum)));
        return counts;
    }
}
