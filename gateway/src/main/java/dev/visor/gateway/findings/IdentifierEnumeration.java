package dev.visor.gateway.findings;

import dev.visor.audit.search.DayRow;
import dev.visor.gateway.trail.TrailDay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody asked again and again for things that are not there or not theirs, as whoever tries identifiers does.
 *
 * @param least so many at least
 * @param minutes within so many minutes
 */
record IdentifierEnumeration(int least, int minutes) implements Rule {

    @Override
    public String code() {
        return "identifier-enumeration";
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
        return "Somebody asked again and again for things that are not there or not theirs to know of.";
    }

    @Override
    public String parameters() {
        return "least=" + least + " minutes=" + minutes;
    }

    @Override
    public List<Found> look(TrailDay day) {
        List<Found> found = new ArrayList<>();
        Rule.byPerson(day, row -> Acts.refused(row) && "not-found".equals(row.reason()))
                .forEach((actor, rows) -> {
                    List<DayRow> burst = Burst.of(rows, least, Duration.ofMinutes(minutes));
                    if (!burst.isEmpty()) {
                        found.add(aboutActor(
                                day,
                                actor,
                                "Somebody asked " + least + " times within " + minutes
                                        + " minutes for things that are not there or not theirs to know of.",
                                burst));
                    }
                });
        return found;
    }
}
