package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for a second person has waited for half of its time.
 *
 * @param tenant whose thing it is about; null for the operator's own
 */
public record ApprovalWaiting(@Nullable TenantId tenant, UUID approval) {

    /** The request, as findings and records name it. */
    public ObjectLabel label() {
        return ObjectLabel.of("approval", approval);
    }

    /** What it is, for people. */
    public String sentence() {
        return "A request for a second person has waited for half of its time.";
    }
}
