package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The reason of a two-person request does not open: somebody wrote into the database past Visor, or it was restored in part.
 *
 * @param tenant on whose side it was asked; null for the operator's own
 * @param approval the request
 */
public record ApprovalAltered(@Nullable TenantId tenant, ObjectLabel approval) {

    /** What happened, for people. */
    public String sentence() {
        return "The reason of a request that needs a second person is not what was sealed, so nobody can grant it.";
    }
}
