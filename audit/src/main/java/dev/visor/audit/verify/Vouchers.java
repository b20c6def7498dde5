package dev.visor.audit.verify;

import dev.visor.audit.note.VerifierKey;
import dev.visor.audit.timestamp.TimeAuthorities;
import dev.visor.audit.witness.WitnessPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who must vouch for a log, as whoever verifies demands it. What is demanded and missing is a fault.
 *
 * @param witnesses each must have cosigned
 * @param policy its quorum must be reached; null if there is none
 * @param authorities a time token must lead to one of them; null if none is demanded
 */
public record Vouchers(
        List<VerifierKey> witnesses,
        @Nullable WitnessPolicy policy,
        @Nullable TimeAuthorities authorities) {

    /** Nobody. */
    public static final Vouchers NOBODY = new Vouchers(List.of(), null, null);

    public Vouchers {
        witnesses = List.copyOf(witnesses);
    }
}
