package dev.visor.gateway.vault;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;

/**
 * A stored object that had been found damaged is whole again, after its bytes were put back from a backup for example.
 * Published in the transaction that notes it.
 *
 * @param tenant whose object
 * @param object which
 */
public record ObjectMended(TenantId tenant, ObjectLabel object) {}
