package dev.visor.gateway.findings;

import dev.visor.audit.search.DayRow;
import dev.visor.gateway.trail.TrailDay;
import dev.visor.gateway.trail.TrailDays;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Somebody was shown many more pictures than on a usual day of the person's own. Whoever has no baseline yet is not found.
 *
 * @param least so many pictures at least
 * @param times more than so many times the usual day
 * @param active so many days with pictures make a baseline
 */
record UnusualVolume(int least, int times, int active) implements Rule {

    @Override
    public String code() {
        return "unusual-volume";
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
        return "Somebody was shown many more pictures on a day than on a usual day of their own.";
    }

    @Override
    public String parameters() {
        return "least=" + least + " times=" + times + " active-days=" + active + " of=" + TrailDays.BASELINE;
    }

    @Override
    public List<Found> look(TrailDay day) {
        List<Found> found = new ArrayList<>();
        Rule.byPerson(day, row -> Acts.SHOWING.contains(row.action())).forEach((actor, rows) -> {
            OptionalLong usual = Usual.of(day, actor, Acts.SHOWING, active);
            if (rows.size() >= least && usual.isPresent() && rows.size() > times * usual.getAsLong()) {
                found.add(aboutActor(day, actor, sentence(rows, usual.getAsLong()), rows));
            }
        });
        return found;
    }

    private static String sentence(List<DayRow> rows, long usual) {
        return "Somebody was shown " + rows.size() + " pictures; on a usual day of theirs it is " + usual + ".";
    }
}
