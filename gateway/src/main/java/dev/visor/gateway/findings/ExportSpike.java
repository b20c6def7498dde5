package dev.visor.gateway.findings;

import dev.visor.gateway.trail.TrailDay;
import dev.visor.gateway.trail.TrailDays;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody took away many more files than on a usual day of the person's own. Whoever has no baseline yet has a usual day
 * of none.
 *
 * @param least so many files at least
 * @param times more than so many times the usual day
 * @param active so many days with files make a baseline
 */
record ExportSpike(int least, int times, int active) implements Rule {

    @Override
    public String code() {
        return "export-spike";
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
        return "Somebody made or fetched many more exports, trail exports and reports than on a usual day of their own.";
    }

    @Override
    public String parameters() {
        return "least=" + least + " times=" + times + " active-days=" + active + " of=" + TrailDays.BASELINE;
    }

    @Override
    public List<Found> look(TrailDay day) {
        List<Found> found = new ArrayList<>();
        Rule.byPerson(day, row -> Acts.TAKING.contains(row.action())).forEach((actor, rows) -> {
            long usual = Usual.of(day, actor, Acts.TAKING, active).orElse(0);
            if (rows.size() >= least && rows.size() > times * usual) {
                found.add(aboutActor(
                        day,
                        actor,
                        "Somebody made or fetched " + rows.size()
                                + " exports, trail exports and reports; on a usual day of theirs it is " + usual + ".",
                        rows));
            }
        });
        return found;
    }
}
