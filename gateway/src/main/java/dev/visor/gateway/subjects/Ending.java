package dev.visor.gateway.subjects;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The end of a tenant.
 *
 * @param number in the tenant's erasure ledger
 * @param objects how many sealed objects lost their keys so far
 * @param persons how many people, in pictures or at work, had a key for what names them; null while it is under way
 * @param unreadable since when nothing of the tenant can be read here; null while it is under way
 * @param record that says so; null while it is under way
 */
record Ending(
        UUID id,
        TenantId tenant,
        long number,
        Instant asked,
        long objects,
        @Nullable Long persons,
        @Nullable Instant unreadable,
        @Nullable UUID record) {

    /** What stands for it in the trail. */
    ObjectLabel label() {
        return ObjectLabel.of("ending", id);
    }

    /** What stands for a tenant in an approval and in the trail. */
    static ObjectLabel label(UUID tenant) {
        return ObjectLabel.of("tenant", tenant);
    }
}
