package dev.visor.gateway.access;

import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.policies.Affiliation;
import dev.visor.policies.Principal;
import dev.visor.policies.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in person behind a request, as the identity provider vouches for it.
 *
 * @param id the person's identifier at the identity provider, which is also whose key seals the name in the trail
 * @param name what the person is called; only for the sealed part of a record and for the person's own page
 * @param signInName the name to sign in with, for what is given by it
 * @param tenant whose side the person is on; null for the workforce and for the operator's people
 * @param teams the workforce teams the person belongs to
 * @param operator whether the person is one of whoever runs the installation; nobody is on two sides
 * @param assurance the authentication level: 1 for a password, 2 with a second factor
 * @param authenticated when the person last proved who they are; null if the token does not say
 */
public record Caller(
        KeyOwner id,
        String name,
        String signInName,
        Set<Role> roles,
        @Nullable TenantId tenant,
        Set<UUID> teams,
        boolean operator,
        int assurance,
        @Nullable Instant authenticated) {

    public Caller {
        roles = Set.copyOf(roles);
        teams = Set.copyOf(teams);
    }

    /** Whether the person has the role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    /**
     * The tenant the person is on the side of.
     *
     * @throws Refused (404) for anybody else: whose tenant it is must not be learnt by asking
     */
    public TenantId requireTenant() {
        if (tenant == null) {
            throw Refused.notFound();
        }
        return tenant;
    }

    /** The same person, of whose teams only these count. */
    public Caller within(Set<UUID> some) {
        return new Caller(
                id,
                name,
                signInName,
                roles,
                tenant,
                teams.stream().filter(some::contains).collect(Collectors.toUnmodifiableSet()),
                operator,
                assurance,
                authenticated);
    }

    /** The actor for a record, acting under one role. */
    public ActorRef as(Role role) {
        return new ActorRef(id, name, role.id());
    }

    /** The actor for the record of how an act ended: under the role that it was done under. */
    public ActorRef as(Receipt receipt) {
        return new ActorRef(id, name, receipt.role());
    }

    /** The actor for a record of something that was not done under any role: under whichever comes first. */
    public ActorRef actor() {
        return new ActorRef(
                id, name, roles.stream().sorted().findFirst().map(Role::id).orElse("none"));
    }

    /** The person as the policies see it. */
    Principal principal() {
        return new Principal(id.value(), roles, affiliation());
    }

    /** When the person last proved a second factor; null if the token shows none. */
    @Nullable
    Instant steppedUpAt() {
        return assurance >= 2 ? authenticated : null;
    }

    private @Nullable Affiliation affiliation() {
        if (tenant != null) {
            return new Affiliation.OfTenant(tenant.value());
        }
        if (!teams.isEmpty()) {
            return new Affiliation.OfWorkforce(teams);
        }
        return operator ? new Affiliation.OfOperator() : null;
    }

    @Override
    public String toString() {
        return "Caller[" + id + ", " + roles + "]";
    }
}
