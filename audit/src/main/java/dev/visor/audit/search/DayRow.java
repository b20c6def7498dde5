package dev.visor.audit.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule may know of one record: codes and keyed labels, no name.
 *
 * @param seq grows with the order of writing
 * @param time as the writer's clock told it
 * @param appended as the database's clock told it
 * @param actor the label of whoever acted
 * @param outcome how the act ended, or {@code refused}; null for whatever only began
 * @param objects on what
 * @param persons the labels of the data subjects, in hexadecimal, where they were asked for
 * @param reason why it was refused; null for anything else
 * @param times how many refusals the record counts; 1 for anything else
 * @param replica that wrote it
 * @param epoch of the replica's writer
 * @param n its number in that epoch, from 1 without a hole
 */
public record DayRow(
        UUID record,
        long seq,
        Instant time,
        Instant appended,
        String action,
        String actor,
        @Nullable String outcome,
        List<String> objects,
        List<String> persons,
        @Nullable String reason,
        int times,
        UUID replica,
        int epoch,
        long n) {

    public DayRow {
        objects = List.copyOf(objects);
        persons = List.copyOf(persons);
    }
}
