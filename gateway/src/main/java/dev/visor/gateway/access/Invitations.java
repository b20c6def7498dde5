package dev.visor.gateway.access;

import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.Invitation;
import dev.visor.policies.Role;
import java.time.Instant;
import java.util.Locale;
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

    /** Null for anybody who is no auditor of a client, and for one who is not invited. */
    @Nullable
    Invitation of(Caller caller, Instant now) {
        TenantId tenant = caller.tenant();
        if (tenant == null || !caller.is(Role.EXTERNAL_AUDITOR)) {
            return null;
        }
        return table.agreed(tenant, index(tenant, caller.signInName())).stream()
                .map(AuditorInvitation::to)
                .filter(to -> !now.isBefore(to.from()) && now.isBefore(to.until()))
                .findFirst()
                .orElse(null);
    }

    /** Keycloak knows sign-in names in lower case. */
    byte[] index(TenantId tenant, String signInName) {
        return identities.index(tenant, NAME, signInName.toLowerCase(Locale.ROOT));
    }
}
