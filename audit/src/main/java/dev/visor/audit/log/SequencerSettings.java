package dev.visor.audit.log;

import java.nio.file.Path;
import java.time.Clock;

/**
 * Where and how the sequencer publishes.
 *
 * @param places take the logs' public files
 * @param keys of the logs
 * @param clock for the time that heads state
 * @param batch the most records that one head adds, 1 to 4096
 */
public record SequencerSettings(LogPlaces places, KeyFolder keys, Clock clock, int batch) {

    public SequencerSettings {
        if (batch < 1 || batch > 4096) {
            throw new IllegalArgumentException("A batch has 1 to 4096 records, not " + batch);
        }
    }

    /** Publishes into one folder for each log, named by its origin, below this one. */
    public SequencerSettings(Path folder, KeyFolder keys, Clock clock, int batch) {
        this(LogPlaces.below(folder), keys, clock, batch);
    }

    /** The published files of one log. */
    public LogFolder log(String origin) {
        return new LogFolder(places.place(origin));
    }
}
