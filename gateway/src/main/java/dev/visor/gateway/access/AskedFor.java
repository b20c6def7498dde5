package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.TwoPersonAct;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a second person.
 *
 * @param tenant whose thing it is; null for the operator's own
 * @param object of the act's kind
 * @param box how long the request waits and the grant is good for, both together
 */
public record AskedFor(@Nullable TenantId tenant, TwoPersonAct act, ObjectLabel object, Duration box) {

    /** The shortest time in which a second person can be found. */
    static final Duration SHORTEST = Duration.ofMinutes(10);

    /**
     * Checks that act, side and object go together.
     *
     * @throws Refused (400) if they do not, or if the time is too short or too long
     */
    public AskedFor {
        if (!object.kind().equals(act.kind()) || !isUuid(object)) {
            throw Refused.badRequest("bad-object", "This act is done to one " + act.kind() + ":UUID.");
        }
        if (act.side() == TwoPersonAct.Side.CLIENT && tenant == null) {
            throw Refused.badRequest("tenant-missing", "This act is about one client: name the tenant.");
        }
        if (act.side() == TwoPersonAct.Side.OPERATOR && tenant != null) {
            throw Refused.badRequest("not-a-tenants", "This act is the operator's own: name no tenant.");
        }
        if (box.compareTo(SHORTEST) < 0 || box.compareTo(Approval.VALIDITY) > 0) {
            throw Refused.badRequest(
                    "bad-time-box",
                    "The time for it is from " + SHORTEST.toMinutes() + " to " + Approval.VALIDITY.toMinutes()
                            + " minutes.");
        }
    }

    /** For as long as may be. */
    public static AskedFor of(@Nullable TenantId tenant, TwoPersonAct act, ObjectLabel object) {
        return new AskedFor(tenant, act, object, Approval.VALIDITY);
    }

    private static boolean isUuid(ObjectLabel object) {
        try {
            return ObjectLabel.of(object.kind(), object.id()).equals(object);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
