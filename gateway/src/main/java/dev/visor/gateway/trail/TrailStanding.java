package dev.visor.gateway.trail;

import dev.visor.gateway.keys.TenantId;
import org.jspecify.annotations.Nullable;

/** How the trail stands, for whoever answers for it. It holds states, counts and times only, so that asking is no record. */
public interface TrailStanding {

    /**
     * How a log stands now.
     *
     * @param tenant null for the operator's log, whose readers alone learn how much room all logs take: that tells how much
     *     others do
     */
    LogStanding of(@Nullable TenantId tenant);
}
