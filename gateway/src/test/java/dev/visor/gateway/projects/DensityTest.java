package dev.visor.gateway.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.visor.gateway.projects.LandmarkSchema.Contour;
import dev.visor.gateway.projects.LandmarkSchema.Edge;
import dev.visor.gateway.projects.LandmarkSchema.MeanPoint;
import dev.visor.gateway.projects.PointDetail.Between;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is cut, and however often: the result is a schema whose mirror image is itself. */
class DensityTest {

    static List<LandmarkSchema> shipped() {
        return LandmarkSchemas.all();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void keepsTheBaseAndStaysItsOwnMirrorImage(LandmarkSchema base) {
        for (int seed = 0; seed < 20; seed++) {
            Map<String, Integer> factors = some(base, new Random(seed));
            LandmarkSchema denser = Density.of(base, "denser", "Denser", factors);

            holds("seed " + seed + " " + factors, base, denser);
        }
    }

    /** What came out is a base like any other; names that were given once are not given twice. */
    @ParameterizedTest
    @MethodSource("shipped")
    void cutsWhatWasCut(LandmarkSchema base) {
        Map<String, Integer> factors = some(base, new Random(7));
        LandmarkSchema once = Density.of(base, "once", "Once", factors);
        holds("twice " + factors, once, Density.of(once, "twice", "Twice", factors));
    }

    private static Map<String, Integer> some(LandmarkSchema base, Random random) {
        Map<String, Integer> factors = new HashMap<>();
        base.contours().forEach(contour -> {
            if (random.nextInt(3) > 0) {
                factors.put(contour.name(), 1 + random.nextInt(Density.MOST_PARTS));
            }
        });
        base.groups().forEach(group -> {
            if (random.nextInt(4) == 0) {
                factors.put(group.name(), 1 + random.nextInt(3));
            }
        });
        return factors;
    }

    private static void holds(String what, LandmarkSchema base, LandmarkSchema denser) {
        int size = base.size();
        assertThat(denser.points().subList(0, size)).as(what).isEqualTo(base.points());
        assertThat(denser.details().subList(0, size)).as(what).isEqualTo(base.details());
        assertThat(denser.mean().subList(0, size)).as(what).isEqualTo(base.mean());
        List<Integer> flip = denser.flip();
        for (int i = 0; i < denser.size(); i++) {
            assertThat(flip.get(flip.get(i))).as(what).isEqualTo(i);
            MeanPoint point = denser.mean().get(i);
            MeanPoint opposite = denser.mean().get(flip.get(i));
            assertThat(Math.hypot(point.x() + opposite.x(), point.y() - opposite.y()))
                    .as("%s: %s", what, denser.points().get(i))
                    .isLessThan(0.006 * width(base));
            assertThat(denser.deviations().get(i))
                    .isBetween(Collections.min(base.deviations()), Collections.max(base.deviations()));
        }
        assertThat(mirrored(denser)).as(what).isEqualTo(undirected(denser.edges()));
        goesThroughTheSamePoints(what, base, denser);
        lieWhereTheMeanShapeHasThem(what, denser);
    }

    private static void goesThroughTheSamePoints(String what, LandmarkSchema base, LandmarkSchema denser) {
        for (int i = 0; i < base.contours().size(); i++) {
            Contour before = base.contours().get(i);
            Contour after = denser.contours().get(i);
            assertThat(after.name()).isEqualTo(before.name());
            assertThat(after.points().stream().filter(point -> point < base.size()))
                    .as(what)
                    .isEqualTo(before.points());
        }
    }

    /** A point between two known ones lies between the mean places of these, at the same share. */
    private static void lieWhereTheMeanShapeHasThem(String what, LandmarkSchema denser) {
        for (int i = 0; i < denser.size(); i++) {
            Between between = denser.details().get(i).between();
            int from = between == null ? -1 : denser.points().indexOf(between.from());
            int to = between == null ? -1 : denser.points().indexOf(between.to());
            if (between != null && from >= 0 && to >= 0) {
                MeanPoint one = denser.mean().get(from);
                MeanPoint other = denser.mean().get(to);
                double share = between.share();
                assertThat(denser.mean().get(i).x())
                        .as("%s: %s", what, denser.points().get(i))
                        .isEqualTo((1 - share) * one.x() + share * other.x(), within(1e-5));
                assertThat(denser.mean().get(i).y())
                        .as("%s: %s", what, denser.points().get(i))
                        .isEqualTo((1 - share) * one.y() + share * other.y(), within(1e-5));
            }
        }
    }

    @Test
    void cutsBothEyesWhereOneIsNamed() {
        LandmarkSchema denser = Density.of(LandmarkSchemas.named("ibug68"), "eyes", "Eyes", Map.of("eye-left", 2));
        assertThat(denser.size()).isEqualTo(68 + 12);
        assertThat(denser.points().subList(68, 80))
                .allMatch(name -> name.matches("eye-(left|right)-.*-[a-c]"))
                .contains("eye-left-inner-corner-a", "eye-right-inner-corner-a");
        Contour eye = denser.contours().stream()
                .filter(contour -> contour.name().equals("eye-left"))
                .findFirst()
                .orElseThrow();
        assertThat(eye.points()).hasSize(12);
        assertThat(IntStream.range(68, 80).mapToObj(i -> KnownPlaces.of(denser, i)))
                .allMatch(Optional::isPresent);
    }

    @Test
    void namesTheMiddleOfAFaceAfterNoSide() {
        LandmarkSchema denser = Density.of(LandmarkSchemas.named("headpose5"), "x", "X", Map.of("axis-up", 3));
        assertThat(denser.points().subList(5, 7)).containsExactly("axis-up-end-a", "axis-up-end-b");
    }

    @ParameterizedTest
    @CsvSource({"eye-left, 0, bad-factor", "eye-left, 9, bad-factor", "eyes, 2, unknown-region"})
    void refusesWhatCannotBeCut(String region, int factor, String reason) {
        LandmarkSchema base = LandmarkSchemas.named("ibug68");
        assertThatExceptionOfType(SchemaMistake.class)
                .isThrownBy(() -> Density.of(base, "x", "X", Map.of(region, factor)))
                .extracting(SchemaMistake::reason)
                .isEqualTo(reason);
    }

    private static double width(LandmarkSchema schema) {
        double[] x = schema.mean().stream().mapToDouble(MeanPoint::x).sorted().toArray();
        return x[x.length - 1] - x[0];
    }

    private static Set<Set<Integer>> undirected(List<Edge> edges) {
        Set<Set<Integer>> pairs = new HashSet<>();
        edges.forEach(edge -> pairs.add(Set.of(edge.from(), edge.to())));
        return pairs;
    }

    private static Set<Set<Integer>> mirrored(LandmarkSchema schema) {
        List<Integer> flip = schema.flip();
        return undirected(schema.edges().stream()
                .map(edge -> new Edge(flip.get(edge.from()), flip.get(edge.to())))
                .toList());
    }
}
