package dev.visor.policies;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an external auditor was invited to by two people of a client.
 *
 * @param scope what may be read
 * @param from the first instant that counts
 * @param until the first instant that does not count any more
 */
public record Invitation(Set<Scope> scope, Instant from, Instant until) {

    public Invitation {
        scope = Set.copyOf(scope);
        if (scope.isEmpty()) {
            throw new IllegalArgumentException("An invitation is for something: trail or rules");
        }
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("An invitation ends after it begins");
        }
    }

    Set<String> names() {
        return scope.stream().map(Scope::id).collect(Collectors.toSet());
    }

    /** What can be read by invitation. */
    public enum Scope {
        /** The client's log: its entries, and their proofs. */
        TRAIL("trail"),
        /** The rules by which everything is decided. */
        RULES("rules");

        private final String id;

        Scope(String id) {
            this.id = id;
        }

        /** The stable name. */
        public String id() {
            return id;
        }

        /** The one of that name. */
        public static Optional<Scope> named(String id) {
            return Stream.of(values()).filter(scope -> scope.id.equals(id)).findFirst();
        }
    }
}
