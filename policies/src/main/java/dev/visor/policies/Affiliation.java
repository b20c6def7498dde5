package dev.visor.policies;

import java.util.Set;
import java.util.UUID;

/** Whose person somebody is. Nobody belongs to two. */
public sealed interface Affiliation {

    /** A person of one client organisation; an external auditor counts to the tenant that he may read. */
    record OfTenant(UUID tenant) implements Affiliation {}

    /** A person of the workforce, in these teams. */
    record OfWorkforce(Set<UUID> teams) implements Affiliation {
        public OfWorkforce {
            teams = Set.copyOf(teams);
        }
    }

    /** A person of whoever runs the installation. */
    record OfOperator() implements Affiliation {}
}
