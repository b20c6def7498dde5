package dev.visor.gateway.landmarks.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.landmarks.geometry.Simulation.Annotated;
import dev.visor.gateway.projects.LandmarkSchemas;
import dev.visor.redaction.geometry.ViewPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the checks must not say, also of annotators who do not miss by a normal distribution. */
class FalseAlarmsTest {

    private static final long SEED = 20261129;

    static Stream<Conditions> development() {
        return Conditions.DEVELOPMENT.stream();
    }

    /** By where the points really lie; a point that chance threw five deviations off is found rightly. */
    @ParameterizedTest
    @MethodSource("development")
    void namesNoSoundPointByWhateverLawAnnotatorsMiss(Conditions conditions) {
        GeometryMeasure measure = new GeometryMeasure("ibug68", conditions);
        measure.look(400, 0, conditions.first() + 50);
        assertThat(measure.sound().falseErrors().share())
                .as("%s: %s", conditions.name(), measure)
                .isLessThanOrEqualTo(0.01);
    }

    /** States go along with the points that bear them; what is wrong is the names alone. */
    @Test
    void saysNothingOfTheStatesOfPointsWithExchangedNames() {
        Simulation simulation = new Simulation(LandmarkSchemas.named("ibug68"));
        GeometryChecks checks = GeometryChecks.of(simulation.schema());
        Random random = new Random(SEED);
        for (int i = 0; i < 10; i++) {
            Annotated face = simulation.careful(random, 30);
            List<Landmark> swapped =
                    simulation.schema().flip().stream().map(face.points()::get).toList();
            assertThat(checks.findings(swapped, face.sight()))
                    .extracting(GeometryFinding::kind)
                    .contains(FindingKind.SIDES_SWAPPED)
                    .doesNotContain(FindingKind.VISIBILITY_REVERSED);
        }
    }

    /** Thirty of 468 points are no third: the others still say what face it is, and which of them are wrong. */
    @Test
    void namesTheWrongPointsOfADenseSchemaAndNotTheWholeFace() {
        Simulation simulation = new Simulation(LandmarkSchemas.named("mediapipe468"));
        GeometryChecks checks = GeometryChecks.of(simulation.schema());
        Annotated face = simulation.careful(new Random(SEED), 10);
        List<Integer> wrong = IntStream.range(0, 30).mapToObj(k -> 15 * k).toList();
        List<Landmark> points = new ArrayList<>(face.points());
        for (int point : wrong) {
            points.set(point, moved(points.get(point), face.shot().scale()));
        }
        List<GeometryFinding> findings = checks.findings(points, face.sight());
        assertThat(findings).extracting(GeometryFinding::kind).doesNotContain(FindingKind.NO_FACE);
        assertThat(findings)
                .flatExtracting(GeometryFinding::points)
                .hasSizeGreaterThanOrEqualTo(20)
                .isSubsetOf(wrong);
    }

    /** Three and a half centimetres off, farther than anything but a gross error. */
    private static Landmark moved(Landmark point, double scale) {
        ViewPoint place = point.place();
        assertThat(place).isNotNull();
        ViewPoint off = new ViewPoint(place.x() + 3.5 * scale, place.y());
        return new Landmark(off, point.state(), point.provenance(), null);
    }
}
