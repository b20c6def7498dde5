package dev.visor.gateway.access;

import dev.visor.gateway.keys.KeyOwner;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for a second person, as programs and pages see it.
 *
 * @param state {@code waiting}, {@code granted}, {@code ended} or {@code expired}
 * @param reason opened in the list only; null where it cannot be
 * @param askedBy the person's identifier; names stand in the trail
 * @param mine whether whoever reads this asked for it
 */
record ApprovalAnswer(
        UUID id,
        String act,
        String object,
        String state,
        @Nullable String reason,
        UUID askedBy,
        boolean mine,
        Instant askedAt,
        Instant expiresAt,
        @Nullable UUID grantedBy) {

    static ApprovalAnswer of(Caller caller, Approval approval, ApprovalState state, @Nullable String reason) {
        KeyOwner by = approval.grantedBy();
        return new ApprovalAnswer(
                approval.id(),
                approval.written().act(),
                approval.written().object(),
                state.label(),
                reason,
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
