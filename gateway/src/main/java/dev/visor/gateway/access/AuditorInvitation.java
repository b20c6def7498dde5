package dev.visor.gateway.access;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.Invitation;
import dev.visor.policies.Resource;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An external auditor's invitation, as a row.
 *
 * @param name the sign-in name, sealed under whoever invited
 * @param to what may be read, and from when until when
 * @param agreedAt when a second person agreed; null while it waits
 * @param endedAt when somebody ended it before its time; null if nobody did
 */
@SuppressWarnings("ArrayRecordComponent") // read, opened, never compared
record AuditorInvitation(
        UUID id,
        TenantId tenant,
        byte[] name,
        Invitation to,
        KeyOwner askedBy,
        Instant askedAt,
        @Nullable Instant agreedAt,
        @Nullable Instant endedAt) {

    Resource.Invitation resource() {
        return new Resource.Invitation(id, askedBy.value(), tenant.value());
    }

    /** How it stands. */
    State state(Instant now) {
        if (endedAt != null) {
            return State.ENDED;
        }
        if (!now.isBefore(to.until())) {
            return State.OVER;
        }
        return agreedAt == null ? State.WAITING : State.AGREED;
    }

    /**
     * Says that it cannot be answered any more.
     *
     * @throws Refused 409 {@code invitation-over} if it was ended or its time is over
     */
    void requireOpen(Instant now) {
        State state = state(now);
        if (state == State.ENDED || state == State.OVER) {
            throw Refused.conflict("invitation-over", "This invitation is over; invite again.");
        }
    }

    /** As it is told; waiting ones let nobody in. */
    enum State {
        WAITING,
        AGREED,
        ENDED,
        OVER
    }
}
