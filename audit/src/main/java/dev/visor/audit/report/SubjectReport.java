package dev.visor.audit.report;

import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.TagKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a log holds about one person up to one checkpoint.
 *
 * @param subject the client's own name for the person
 * @param made when
 * @param key finds the person's records and opens what was committed to
 * @param checkpoint the log's head that all of it stands under
 * @param keys that signed it; whoever checks should have them from elsewhere
 * @param records in order
 * @param counted the newest map's count; null where the log committed to none with this person in it yet
 * @param removed what shows why the first records are missing; null where none is
 */
public record SubjectReport(
        String subject,
        Instant made,
        TagKey key,
        SignedCheckpoint checkpoint,
        VerifierKeys keys,
        List<ProvedRecord> records,
        @Nullable ProvedCount counted,
        @Nullable RemovedRecords removed) {

    /** The format's number: a reader of 1 knows no removed records, and a report without any is written as 1. */
    public static final int VERSION = 2;

    /** What the report claims. */
    public static final String CLAIM = "No record in the log that names this person is missing from this report.";

    /** What it does not. */
    public static final String NOT_CLAIMED =
            "It is not claimed that an operator is caught who writes a record about this person under another person's name,"
                    + " or under no name.";

    public SubjectReport {
        records = List.copyOf(records);
    }

    /**
     * What the records mean, by the records alone.
     *
     * @throws IllegalArgumentException if the report holds what is no record
     */
    public Accesses accesses() {
        return new Accesses(records.stream().map(ProvedRecord::read).toList());
    }

    @Override
    public String toString() {
        return "SubjectReport[" + records.size() + " records]";
    }
}
