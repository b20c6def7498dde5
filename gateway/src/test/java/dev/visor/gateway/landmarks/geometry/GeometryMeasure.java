package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.geometry.FindingKind.Severity;
import dev.visor.gateway.landmarks.geometry.PlantedError.Planted;
import dev.visor.gateway.landmarks.geometry.Simulation.Annotated;
import dev.visor.gateway.projects.LandmarkSchemas;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What the checks find under one schema. An error is found where errors are found that name at least half of its points. A
 * sound annotation is one that careful people make; any error finding on it is a false one, any warning a false warning.
 */
final class GeometryMeasure {

    private final Simulation simulation;
    private final GeometryChecks checks;
    private final Map<PlantedError, Count> planted = new EnumMap<>(PlantedError.class);
    private final Count falseErrors = new Count();
    private final Count falseWarnings = new Count();
    private final Count falseFindings = new Count();
    private final Average average;
    private final Count averageFound = new Count();
    private final Count averageFalse = new Count();
    private final Map<FindingKind, Integer> falseKinds = new HashMap<>();

    GeometryMeasure(String schema) {
        this(schema, Conditions.DEVELOPMENT);
    }

    GeometryMeasure(String schema, Conditions conditions) {
        simulation = new Simulation(LandmarkSchemas.named(schema), conditions);
        checks = GeometryChecks.of(simulation.schema());
        average = new Average(simulation.schema());
    }

    /** Looks at careful annotations, and at as many of each error as the schema has. */
    void look(int annotations, int errors, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < annotations; i++) {
            sound(simulation.careful(random));
        }
        for (PlantedError error : PlantedError.values()) {
            for (int i = 0, tries = 0; i < errors && tries < 20 * errors; tries++) {
                Annotated sound = simulation.careful(random);
                Planted with = error.in(simulation, sound, random);
                if (with != null) {
                    wrong(error, with);
                    i++;
                }
            }
        }
    }

    private void sound(Annotated annotated) {
        List<GeometryFinding> findings = checks.findings(annotated.points(), annotated.sight());
        findings.forEach(finding -> falseKinds.merge(finding.kind(), 1, Integer::sum));
        falseFindings.add(!findings.isEmpty());
        averageFalse.add(!average.misplaced(annotated.points()).isEmpty());
        falseErrors.add(findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR));
        falseWarnings.add(findings.stream().anyMatch(finding -> finding.severity() == Severity.WARNING));
    }

    private void wrong(PlantedError error, Planted with) {
        Set<Integer> named = new HashSet<>();
        List<GeometryFinding> findings = checks.findings(with.points(), with.sight());
        for (GeometryFinding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                named.addAll(finding.points());
            }
        }
        planted.computeIfAbsent(error, key -> new Count()).add(enough(with, named));
        if (error != PlantedError.MOVED_CLICK) {
            averageFound.add(enough(with, average.misplaced(with.points())));
        }
    }

    private static boolean enough(Planted with, Set<Integer> named) {
        return 2 * with.wrong().stream().filter(named::contains).count()
                >= with.wrong().size();
    }

    /** Adds what another measurement under the same schema saw. */
    void add(GeometryMeasure other) {
        other.planted.forEach((error, count) ->
                planted.computeIfAbsent(error, key -> new Count()).add(count));
        falseErrors.add(other.falseErrors);
        falseWarnings.add(other.falseWarnings);
        falseFindings.add(other.falseFindings);
        averageFound.add(other.averageFound);
        averageFalse.add(other.averageFalse);
        other.falseKinds.forEach((kind, count) -> falseKinds.merge(kind, count, Integer::sum));
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

    Count falseErrors() {
        return falseErrors;
    }

    /** Sound annotations with any finding, error or warning. */
    Count falseFindings() {
        return falseFindings;
    }

    /** What {@link Average} finds of the same errors. */
    Count averageFound() {
        return averageFound;
    }

    /** On how many of the same sound annotations it names a point. */
    Count averageFalse() {
        return averageFalse;
    }

    Count falseWarnings() {
        return falseWarnings;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(simulation.schema().id());
        planted.forEach((error, count) -> text.append("  ")
                .append(error.name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(count));
        return text.append("  false errors ")
                .append(falseErrors)
                .append(" false warnings ")
                .append(falseWarnings)
                .append(' ')
                .append(falseKinds)
                .toString();
    }

    /** How many of how many. */
    static final class Count {
        private int yes;
        private int all;

        void add(boolean one) {
            yes += one ? 1 : 0;
            all++;
        }

        void add(Count other) {
            yes += other.yes;
            all += other.all;
        }

        int all() {
            return all;
        }

        double share() {
            return all == 0 ? Double.NaN : (double) yes / all;
        }

        @Override
        public String toString() {
            return yes + "/" + all;
        }
    }
}
