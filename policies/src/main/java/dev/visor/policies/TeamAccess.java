package dev.visor.policies;

import java.time.Instant;
import java.util.UUID;

/**
 * A team's dated access to a project.
 *
 * @param from the first instant that counts
 * @param until the first instant that does not count any more
 */
public record TeamAccess(UUID team, UUID project, Instant from, Instant until) {

    public TeamAccess {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("Access ends after it begins, not from " + from + " until " + until);
        }
    }
}
