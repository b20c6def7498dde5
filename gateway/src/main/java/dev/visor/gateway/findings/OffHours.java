package dev.visor.gateway.findings;

import dev.visor.audit.search.DayRow;
import dev.visor.gateway.trail.TrailDay;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody was shown pictures at night.
 *
 * @param least so many pictures at least
 * @param from the night's first hour, 0 to 23
 * @param until the first hour behind the night, 0 to 23
 * @param zone whose clocks tell the hour
 */
record OffHours(int least, int from, int until, ZoneId zone) implements Rule {

    @Override
    public String code() {
        return "off-hours";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.INFO;
    }

    @Override
    public String says() {
        return "Somebody was shown pictures at night.";
    }

    @Override
    public String parameters() {
        return "least=" + least + " from-hour=" + from + " until-hour=" + until + " zone=" + zone;
    }

    @Override
    public List<Found> look(TrailDay day) {
        List<Found> found = new ArrayList<>();
        Rule.byPerson(day, row -> Acts.SHOWING.contains(row.action()) && night(row))
                .forEach((actor, rows) -> {
                    if (rows.size() >= least) {
                        found.add(aboutActor(
                                day,
                                actor,
                                "Somebody was shown " + rows.size() + " pictures between " + from + " and " + until
                                        + " o'clock (" + zone + ").",
                                rows));
                    }
                });
        return found;
    }

    private boolean night(DayRow row) {
        int hour = LocalTime.ofInstant(row.time(), zone).getHour();
        return from < until ? hour >= from && hour < until : hour >= from || hour < until;
    }
}
