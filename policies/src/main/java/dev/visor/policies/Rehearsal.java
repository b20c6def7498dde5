package dev.visor.policies;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Requests that were once decided, decided again by two sets of rules.
 *
 * @param decisions how many
 * @param differences what the second set would decide otherwise: first those whose answer is another, the most frequent ones before
 *     the rare
 */
public record Rehearsal(int decisions, List<Difference> differences) {

    public Rehearsal {
        differences = List.copyOf(differences);
    }

    /**
     * Requests for one act that both sets answered alike, each in its own way.
     *
     * @param times how many of the requests
     */
    public record Difference(Act act, Verdict before, Verdict after, int times) {

        /** Whether something is allowed that was not, or the other way round; otherwise only the rules are others. */
        public boolean turned() {
            return before.allowed() != after.allowed();
        }
    }

    /**
     * An answer without anything of the request.
     *
     * @param role under which it is allowed; empty where it is not
     * @param rules that decided, in order; empty where none spoke
     */
    public record Verdict(boolean allowed, String role, Set<String> rules) {

        static Verdict of(Decision decision) {
            return switch (decision) {
                case Decision.Allowed allowed ->
                    new Verdict(true, allowed.role().id(), new TreeSet<>(allowed.policies()));
                case Decision.Denied denied -> new Verdict(false, "", new TreeSet<>(denied.policies()));
            };
        }
    }

    private record Kind(Act act, Verdict before, Verdict after) {}

    /** Decides all of it twice. */
    public static Rehearsal of(Policies before, Policies after, Iterable<AccessRequest> requests) {
        Map<Kind, Integer> kinds = new LinkedHashMap<>();
        int decisions = 0;
        for (AccessRequest request : requests) {
            decisions++;
            Verdict was = Verdict.of(before.decide(request));
            Verdict will = Verdict.of(after.decide(request));
            if (!was.equals(will)) {
                kinds.merge(new Kind(request.act(), was, will), 1, Integer::sum);
            }
        }
        List<Difference> differences = new ArrayList<>();
        kinds.forEach((kind, times) -> differences.add(new Difference(kind.act(), kind.before(), kind.after(), times)));
        differences.sort(Comparator.comparing((Difference one) -> !one.turned())
                .thenComparing(Comparator.comparingInt(Difference::times).reversed())
                .thenComparing(one -> one.act().id()));
        return new Rehearsal(decisions, differences);
    }

    /** How many requests would be answered otherwise. */
    public int turned() {
        return differences.stream()
                .filter(Difference::turned)
                .mapToInt(Difference::times)
                .sum();
    }
}
