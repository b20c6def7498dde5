package dev.visor.gateway.findings;

import dev.visor.audit.search.DayRow;
import dev.visor.gateway.trail.TrailDay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody was refused for one reason again and again.
 *
 * @param code the rule's
 * @param reason why they were refused, as records have it
 * @param says what it looks for
 * @param began the finding's sentence up to the figures
 * @param ended the same behind them
 * @param least so many times at least
 * @param minutes within so many minutes
 */
record RefusalBurst(
        String code, Severity severity, String reason, String says, String began, String ended, int least, int minutes)
        implements Rule {

    /** By the policies. */
    static RefusalBurst denied(int least, int minutes) {
        return new RefusalBurst(
                "denied-burst",
                Severity.WARNING,
                "forbidden",
                "Somebody was refused again and again what the policies allow them not.",
                "Somebody was refused ",
                " what the policies allow them not.",
                least,
                minutes);
    }

    /** Because there is no such thing, as whoever tries identifiers is. */
    static RefusalBurst identifiers(int least, int minutes) {
        return new RefusalBurst(
                "identifier-enumeration",
                Severity.SEVERE,
                "not-found",
                "Somebody asked again and again for things that are not there or not theirs to know of.",
                "Somebody asked ",
                " for things that are not there or not theirs to know of.",
                least,
                minutes);
    }

    @Override
    public int version() {
        // 2 takes records that count several refusals for as many.
        return 2;
    }

    @Override
    public String parameters() {
        return "least=" + least + " minutes=" + minutes;
    }

    @Override
    public List<Found> look(TrailDay day) {
        List<Found> found = new ArrayList<>();
        Rule.byPerson(day, row -> Acts.refused(row) && reason.equals(row.reason()))
                .forEach((actor, rows) -> {
                    List<DayRow> burst = Burst.of(rows, least, Duration.ofMinutes(minutes));
                    if (!burst.isEmpty()) {
                        String sentence = began + least + " times within " + minutes + " minutes" + ended;
                        found.add(aboutActor(day, actor, sentence, burst));
                    }
                });
        return found;
    }
}
