package dev.visor.gateway.trail;

import dev.visor.gateway.keys.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A published log did not stand when it was verified.
 *
 * @param tenant whose log; null for the operator's
 * @param size leaves of the head that was verified
 * @param faults how many faults there are
 */
public record VerificationAlarm(@Nullable TenantId tenant, long size, int faults) {

    /** What happened, for people. */
    public String sentence() {
        return "The published trail of " + size + " records did not pass its daily verification: " + faults
                + (faults == 1 ? " fault was" : " faults were") + " found.";
    }
}
