package dev.visor.audit.search;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.merkle.Hash;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which records of one log are wanted. What is null does not matter; everything else must hold.
 *
 * @param log the log's origin
 * @param actors the labels of whoever may have acted; an empty list finds nothing
 * @param person the label of the data subject whom the records are about
 * @param object one of the objects
 * @param project of the record, or for an outcome of its intent
 * @param purpose the whole purpose
 * @param action the catalogue's name
 * @param outcome how the act ended, or {@code refused}
 * @param from the earliest time, inclusive
 * @param until the end of the time, exclusive
 */
public record SearchFilter(
        String log,
        @Nullable List<String> actors,
        @Nullable Hash person,
        @Nullable ObjectLabel object,
        @Nullable UUID project,
        @Nullable String purpose,
        @Nullable String action,
        @Nullable String outcome,
        @Nullable Instant from,
        @Nullable Instant until) {

    public SearchFilter {
        actors = actors == null ? null : List.copyOf(actors);
    }

    /** Everything in a log. */
    public static SearchFilter all(String log) {
        return new SearchFilter(log, null, null, null, null, null, null, null, null, null);
    }
}
