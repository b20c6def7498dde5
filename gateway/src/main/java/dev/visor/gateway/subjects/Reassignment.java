package dev.visor.gateway.subjects;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.views.FaceMove;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A face that an officer gave to another person.
 *
 * @param number in the tenant's erasure ledger
 * @param asset the picture
 * @param line the manifest's line that claims the face
 * @param objects how many sealed objects were wrapped anew; null while it is under way
 * @param moved since when all is the right person's; null while it is under way
 * @param record that says so; null while it is under way
 */
record Reassignment(
        UUID id,
        TenantId tenant,
        long number,
        UUID asset,
        int line,
        KeyOwner from,
        KeyOwner to,
        Instant asked,
        @Nullable Integer objects,
        @Nullable Instant moved,
        @Nullable UUID record) {

    /** What stands for it in the trail. */
    ObjectLabel label() {
        return ObjectLabel.of("reassignment", id);
    }

    FaceMove move() {
        return new FaceMove(tenant, asset, line, from, to);
    }

    boolean concerns(KeyOwner person) {
        return from.equals(person) || to.equals(person);
    }
}
