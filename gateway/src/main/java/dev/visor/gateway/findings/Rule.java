package dev.visor.gateway.findings;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.search.DayRow;
import dev.visor.gateway.trail.TrailDay;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a day of a log. What it finds is a function of the day's rows and of its own parameters: the same rows always
 * give the same findings. Whoever changes what a rule does or its parameters gives it a new version.
 *
 * <p>Not guaranteed: that whoever stays below each threshold is found, or that what is found was wrong.
 */
sealed interface Rule
        permits UnusualVolume,
                OffHours,
                RefusalBurst,
                MuchOpenedSubject,
                ViewsWithoutWork,
                ExportSpike,
                ClockSkew,
                ReplicaHole,
                MissingOutcome {

    /** A stable code. */
    String code();

    /** Grows with each change. */
    int version();

    /** How bad it is, what it finds. */
    Severity severity();

    /** What it looks for, in one sentence of at most 200 characters. */
    String says();

    /** Its parameters, as {@code name=value} with spaces between; at most 200 characters. */
    String parameters();

    /** Looks through a day. */
    List<Found> look(TrailDay day);

    /** Stands for this version in the trail: other parameters under the same number are another object. */
    default ObjectLabel label() {
        String text = code() + "\n" + version() + "\n" + severity().label() + "\n" + parameters() + "\n" + says();
        return ObjectLabel.of("rule", UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Something about what a person did. */
    default Found aboutActor(TrailDay day, String actor, String sentence, List<DayRow> rows) {
        return found(day, Labels.actor(actor), actor, sentence, rows);
    }

    /** Something about an object. */
    default Found found(TrailDay day, ObjectLabel object, @Nullable String actor, String sentence, List<DayRow> rows) {
        List<UUID> evidence = rows.stream().map(DayRow::record).toList();
        return new Found(
                code(), version(), severity(), sentence, object, "compliance-officer", day.day(), actor, evidence);
    }

    /** The rows of each person that fit, by label so that the order is always the same. */
    static Map<String, List<DayRow>> byPerson(TrailDay day, Predicate<DayRow> wanted) {
        return day.rows().stream()
                .filter(row -> Labels.isPerson(row.actor()))
                .filter(wanted)
                .collect(Collectors.groupingBy(DayRow::actor, TreeMap::new, Collectors.toList()));
    }
}
