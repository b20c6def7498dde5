package dev.visor.gateway.access;

import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.Invitation;
import dev.visor.policies.Role;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an external auditor who asks for something is invited to. */
@Component
class Invitations {

    static final String NAME = "auditor.name";

    private final AuditorTable table;
    private final Identities identities;

    Invitations(AuditorTable table, Identities identities) {
        this.table = table;
        this.identities = identities;
    }

    /**
     * Everything that somebody is invited to now, for as long as all of it lasts: a longer invitation takes nothing away from a
     * shorter one.
     *
     * @return null for anybody who is no auditor of a client, and for one who is not invited
     */
    @Nullable
    Invitation of(Caller caller, Instant now) {
        TenantId tenant = caller.tenant();
        if (tenant == null || !caller.is(Role.EXTERNAL_AUDITOR)) {
            return null;
        }
        return table.agreed(tenant, index(tenant, caller.signInName())).stream()
                .map(AuditorInvitation::to)
                .filter(to -> !now.isBefore(to.from()) && now.isBefore(to.until()))
                .reduce(Invitations::both)
                .orElse(null);
    }

    private static Invitation both(Invitation one, Invitation other) {
        Set<Invitation.Scope> scope = EnumSet.copyOf(one.scope());
        scope.addAll(other.scope());
        return new Invitation(
                scope,
                one.from().isAfter(other.from()) ? one.from() : other.from(),
                one.until().isBefore(other.until()) ? one.until() : other.until());
    }

    /** Keycloak knows sign-in names in lower case. */
    byte[] index(TenantId tenant, String signInName) {
        return identities.index(tenant, NAME, signInName.toLowerCase(Locale.ROOT));
    }
}
