package dev.visor.gateway.findings;

import dev.visor.audit.search.DayRow;
import dev.visor.gateway.trail.TrailDay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An annotator was shown views and did nothing with them. The last hours of a day do not count: the work may follow.
 *
 * @param least so many views at least
 * @param hours so many hours after it was shown something should have been done
 */
record ViewsWithoutWork(int least, int hours) implements Rule {

    private static final String VIEW = "view:";

    @Override
    public String code() {
        return "views-without-work";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String says() {
        return "An annotator was shown views and neither worked on them nor gave them back.";
    }

    @Override
    public String parameters() {
        return "least=" + least + " hours=" + hours;
    }

    @Override
    public List<Found> look(TrailDay day) {
        Instant early = day.until().minus(Duration.ofHours(hours));
        List<Found> found = new ArrayList<>();
        Rule.byPerson(day, row -> row.action().equals("view.show") || Acts.WORK.contains(row.action()))
                .forEach((actor, rows) -> {
                    Set<String> worked = rows.stream()
                            .filter(row -> Acts.WORK.contains(row.action()))
                            .flatMap(row -> row.objects().stream())
                            .filter(object -> object.startsWith(VIEW))
                            .collect(Collectors.toSet());
                    List<DayRow> idle = rows.stream()
                            .filter(row -> row.action().equals("view.show")
                                    && row.time().isBefore(early)
                                    && row.objects().stream().noneMatch(worked::contains))
                            .toList();
                    long views = idle.stream()
                            .flatMap(row -> row.objects().stream())
                            .filter(object -> object.startsWith(VIEW))
                            .distinct()
                            .count();
                    if (views >= least) {
                        found.add(aboutActor(
                                day,
                                actor,
                                "An annotator was shown " + views
                                        + " views and neither worked on them nor gave them back.",
                                idle));
                    }
                });
        return found;
    }
}
