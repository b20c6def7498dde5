package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.search.DayRow;
import dev.visor.gateway.trail.TrailDay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The clock of a replica and the database's do not agree, so that times in the trail are not to be relied on.
 *
 * @param seconds more than so many apart
 */
record ClockSkew(int seconds) implements Rule {

    @Override
    public String code() {
        return "clock-skew";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String says() {
        return "Records tell another time than the database's clock had when they were written.";
    }

    @Override
    public String parameters() {
        return "seconds=" + seconds;
    }

    @Override
    public List<Found> look(TrailDay day) {
        Map<UUID, List<DayRow>> skewed = Stream.concat(day.rows().stream(), day.strays().stream())
                .filter(row -> apart(row) > seconds)
                .collect(Collectors.groupingBy(DayRow::replica, TreeMap::new, Collectors.toList()));
        List<Found> found = new ArrayList<>();
        skewed.forEach((replica, rows) -> found.add(found(
                day,
                ObjectLabel.of("replica", replica),
                null,
                rows.size() + " records of one replica tell a time that is up to "
                        + rows.stream().mapToLong(ClockSkew::apart).max().orElseThrow()
                        + " seconds off the database's clock.",
                rows)));
        return found;
    }

    private static long apart(DayRow row) {
        return Duration.between(row.time(), row.appended()).abs().toSeconds();
    }
}
