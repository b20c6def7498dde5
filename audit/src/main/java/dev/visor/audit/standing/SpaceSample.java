package dev.visor.audit.standing;

import java.time.Instant;

/**
 * How much room the trail took at one time.
 *
 * @param at when it was measured
 * @param folders bytes of the published folders of all logs
 * @param tables bytes of the trail's tables and their indices
 * @param free bytes that may still be written to the file store of the folders
 */
public record SpaceSample(Instant at, long folders, long tables, long free) {

    public SpaceSample {
        if (folders < 0 || tables < 0 || free < 0) {
            throw new IllegalArgumentException("Room is not negative: " + folders + ", " + tables + ", " + free);
        }
    }

    /** Bytes of folders and tables together. */
    public long used() {
        return folders + tables;
    }
}
