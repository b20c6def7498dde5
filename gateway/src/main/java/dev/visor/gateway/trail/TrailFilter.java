package dev.visor.gateway.trail;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a log are wanted, without a name: what is null does not matter, everything else must hold.
 *
 * @param actors the labels of whoever may have acted; an empty list finds nothing
 * @param subject the data subject whom the records are about
 * @param object one of the objects
 * @param project of the record, or for an outcome of its intent
 * @param purpose the whole purpose
 * @param action the catalogue's name
 * @param outcome {@code done}, {@code sent}, {@code aborted}, {@code failed}, {@code waits} or {@code refused}
 * @param from the earliest time, inclusive
 * @param until the end of the time, exclusive
 */
public record TrailFilter(
        @Nullable List<String> actors,
        @Nullable KeyOwner subject,
        @Nullable ObjectLabel object,
        @Nullable UUID project,
        @Nullable String purpose,
        @Nullable String action,
        @Nullable String outcome,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Everything. */
    public static final TrailFilter ALL = new TrailFilter(null, null, null, null, null, null, null, null, null);

    public TrailFilter {
        actors = actors == null ? null : List.copyOf(actors);
    }
}
