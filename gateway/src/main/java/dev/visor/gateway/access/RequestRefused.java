package dev.visor.gateway.access;

import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.Resource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is signed in was refused. Told before the answer leaves.
 *
 * @param tenant whose thing it was about; null where that is not known
 * @param reason the stable code
 * @param route the route's pattern
 * @param project of the thing; null where the policies were not asked, or it belongs to none
 * @param policies the names of the rules that decided; none where they were not asked
 */
public record RequestRefused(
        Caller caller,
        @Nullable TenantId tenant,
        String reason,
        String route,
        Resource.@Nullable Project project,
        Set<String> policies) {

    public RequestRefused {
        policies = Set.copyOf(policies);
    }

    static RequestRefused of(Caller caller, Refused refused, String route) {
        Asked asked = refused.asked();
        return new RequestRefused(
                caller,
                refused.tenant(),
                refused.reason(),
                route,
                asked == null ? null : asked.project(),
                asked == null ? Set.of() : asked.decision().policies());
    }
}
