package dev.visor.gateway.keys;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The turn of one tenant's epoch in one domain, as far as it has come.
 *
 * @param reason why, a short code such as {@code erasure}, {@code age} or {@code compromise}
 * @param to the epoch that the living keys go to; every older one is destroyed. 0 until the turn has begun
 * @param moved subject keys wrapped anew so far
 * @param stuck subject keys that did not unwrap at the last pass: they keep their epoch, and it cannot be destroyed
 * @param destroyBy when the old epoch keys are destroyed at the latest
 * @param turnedAt when no living key was left under an older epoch
 * @param destroyedAt since when the custodian has none of the old epoch keys: what only they wrapped is unreadable in
 *     every backup of the database and of the objects
 */
public record Turn(
        UUID id,
        TenantId tenant,
        Domain domain,
        String reason,
        int to,
        long moved,
        long stuck,
        Instant askedAt,
        Instant destroyBy,
        @Nullable Instant turnedAt,
        @Nullable Instant destroyedAt) {

    /** How far a turn has come. */
    public enum State {
        /** Asked for: others may join. */
        ASKED,
        /** The next epoch has begun, and keys are wrapped anew. */
        MOVING,
        /** No living key is left under an older epoch, whose keys are not destroyed yet. */
        TURNED,
        /** The old epoch keys are gone. */
        DESTROYED
    }

    /** How far it has come. */
    public State state() {
        if (destroyedAt != null) {
            return State.DESTROYED;
        }
        if (turnedAt != null) {
            return State.TURNED;
        }
        return to == 0 ? State.ASKED : State.MOVING;
    }
}
