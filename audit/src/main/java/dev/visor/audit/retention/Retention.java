package dev.visor.audit.retention;

import dev.visor.audit.Receipt;
import dev.visor.audit.counts.CountMap;
import dev.visor.audit.counts.CountedLeaf;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.Publication;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.retention.RetentionRows.Ended;
import dev.visor.audit.retention.RetentionRows.Recorded;
import dev.visor.audit.retention.RetentionRows.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Ends the years of one log, and removes whole years from its beginning. The record comes first, durable and published: a
 * verifier never misses an entry without being told. Killed anywhere between, the next turn goes on.
 */
public final class Retention {

    private final RetentionRows rows;
    private final String log;
    private final LogFolder folder;
    private final Clock clock;
    private final Duration patience;
    private final Recorder recorder;

    /** Writes what has to be in the log, and counts its records about persons. */
    public interface Recorder {

        /** Appends a record to the log. */
        Receipt record(String action, Map<String, String> facts);

        /** Appends how a recorded act ended: whoever has its receipt may tell. */
        Receipt outcome(String action, Receipt intent);

        /**
         * Publishes a map of how many of the first leaves are about each person; one that is there already stays.
         *
         * @return empty where they are about nobody
         * @throws IOException if it cannot be written
         */
        Optional<CountMap> counts(long covered) throws IOException;
    }

    /**
     * Looks after one log.
     *
     * @param patience how long is waited for a record to be published
     */
    public Retention(
            RetentionRows rows, String log, LogFolder folder, Clock clock, Duration patience, Recorder recorder) {
        this.rows = rows;
        this.log = log;
        this.folder = folder;
        this.clock = clock;
        this.patience = patience;
        this.recorder = recorder;
    }

    /**
     * Has the log commit to the end of each year that is over and has a whole bundle of entries, once the clocks of all replicas
     * must have passed it.
     *
     * @return how many
     * @throws IOException if the published log cannot be read
     */
    public int endYears() throws IOException {
        Instant now = clock.instant().minus(YearEnd.SKEW);
        int current = Year.from(now.atZone(ZoneOffset.UTC)).getValue();
        Optional<Instant> first = rows.first(log);
        if (first.isEmpty()) {
            return 0;
        }
        int ended = 0;
        try (Turn turn = rows.turn(log)) {
            List<Ended> known = rows.years(log);
            int year = known.isEmpty()
                    ? Year.from(first.get().atZone(ZoneOffset.UTC)).getValue()
                    : known.getLast().year() + 1;
            long before = known.isEmpty() ? 0 : known.getLast().minimum();
            long size = size();
            for (; year < current; year++) {
                long minimum = rows.minimum(log, YearEnd.end(year), before, size);
                if (minimum > before) {
                    turn.ended(year, minimum, end(year, minimum, size));
                    before = minimum;
                    ended++;
                }
            }
        }
        return ended;
    }

    private UUID end(int year, long minimum, long size) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(YearEnd.YEAR, Integer.toString(year));
        facts.put(YearEnd.MINIMUM, Long.toString(minimum));
        try {
            Hash tree = new TileTree(folder, size).root(minimum);
            facts.put(YearEnd.TREE, tree.toUrl());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        recorder.counts(minimum).ifPresent(map -> {
            facts.put(CountedLeaf.COVERED, Long.toString(minimum));
            facts.put(CountedLeaf.ENTRIES, Integer.toString(map.size()));
            facts.put(CountedLeaf.ROOT, map.root().toUrl());
        });
        return recorder.record(YearEnd.ACTION, facts).record();
    }

    /**
     * Removes the entries of years that are kept long enough, unless a hold is in force; goes on with a removal that did not
     * end.
     *
     * @param years for how many years after their own they are kept, at least 1
     * @return how many records were removed from the database; 0 if there is nothing to do yet
     * @throws IOException if the published log cannot be read or written
     */
    public long removeExpired(int years) throws IOException {
        try (Turn turn = rows.turn(log)) {
            if (rows.holds(log).stream().anyMatch(Hold::inForce)) {
                return 0;
            }
            Optional<Recorded> known = rows.removal(log);
            if (known.isPresent() && !known.get().done()) {
                // Whoever began it may be another process, which has the right to tell how it ended: it is begun anew.
                return remove(turn, known.get().minimum(), begin(known.get().minimum(), years));
            }
            long removed = known.map(Recorded::minimum).orElse(0L);
            Instant now = clock.instant();
            Optional<Ended> expired = rows.years(log).stream()
                    .filter(end -> end.minimum() > removed)
                    .filter(end -> !now.isBefore(YearEnd.end(Math.addExact(end.year(), years))))
                    .reduce((earlier, later) -> later);
            if (expired.isEmpty()) {
                return 0;
            }
            long minimum = expired.get().minimum();
            Receipt begun = begin(minimum, years);
            turn.removing(minimum, begun.record());
            return remove(turn, minimum, begun);
        }
    }

    private Receipt begin(long minimum, int years) {
        return recorder.record(
                Removal.ACTION,
                Map.of(YearEnd.MINIMUM, Long.toString(minimum), Removal.YEARS, Integer.toString(years)));
    }

    private long remove(Turn turn, long minimum, Receipt begun) throws IOException {
        // Whoever copies the log must find the record in what it copies: else entries are missing that nothing removed.
        if (!Publication.await(folder, () -> rows.index(begun.record()), patience)) {
            return 0;
        }
        long gone = turn.remove(minimum);
        folder.removeBefore(minimum, new HashSet<>(rows.maps(log)));
        turn.removed(minimum, recorder.outcome(Removal.DONE, begun).record());
        return gone;
    }

    private long size() throws IOException {
        return folder.checkpoint().map(head -> head.checkpoint().size()).orElse(0L);
    }
}
