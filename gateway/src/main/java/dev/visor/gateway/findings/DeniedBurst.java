package dev.visor.gateway.findings;

import dev.visor.audit.search.DayRow;
import dev.visor.gateway.trail.TrailDay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody was refused by the policies again and again.
 *
 * @param least so many times at least
 * @param minutes within so many minutes
 */
record DeniedBurst(int least, int minutes) implements Rule {

    @Override
    public String code() {
        return "denied-burst";
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
        return "Somebody was refused again and again what the policies allow them not.";
    }

    @Override
    public String parameters() {
        return "least=" + least + " minutes=" + minutes;
    }

    @Override
    public List<Found> look(TrailDay day) {
        List<Found> found = new ArrayList<>();
        Rule.byPerson(day, row -> Acts.refused(row) && "forbidden".equals(row.reason()))
                .forEach((actor, rows) -> {
                    List<DayRow> burst = Burst.of(rows, least, Duration.ofMinutes(minutes));
                    if (!burst.isEmpty()) {
                        found.add(aboutActor(
                                day,
                                actor,
                                "Somebody was refused " + least + " times within " + minutes
                                        + " minutes what the policies allow them not.",
                                burst));
                    }
                });
        return found;
    }
}
