package dev.visor.gateway.trail;

import dev.visor.gateway.keys.KeyOwner;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What a tenant's erasure ledger holds: what has to be done again, in this order, in a database from before it. */
public sealed interface LedgerEntry {

    /** Counted from 1 within the tenant. */
    long number();

    /** The identifier of the act. */
    UUID id();

    /** When it was asked for, to the microsecond. */
    Instant at();

    /**
     * A person was to be erased.
     *
     * @param reason why, as a code
     * @param blanking whether pictures that show others, too, were to be blanked and not destroyed
     */
    record Erased(long number, UUID id, KeyOwner subject, String reason, boolean blanking, Instant at)
            implements LedgerEntry {
        public Erased {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /**
     * A face was given to another person. Without this, a database from before it would take the face for the wrong
     * person's: the right person's erasure would not reach it, and the wrong person's would.
     *
     * @param asset the picture
     * @param line the manifest's line that claims the face
     */
    record Reassigned(long number, UUID id, UUID asset, int line, KeyOwner from, KeyOwner to, Instant at)
            implements LedgerEntry {
        public Reassigned {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** The tenant was to be ended. */
    record Ended(long number, UUID id, Instant at) implements LedgerEntry {
        public Ended {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }
}
