package dev.visor.gateway.trail;

import dev.visor.gateway.keys.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Under whose keys the personal fields of a log are sealed. */
final class Scope {

    /** The operator seals under a tenant identifier that no client has. */
    static final TenantId OPERATOR = new TenantId(new UUID(0, 0));

    private Scope() {}

    static TenantId keys(@Nullable TenantId tenant) {
        return tenant == null ? OPERATOR : tenant;
    }

    static @Nullable UUID log(@Nullable TenantId tenant) {
        return tenant == null ? null : tenant.value();
    }
}
