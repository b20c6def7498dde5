package dev.visor.gateway.access;

import dev.visor.gateway.keys.KeyOwner;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for a second person, as programs and pages see it.
 *
 * @param state {@code waiting}, {@code granted}, {@code ended} or {@code expired}
 * @param reason null where it is not told, where whoever asked was erased, and where it was altered
 * @param altered whether the reason does not open: the request cannot be granted
 * @param askedBy the person's identifier; names stand in the trail
 * @param mine whether whoever reads this asked for it
 */
record ApprovalAnswer(
        UUID id,
        String act,
        String object,
        String state,
        @Nullable String reason,
        boolean altered,
        UUID askedBy,
        boolean mine,
        Instant askedAt,
        Instant expiresAt,
        @Nullable UUID grantedBy) {

    static ApprovalAnswer of(
            Caller caller, Approval approval, ApprovalState state, @Nullable String reason, boolean altered) {
        KeyOwner by = approval.grantedBy();
        return new ApprovalAnswer(
                approval.id(),
                approval.written().act(),
                approval.written().object(),
                state.label(),
                reason,
                altered,
                approval.askedBy().value(),
                approval.askedBy().equals(caller.id()),
                approval.askedAt(),
                approval.expiresAt(),
                by == null ? null : by.value());
    }

    @Override
    public String toString() {
        return "ApprovalAnswer[" + id + "]";
    }
}
