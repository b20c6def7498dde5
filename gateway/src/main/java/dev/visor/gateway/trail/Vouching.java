package dev.visor.gateway.trail;

import dev.visor.gateway.keys.TenantId;
import org.jspecify.annotations.Nullable;

/** Whoever outside vouches for the trail, where the operator has named somebody. */
public interface Vouching {

    /**
     * Has a log stamped soon, because something was just handed out that it proves. Returns at once; without an authority
     * nothing happens.
     *
     * @param tenant null for the operator's log
     */
    void stampSoon(@Nullable TenantId tenant);
}
