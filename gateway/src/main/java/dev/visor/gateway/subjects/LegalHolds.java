package dev.visor.gateway.subjects;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.retention.Hold;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.Holds;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Places and lifts legal holds on the trail of the officer's own side, each by a record of that trail. */
@Service
class LegalHolds {

    private final Holds holds;
    private final Gate gate;

    LegalHolds(Holds holds, Gate gate) {
        this.holds = holds;
        this.gate = gate;
    }

    /** All, lifted ones too: that is a record. */
    List<Hold> list(Caller caller) {
        gate.pass(caller, Act.HOLD_READ, log(caller), "hold.list", entry -> {});
        return holds.of(caller.tenant());
    }

    /**
     * Places a hold: from then on nothing of the trail is removed.
     *
     * @throws Refused if the caller may not, or the matter is not one
     */
    Hold place(Caller caller, String matter) {
        gate.check(caller, Act.HOLD_DECIDE, log(caller));
        if (!matter.matches(Hold.MATTERS)) {
            throw Refused.badRequest(
                    "bad-matter",
                    "A matter is a reference such as 12 O 345/26: 1 to 64 letters, digits, spaces and . _ / : -, no name.");
        }
        UUID hold = UUID.randomUUID();
        return holds.place(
                caller.tenant(),
                hold,
                matter,
                () -> gate.pass(
                        caller,
                        Act.HOLD_DECIDE,
                        log(caller),
                        "hold.place",
                        entry -> entry.on(label(hold))
                                .with(Hold.ID, hold.toString())
                                .with(Hold.MATTER, matter)));
    }

    /**
     * Lifts a hold.
     *
     * @throws Refused if the caller may not, there is no such hold, or it was lifted before
     */
    Hold lift(Caller caller, UUID hold) {
        gate.check(caller, Act.HOLD_DECIDE, log(caller));
        if (holds.find(caller.tenant(), hold).isEmpty()) {
            throw Refused.notFound();
        }
        boolean lifted = holds.lift(
                caller.tenant(),
                hold,
                () -> gate.pass(
                        caller,
                        Act.HOLD_DECIDE,
                        log(caller),
                        "hold.lift",
                        entry -> entry.on(label(hold)).with(Hold.ID, hold.toString())));
        if (!lifted) {
            throw Refused.conflict("already-lifted", "This hold was lifted before.");
        }
        return holds.find(caller.tenant(), hold).orElseThrow(Refused::notFound);
    }

    private static Resource.Trail log(Caller caller) {
        @Nullable TenantId tenant = caller.tenant();
        return tenant == null ? Resource.Trail.ofOperator() : Resource.Trail.ofTenant(tenant.value());
    }

    private static ObjectLabel label(UUID hold) {
        return ObjectLabel.of("hold", hold);
    }
}
