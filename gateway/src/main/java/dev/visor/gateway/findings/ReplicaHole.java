package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.search.DayRow;
import dev.visor.gateway.trail.TrailDay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A replica's numbers have a hole within the day: a record is gone, or cannot be read. A hole between two days, and a tail
 * that was cut off, are the verifier's to find, which reads the whole log.
 *
 * @param minutes the newest records are left out for so long: those before them may be on their way
 */
record ReplicaHole(int minutes) implements Rule {

    @Override
    public String code() {
        return "replica-hole";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.SEVERE;
    }

    @Override
    public String says() {
        return "Numbers are missing in a replica's chain of records: a record is gone, or cannot be read.";
    }

    @Override
    public String parameters() {
        return "minutes=" + minutes;
    }

    @Override
    public List<Found> look(TrailDay day) {
        Instant settled = day.until().minus(Duration.ofMinutes(minutes));
        // What tells another day belongs to the chain all the same.
        Map<String, List<DayRow>> chains = new TreeMap<>(Stream.concat(day.rows().stream(), day.strays().stream())
                .filter(row -> row.appended().isBefore(settled))
                .collect(Collectors.groupingBy(row -> row.replica() + "/" + row.epoch())));
        List<Found> found = new ArrayList<>();
        for (List<DayRow> chain : chains.values()) {
            List<DayRow> sorted =
                    chain.stream().sorted(Comparator.comparingLong(DayRow::n)).toList();
            long missing = 0;
            List<DayRow> edges = new ArrayList<>();
            for (int i = 1; i < sorted.size(); i++) {
                DayRow before = sorted.get(i - 1);
                DayRow after = sorted.get(i);
                if (after.n() > before.n() + 1) {
                    missing += after.n() - before.n() - 1;
                    edges.add(before);
                    edges.add(after);
                }
            }
            if (missing > 0) {
                found.add(found(
                        day,
                        ObjectLabel.of("replica", sorted.getFirst().replica()),
                        null,
                        missing + " numbers are missing in a replica's chain of records.",
                        edges));
            }
        }
        return found;
    }
}
