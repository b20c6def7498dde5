package dev.visor.gateway.trail;

import dev.visor.gateway.keys.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A witness knows another history of a log than the one that is published: it was rolled back or forked.
 *
 * @param tenant whose log; null for the operator's
 * @param witness the policy's name of it
 * @param rolledBack true if it knows a larger tree, false if another one
 * @param known leaves of the tree that the witness knows
 * @param size leaves of the published one
 */
public record WitnessAlarm(@Nullable TenantId tenant, String witness, boolean rolledBack, long known, long size) {

    /** What happened, for people. */
    public String sentence() {
        return rolledBack
                ? "The witness " + witness + " has seen " + known + " records of the trail, but only " + size
                        + " are published: it was rolled back."
                : "The witness " + witness + " has seen other records among the first " + known
                        + " of the trail: it was forked.";
    }
}
