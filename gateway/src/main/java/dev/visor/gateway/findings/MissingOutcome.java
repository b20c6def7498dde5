package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.search.DayRow;
import dev.visor.gateway.trail.TrailDay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Something was about to be shown, sent or processed, and how that ended is not recorded: whoever recorded the beginning was
 * killed, or kept silent. Each replica's are one finding a day.
 *
 * @param minutes after which an act should have ended
 */
record MissingOutcome(int minutes) implements Rule {

    @Override
    public String code() {
        return "missing-outcome";
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
        return "Something was about to be shown, sent or processed, and no record tells how it ended.";
    }

    @Override
    public String parameters() {
        return "minutes=" + minutes;
    }

    @Override
    public List<Found> look(TrailDay day) {
        Instant due = day.until().minus(Duration.ofMinutes(minutes));
        Map<String, List<DayRow>> replicas = day.unended().stream()
                .filter(row -> row.time().isBefore(due))
                .collect(Collectors.groupingBy(row -> row.replica().toString(), TreeMap::new, Collectors.toList()));
        List<Found> found = new ArrayList<>();
        for (List<DayRow> rows : replicas.values()) {
            found.add(found(
                    day,
                    ObjectLabel.of("replica", rows.getFirst().replica()),
                    null,
                    rows.size() + " acts that were begun have had no outcome for " + minutes + " minutes.",
                    rows));
        }
        return found;
    }
}
