package dev.visor.gateway.findings;

import dev.visor.audit.search.DayRow;
import dev.visor.gateway.trail.TrailDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One data subject was shown to many people.
 *
 * @param people so many different ones at least
 */
record MuchOpenedSubject(int people) implements Rule {

    @Override
    public String code() {
        return "much-opened-subject";
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
        return "Pictures of one data subject were shown to many different people on one day.";
    }

    @Override
    public String parameters() {
        return "people=" + people;
    }

    @Override
    public List<Found> look(TrailDay day) {
        Map<String, List<DayRow>> openings = new TreeMap<>();
        day.rows().stream()
                .filter(row -> Acts.SHOWING.contains(row.action()) && Labels.isPerson(row.actor()))
                .forEach(row -> row.persons()
                        .forEach(person -> openings.computeIfAbsent(person, one -> new ArrayList<>())
                                .add(row)));
        List<Found> found = new ArrayList<>();
        openings.forEach((person, rows) -> {
            long actors = rows.stream().map(DayRow::actor).distinct().count();
            if (actors >= people) {
                found.add(found(
                        day,
                        Labels.person(person),
                        null,
                        "Pictures of one data subject were shown to " + actors + " people on one day.",
                        rows));
            }
        });
        return found;
    }
}
