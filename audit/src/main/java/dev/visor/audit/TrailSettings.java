package dev.visor.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * How a replica writes.
 *
 * @param replica names this writer for ever; kept beside the log keys
 * @param clock for the times in records and the age of receipts
 * @param statement how long the database may take over one statement, whole milliseconds
 * @param answer how long a caller waits for its receipt; longer than {@code statement}
 */
public record TrailSettings(UUID replica, Clock clock, Duration statement, Duration answer) {

    public TrailSettings {
        if (statement.toMillis() < 1 || answer.compareTo(statement) <= 0) {
            throw new IllegalArgumentException(
                    "A caller waits longer than a statement may take: " + statement + ", " + answer);
        }
    }

    /** Three seconds for a statement, four and a half for a caller. */
    public static TrailSettings of(UUID replica, Clock clock) {
        return new TrailSettings(replica, clock, Duration.ofSeconds(3), Duration.ofMillis(4500));
    }
}
