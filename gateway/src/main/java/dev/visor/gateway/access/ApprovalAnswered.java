package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for a second person waits no longer: it was granted, ended, or its time is over.
 *
 * @param tenant whose thing it is about; null for the operator's own
 */
public record ApprovalAnswered(@Nullable TenantId tenant, UUID approval) {

    /** The request, as findings and records name it. */
    public ObjectLabel label() {
        return ObjectLabel.of("approval", approval);
    }
}
