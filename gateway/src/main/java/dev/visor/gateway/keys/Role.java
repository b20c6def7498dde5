package dev.visor.gateway.keys;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a process does, hence which domains it may unwrap (G7).
 *
 * <p>{@code export} has no originals: a file of landmarks needs points, frames and the client's references, never a pixel.
 * A client who looks at its own original is served by {@code intake}.
 */
public enum Role {
    /** Takes uploads, has them redacted, shows a client its own pictures. */
    INTAKE,
    /** Serves restricted views and takes landmarks. */
    VIEWS,
    /** Makes and delivers exports. */
    EXPORT,
    /** Erases, re-seals, opens in an emergency. */
    CUSTODY,
    /** Numbers records and signs checkpoints: a hash needs no key. */
    SEQUENCER,
    /** Everything in one process: the second half of G7 only, and health says so. */
    ALL;

    /** The domains that this role may unwrap. */
    public Set<Domain> domains() {
        return switch (this) {
            case INTAKE -> EnumSet.of(Domain.ORIGINALS, Domain.VIEWS, Domain.LANDMARKS, Domain.IDENTITIES);
            case VIEWS -> EnumSet.of(Domain.VIEWS, Domain.LANDMARKS, Domain.IDENTITIES);
            case EXPORT -> EnumSet.of(Domain.LANDMARKS, Domain.EXPORTS, Domain.IDENTITIES);
            case SEQUENCER -> EnumSet.noneOf(Domain.class);
            case CUSTODY, ALL -> EnumSet.allOf(Domain.class);
        };
    }

    /** All that these roles may unwrap. */
    static Set<Domain> domains(Set<Role> roles) {
        Set<Domain> domains = EnumSet.noneOf(Domain.class);
        roles.forEach(role -> domains.addAll(role.domains()));
        return domains;
    }

    /** Reads {@code visor.roles}: names apart by commas. */
    static Set<Role> parse(String names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names.split(",", -1)) {
            try {
                roles.add(valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "visor.roles knows intake, views, export, custody, sequencer and all, not '" + name + "'", e);
            }
        }
        return roles;
    }
}
