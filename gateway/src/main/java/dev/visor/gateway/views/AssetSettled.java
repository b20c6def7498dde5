package dev.visor.gateway.views;

import dev.visor.gateway.keys.TenantId;
import java.util.Map;
import java.util.UUID;

/**
 * A picture has been looked at: its views exist, or it waits, or it was refused.
 *
 * @param unmatched the claims that got no view, by line, with the reason
 */
public record AssetSettled(TenantId tenant, UUID batch, UUID asset, Map<Integer, String> unmatched) {

    public AssetSettled {
        unmatched = Map.copyOf(unmatched);
    }
}
