package dev.visor.gateway.subjects;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person's erasure.
 *
 * @param number in the tenant's erasure ledger
 * @param blanking whether pictures that show others, too, are blanked where that is possible, and not destroyed
 * @param blanked how many such pictures were
 * @param destroyed how many such pictures were destroyed as a whole
 * @param objects how many sealed objects lost their keys
 * @param unreadable since when nothing of the person can be read here; null while it is under way
 * @param record that says so; null while it is under way
 */
record Erasure(
        UUID id,
        TenantId tenant,
        long number,
        KeyOwner subject,
        ErasureReason reason,
        boolean blanking,
        Instant asked,
        int blanked,
        int destroyed,
        int objects,
        @Nullable Instant unreadable,
        @Nullable UUID record) {

    /** What stands for it in the trail. */
    ObjectLabel label() {
        return ObjectLabel.of("erasure", id);
    }
}
