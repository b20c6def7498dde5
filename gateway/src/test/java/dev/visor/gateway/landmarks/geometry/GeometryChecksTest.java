package dev.visor.gateway.landmarks.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.landmarks.PointState;
import dev.visor.gateway.landmarks.Provenance;
import dev.visor.gateway.landmarks.geometry.FindingKind.Severity;
import dev.visor.gateway.landmarks.geometry.Simulation.Annotated;
import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.LandmarkSchemas;
import dev.visor.redaction.geometry.ViewPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks, held against simulated people; {@link GeometryBenchmark} does it with more of them. */
class GeometryChecksTest {

    private static final long SEED = 20261128;

    /** The shares over 10,000 annotations, and those of each kind, are the benchmark's. */
    @ParameterizedTest
    @CsvSource({"ibug68, 300, 30", "wflw98, 300, 30", "lapa106, 300, 30", "cofw29, 300, 30"})
    void findsGrossErrorsAndLeavesSoundAnnotationsAlone(String schema, int sound, int each) {
        GeometryMeasure measure = new GeometryMeasure(schema);
        measure.look(sound, each, SEED);
        // Of so few, chance alone makes a percent more or less: the benchmark holds the shares over 10,000.
        assertThat(measure.found().share()).as("seed %d: %s", SEED, measure).isGreaterThanOrEqualTo(0.98);
        assertThat(measure.sound().errors().share())
                .as("seed %d: %s", SEED, measure)
                .isLessThanOrEqualTo(0.02);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ibug68", "cofw29", "aflw19", "mediapipe468"})
    void findsEachWholeSwap(String schema) {
        GeometryMeasure measure = new GeometryMeasure(schema);
        measure.look(0, 5, SEED);
        for (PlantedError error : List.of(PlantedError.SWAPPED_WHOLE, PlantedError.COINCIDENT)) {
            Count found = measure.found(error);
            assertThat(found.all()).isEqualTo(5);
            assertThat(found.share()).as("%s, seed %d", error, SEED).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ibug68", "ibug51", "ibug49", "micro67", "aflw21", "mediapipe478", "headpose5", "box4"})
    void saysTheSameOfTheSamePointsAndHoldsAllIndicesInTheSchema(String id) {
        Simulation simulation = new Simulation(LandmarkSchemas.named(id));
        GeometryChecks checks = GeometryChecks.of(simulation.schema());
        Random random = new Random(SEED);
        for (int i = 0; i < 3; i++) {
            Annotated face = simulation.careful(random, 20);
            List<Landmark> shuffled = new ArrayList<>(face.points());
            Collections.shuffle(shuffled, random);
            List<GeometryFinding> findings = checks.findings(shuffled, face.sight());
            assertThat(checks.findings(shuffled, face.sight())).isEqualTo(findings);
            assertThat(findings).isNotEmpty();
            assertThat(findings)
                    .flatExtracting(GeometryFinding::points)
                    .allMatch(point -> point >= 0 && point < simulation.schema().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ibug68", "cofw29", "headpose5", "box4", "mediapipe478"})
    void countsOnlyWhatIsPlaced(String id) {
        LandmarkSchema schema = LandmarkSchemas.named(id);
        GeometryChecks checks = GeometryChecks.of(schema);
        Sight sight = new Sight(at -> true, null);
        Landmark none = new Landmark(null, PointState.NOT_LABELLED, null, null);
        List<Landmark> points = new ArrayList<>(Collections.nCopies(schema.size(), none));
        assertThat(checks.findings(points, sight)).isEmpty();
        for (int i = 0; i < 3; i++) {
            points.set(i, placed(10 * i, 10));
            assertThat(checks.findings(points, sight)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ibug68", "wflw98", "cofw29", "mediapipe468"})
    void answersForPointsThatAreNoFaceAtAll(String id) {
        LandmarkSchema schema = LandmarkSchemas.named(id);
        GeometryChecks checks = GeometryChecks.of(schema);
        Sight sight = new Sight(at -> true, null);
        List<List<Landmark>> odd = List.of(
                all(schema, i -> placed(50, 50)),
                all(schema, i -> placed(i, 0)),
                all(schema, i -> placed(1e-9 * i, 1e-9 * (i % 3))),
                all(schema, i -> placed(1e6 * (i % 2), 1e6 * (i % 3))));
        for (List<Landmark> points : odd) {
            assertThat(checks.findings(points, sight))
                    .extracting(GeometryFinding::severity)
                    .contains(Severity.ERROR);
        }
    }

    @Test
    void aBoxStandsUpright() {
        GeometryChecks checks = GeometryChecks.of(LandmarkSchemas.named("box4"));
        assertThat(box(checks, 10, 20, 110, 160)).isEmpty();
        assertThat(box(checks, 110, 20, 10, 160)).containsExactly(FindingKind.SIDES_SWAPPED);
        assertThat(box(checks, 10, 160, 110, 20)).containsExactly(FindingKind.CONTOUR_ORDER);
        assertThat(box(checks, 10, 20, 10, 160)).containsExactly(FindingKind.CONTOUR_ORDER);
    }

    @Test
    void saysWhatIsVisibleWhereNothingIsShown() {
        Simulation simulation = new Simulation(LandmarkSchemas.named("ibug68"));
        Annotated face = simulation.careful(new Random(SEED), 0);
        GeometryChecks checks = GeometryChecks.of(simulation.schema());
        assertThat(checks.findings(face.points(), new Sight(at -> false, null)))
                .extracting(GeometryFinding::kind)
                .contains(FindingKind.OFF_OUTLINE);
        List<Landmark> hidden = face.points().stream()
                .map(point -> new Landmark(point.place(), PointState.OCCLUDED, point.provenance(), null))
                .toList();
        assertThat(checks.findings(hidden, new Sight(at -> false, null)))
                .extracting(GeometryFinding::kind)
                .doesNotContain(FindingKind.OFF_OUTLINE);
    }

    /** In the order of the schema: right upper, left upper, left lower, right lower. */
    private static List<FindingKind> box(GeometryChecks checks, double right, double top, double left, double bottom) {
        List<Landmark> points =
                List.of(placed(right, top), placed(left, top), placed(left, bottom), placed(right, bottom));
        return checks.findings(points, new Sight(at -> true, null)).stream()
                .map(GeometryFinding::kind)
                .toList();
    }

    private static List<Landmark> all(LandmarkSchema schema, IntFunction<Landmark> of) {
        return IntStream.range(0, schema.size()).mapToObj(of).toList();
    }

    private static Landmark placed(double x, double y) {
        return new Landmark(new ViewPoint(x, y), PointState.VISIBLE, Provenance.PLACED, null);
    }
}
