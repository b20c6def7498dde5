package dev.visor.gateway.vault;

import dev.visor.gateway.keys.TenantId;

/**
 * The store holds objects that were announced once and that no row knows any more: the database is older than the store.
 *
 * @param tenant whose objects
 * @param objects how many
 */
public record StoreAhead(TenantId tenant, int objects) {

    /** What happened, for people. */
    public String sentence() {
        return objects + (objects == 1 ? " stored object was" : " stored objects were")
                + " announced once and no row knows of it any more: the database is older than the store, as after a"
                + " restore. Nothing of it is removed.";
    }
}
