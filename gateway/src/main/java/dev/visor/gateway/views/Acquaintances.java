package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.util.Set;
import java.util.UUID;

/**
 * Which annotators said that they know a data subject; whoever keeps that provides this. Where nobody provides it, it is not
 * known, and nothing is shown.
 */
@FunctionalInterface
public interface Acquaintances {

    /** The annotators who are not to be shown this person. */
    Set<UUID> of(TenantId tenant, KeyOwner subject);
}
