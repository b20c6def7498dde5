package dev.visor.gateway.trail;

import dev.visor.audit.Receipt;
import dev.visor.audit.retention.Hold;
import dev.visor.gateway.keys.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Legal holds of a log: while one is in force, nothing of the log is removed. Whoever calls this decides who may, and appends the
 * record within the call: so nothing is removed between the record and the hold.
 */
public interface Holds {

    /** All of a log, lifted ones too, the newest first. */
    List<Hold> of(@Nullable TenantId tenant);

    /** One of a log. */
    Optional<Hold> find(@Nullable TenantId tenant, UUID hold);

    /**
     * Places a hold.
     *
     * @param matter the court's or the client's reference, as {@link Hold#MATTERS} has it
     * @param record appends the record; what it throws ends the call, and there is no hold
     */
    Hold place(@Nullable TenantId tenant, UUID hold, String matter, Supplier<Receipt> record);

    /**
     * Lifts a hold that is in force.
     *
     * @param record appends the record
     * @return whether it was in force; where it was not, nothing is recorded
     */
    boolean lift(@Nullable TenantId tenant, UUID hold, Supplier<Receipt> record);
}
