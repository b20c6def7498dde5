package dev.visor.policies;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The person who asks.
 *
 * @param id the person's identifier in Visor
 * @param roles all roles that the verified token grants; empty gives no right
 * @param affiliation whose person it is; null when unknown, which denies whatever depends on it
 */
public record Principal(UUID id, Set<Role> roles, @Nullable Affiliation affiliation) {

    public Principal {
        roles = Set.copyOf(roles);
    }

    /** A person of one client organisation. */
    public static Principal ofTenant(UUID id, Set<Role> roles, UUID tenant) {
        return new Principal(id, roles, new Affiliation.OfTenant(tenant));
    }

    /** A person of the workforce. */
    public static Principal ofWorkforce(UUID id, Set<Role> roles, Set<UUID> teams) {
        return new Principal(id, roles, new Affiliation.OfWorkforce(teams));
    }

    /** A person of whoever runs the installation. */
    public static Principal ofOperator(UUID id, Set<Role> roles) {
        return new Principal(id, roles, new Affiliation.OfOperator());
    }
}
