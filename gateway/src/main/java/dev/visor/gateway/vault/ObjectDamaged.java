package dev.visor.gateway.vault;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;

/**
 * A stored object was found damaged, before anybody needed it. Published in the transaction that notes it.
 *
 * @param tenant whose object
 * @param object which
 * @param sentence what is wrong, for people
 */
public record ObjectDamaged(TenantId tenant, ObjectLabel object, String sentence) {}
