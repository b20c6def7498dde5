package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one annotator has used of one budget in one window.
 *
 * @param person the owner of the annotator's key
 * @param begins when the window began
 * @param stopped when more was asked for than there was; null if never
 * @param release the record by which an officer gave the same again; null if none did
 */
record BudgetUse(
        UUID id,
        UUID project,
        KeyOwner person,
        BudgetKind kind,
        Instant begins,
        long used,
        @Nullable Instant stopped,
        @Nullable UUID release) {

    /** How much there is, with what was released. */
    long most(BudgetLimits limits) {
        return limits.of(kind) * (release == null ? 1 : 2);
    }

    Instant ends() {
        return kind.ends(begins);
    }
}
