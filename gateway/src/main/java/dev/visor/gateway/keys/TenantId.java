package dev.visor.gateway.keys;

import java.util.UUID;

/**
 * A client organisation. It stands in this package because every key is some tenant's.
 *
 * @param value a random identifier, in no way derived from the tenant's name
 */
public record TenantId(UUID value) {

    /** A new, random identifier. */
    public static TenantId random() {
        return new TenantId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
