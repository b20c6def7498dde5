package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.geometry.FindingKind.Severity;
import dev.visor.gateway.landmarks.geometry.PlantedError.Planted;
import dev.visor.gateway.landmarks.geometry.Simulation.Annotated;
import dev.visor.gateway.projects.LandmarkSchemas;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What the checks find under one schema. An error is found where errors are found that name at least half of its points. On an
 * annotation in which none was planted, {@link SoundTally} says what is a false one.
 */
final class GeometryMeasure {

    private final Simulation simulation;
    private final GeometryChecks checks;
    private final Average average;
    private final Map<PlantedError, Count> planted = new EnumMap<>(PlantedError.class);
    private final Count beside = new Count();
    private final SoundTally sound = new SoundTally();
    private final Count averageFound = new Count();
    private final Count averageNamed = new Count();
    private final Count averageFalse = new Count();

    GeometryMeasure(String schema) {
        this(schema, Conditions.NORMAL);
    }

    GeometryMeasure(String schema, Conditions conditions) {
        simulation = new Simulation(LandmarkSchemas.named(schema), conditions);
        checks = GeometryChecks.of(simulation.schema());
        average = new Average(simulation.schema());
    }

    /** Looks at annotations without an error that was planted, and at as many of each error as the schema has. */
    void look(int annotations, int errors, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < annotations; i++) {
            sound(simulation.careful(random));
        }
        for (PlantedError error : PlantedError.values()) {
            for (int i = 0, tries = 0; i < errors && tries < 20 * errors; tries++) {
                Annotated before = simulation.careful(random);
                Planted with = error.in(simulation, before, random);
                if (with != null) {
                    wrong(error, with, before);
                    i++;
                }
            }
        }
    }

    private void sound(Annotated annotated) {
        sound.add(checks.findings(annotated.points(), annotated.sight()), simulation, annotated);
        Set<Integer> misplaced = average.misplaced(annotated.points());
        averageNamed.add(!misplaced.isEmpty());
        averageFalse.add(misplaced.stream()
                .anyMatch(point ->
                        Verdict.of(Set.of(point), annotated.points(), simulation, annotated) == Verdict.FALSE));
    }

    private void wrong(PlantedError error, Planted with, Annotated before) {
        Set<Integer> named = new HashSet<>();
        boolean aside = false;
        for (GeometryFinding finding : checks.findings(with.points(), with.sight())) {
            if (finding.severity() == Severity.ERROR) {
                named.addAll(finding.points());
                aside |= finding.kind() != error.about()
                        && SoundTally.verdict(finding, with.points(), simulation, before) == Verdict.FALSE;
            }
        }
        planted.computeIfAbsent(error, key -> new Count()).add(enough(with, named));
        if (error != PlantedError.MOVED_CLICK) {
            beside.add(aside);
            averageFound.add(enough(with, average.misplaced(with.points())));
        }
    }

    private static boolean enough(Planted with, Set<Integer> named) {
        return 2 * with.wrong().stream().filter(named::contains).count()
                >= with.wrong().size();
    }

    /** Adds what another measurement saw. */
    void add(GeometryMeasure other) {
        other.planted.forEach((error, count) ->
                planted.computeIfAbsent(error, key -> new Count()).add(count));
        beside.add(other.beside);
        sound.add(other.sound);
        averageFound.add(other.averageFound);
        averageNamed.add(other.averageNamed);
        averageFalse.add(other.averageFalse);
    }

    Count found(PlantedError error) {
        return planted.getOrDefault(error, new Count());
    }

    /** All errors that are promised to be found. */
    Count found() {
        Count all = new Count();
        planted.forEach((error, count) -> {
            if (error != PlantedError.MOVED_CLICK) {
                all.add(count);
            }
        });
        return all;
    }

    /** Annotations with a planted error on which another finding is false: sound points that it drew along. */
    Count beside() {
        return beside;
    }

    /** Those without a planted error. */
    SoundTally sound() {
        return sound;
    }

    /** What {@link Average} finds of the same errors. */
    Count averageFound() {
        return averageFound;
    }

    /** On how many of the same annotations without a planted error it names a point. */
    Count averageNamed() {
        return averageNamed;
    }

    /** On how many it names a point that lies where careful people place it. */
    Count averageFalse() {
        return averageFalse;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(simulation.schema().id());
        planted.forEach((error, count) -> text.append("  ")
                .append(error.name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(count));
        return text.append("  found ")
                .append(found())
                .append("  beside ")
                .append(beside)
                .append("  sound: ")
                .append(sound)
                .toString();
    }
}
