package dev.visor.audit.retention;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold: while it is in force nothing of its log is removed. It is placed and lifted by records of that log.
 *
 * @param matter the court's or the client's reference; no name
 * @param record with which it was placed
 * @param liftedAt null while it is in force
 */
public record Hold(
        UUID id,
        String matter,
        Instant placedAt,
        UUID record,
        @Nullable Instant liftedAt) {

    /** The action that places one. */
    public static final String PLACE = "hold.place";

    /** The action that lifts one. */
    public static final String LIFT = "hold.lift";

    /** The fact that names the hold. */
    public static final String ID = "hold";

    /** The fact that names the matter. */
    public static final String MATTER = "matter";

    /** What a matter may look like. */
    public static final String MATTERS = "[A-Za-z0-9][A-Za-z0-9 ._/:-]{0,63}";

    /** Whether it is in force. */
    public boolean inForce() {
        return liftedAt == null;
    }
}
