package dev.visor.gateway.views;

import dev.visor.gateway.keys.TenantId;
import java.util.Set;
import java.util.UUID;

/** Views that nobody may see any more. Published inside the transaction that ends them. */
public record ViewsDied(TenantId tenant, Set<UUID> views) {

    public ViewsDied {
        views = Set.copyOf(views);
    }
}
