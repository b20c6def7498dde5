package dev.visor.gateway.views;

import dev.visor.gateway.keys.TenantId;
import java.util.UUID;

/** Where a settlement learns whether its picture is still wanted; whoever takes batches in provides it. */
public interface BatchHold {

    /**
     * Keeps the batch from changing until the running transaction ends. Taken before a lock on any of its pictures, so that
     * nobody waits for the other.
     *
     * @return false once the batch was withdrawn
     */
    boolean hold(TenantId tenant, UUID batch);

    /** Whether annotators may see the batch's released views. */
    boolean released(TenantId tenant, UUID batch);
}
