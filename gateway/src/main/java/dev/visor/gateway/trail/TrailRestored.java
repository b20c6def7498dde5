package dev.visor.gateway.trail;

import dev.visor.gateway.keys.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The database was restored from a backup, and a log's records since then were taken back from what was published.
 *
 * @param tenant whose log; null for the operator's
 * @param before records that the backup had
 * @param size records afterwards
 */
public record TrailRestored(@Nullable TenantId tenant, long before, long size) {

    /** What happened, for people. */
    public String sentence() {
        return "The database was restored from a backup that had " + before + " of the " + size
                + " published records of this trail. The trail was made whole again from what was published; whatever else"
                + " was done since the backup, uploads and landmarks included, has to be looked for.";
    }
}
