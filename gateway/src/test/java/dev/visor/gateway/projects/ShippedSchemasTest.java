package dev.visor.gateway.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.gateway.projects.LandmarkSchema.Contour;
import dev.visor.gateway.projects.LandmarkSchema.Edge;
import dev.visor.gateway.projects.LandmarkSchema.Group;
import dev.visor.gateway.projects.LandmarkSchema.MeanPoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each schema that Visor ships with, whoever published it. */
class ShippedSchemasTest {

    private static final Set<String> BODIES = Set.of("coco17", "wholebody133");

    static List<LandmarkSchema> all() {
        return LandmarkSchemas.all();
    }

    @ParameterizedTest
    @CsvSource({
        "ibug68, 6900b3b16992cca1a892d38bdf120202e406bea9e20572899271fc4da1a6284b",
        "ibug51, 8bfbaadcb7db6d1de4cd32ca291a0c7e35afe938d93a7299fbf4dea48795b8e1",
        "ibug49, 4a02e208a3a8af1ec37f1b03c007054959cf293b7ecb067062e35f514d428987",
        "wflw98, 5c45dbfa52482486a3713d556f82aef96ac4df0f1777bdcab6c8f23df0cd2b44",
        "lapa106, a25ed01fe250cfd5143091a95cccc162a3a2f7a363c7a2424fcd15ab19b1d30d",
        "cofw29, 27cbb629500c80ac417448f351f309b04004867dab99886a8e751d09a7f17e75",
        "aflw21, 8ad18bed4bc6dae8d37aad6e6e6c732f34a40ef8880ccc5f088ed869e4182aa2",
        "aflw19, fe940cfe5cc143634e1644941455792a28f33de708626c1a80b9a57904d21813",
        "mediapipe468, a529c5ea38d9c4db88fc2b0b9ffa7a94bfe621910ba79add8c7e6835dc9e98f8",
        "mediapipe478, 3710c805b3022c9b0dab1c1a6595bea0302dc76d12137467613c7cb176cd7837",
        "micro67, e17a48b3c2ac8b4ab414f9c1fa26519f6c86d162074e04fb91e01552842caa76",
        "headpose5, e28a3d2816de10fdc5e7dcd026398c40a785dcf5f2b397113e3bb5008ae42377",
        "box4, 5c4b7d2db56e1d888d92728c3bba3d6d8f8e7de3831c0d06293fa849fec3f85e",
        "coco17, 1e294e42750584e60baba418aa71f04bc4c55700d6919efaa127bc127bc767ed",
        "wholebody133, c235603313a8d909b2c923b040d31896dce16c929b79da6b17a49479179c0d7a",
    })
    void neverChangesUnderItsId(String id, String kept) throws Exception {
        LandmarkSchema schema = LandmarkSchemas.named(id);
        StringBuilder text = new StringBuilder(String.join("\n", schema.points())).append('\n');
        for (Contour contour : schema.contours()) {
            String points = contour.points().stream().map(String::valueOf).collect(Collectors.joining(" "));
            text.append(contour.name()).append(' ').append(points);
            text.append(contour.closed() ? " closed\n" : " open\n");
        }
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo(kept);
    }

    @ParameterizedTest
    @MethodSource("all")
    void hasAsManyPointsAsItsIdSays(LandmarkSchema schema) {
        assertThat(schema.id()).endsWith(String.valueOf(schema.size()));
        assertThat(schema.origin().title()).contains(String.valueOf(schema.size()));
        assertThat(new HashSet<>(schema.points())).hasSize(schema.size());
        assertThat(schema.deviations()).hasSize(schema.size());
        assertThat(schema.mean()).hasSize(schema.size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void hasEachPointInOneGroup(LandmarkSchema schema) {
        List<Integer> grouped = schema.groups().stream()
                .map(Group::points)
                .flatMap(List::stream)
                .toList();
        assertThat(grouped).containsExactlyInAnyOrderElementsOf(indices(schema));
    }

    @ParameterizedTest
    @MethodSource("all")
    void drawsLinesBetweenItsOwnPoints(LandmarkSchema schema) {
        assertThat(schema.contours()).isNotEmpty();
        assertThat(schema.edges()).hasSizeGreaterThanOrEqualTo(2);
        for (Edge edge : with(schema.edges(), schema.mesh())) {
            assertThat(List.of(edge.from(), edge.to())).allMatch(indices(schema)::contains);
        }
        Map<String, Set<Integer>> groups = new HashMap<>();
        schema.groups().forEach(group -> groups.put(group.name(), Set.copyOf(group.points())));
        for (Contour contour : schema.contours()) {
            if (groups.containsKey(contour.name())) {
                assertThat(groups.get(contour.name())).as(contour.name()).containsAll(contour.points());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void mirroredTwiceIsItself(LandmarkSchema schema) {
        List<Integer> flip = schema.flip();
        assertThat(flip).containsExactlyInAnyOrderElementsOf(indices(schema));
        for (int i = 0; i < schema.size(); i++) {
            assertThat(flip.get(flip.get(i))).isEqualTo(i);
            assertThat(schema.points().get(i).matches(".*\\b(left|right)\\b.*")).isEqualTo(flip.get(i) != i);
        }
    }

    /** The mean shapes know nothing of the names: they are means over faces and over the same faces in a mirror. */
    @ParameterizedTest
    @MethodSource("all")
    void mirroredMeanShapeIsTheMeanShape(LandmarkSchema schema) {
        List<Integer> flip = schema.flip();
        double tolerance = 0.006 * width(schema);
        for (int i = 0; i < schema.size(); i++) {
            MeanPoint point = schema.mean().get(i);
            MeanPoint opposite = schema.mean().get(flip.get(i));
            assertThat(Math.hypot(point.x() + opposite.x(), point.y() - opposite.y()))
                    .as(schema.points().get(i))
                    .isLessThan(tolerance);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void showsTheLeftOfAPersonOnTheViewersRight(LandmarkSchema schema) {
        List<Integer> flip = schema.flip();
        for (int i = 0; i < schema.size(); i++) {
            double x = schema.mean().get(i).x();
            if (schema.points().get(i).matches(".*\\bleft\\b.*")) {
                assertThat(x).as(schema.points().get(i)).isPositive();
                assertThat(x).isGreaterThan(schema.mean().get(flip.get(i)).x());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void mirroringMapsTheDrawingOntoItself(LandmarkSchema schema) {
        assertThat(mirrored(schema, schema.edges())).isEqualTo(undirected(schema.edges()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void mirroringMapsTheMeshOntoItselfButForThreeDiagonalsOnEachSide(LandmarkSchema schema) {
        Set<Set<Integer>> alone = undirected(schema.mesh());
        alone.removeAll(mirrored(schema, schema.mesh()));
        assertThat(alone).hasSize(schema.mesh().isEmpty() ? 0 : 6);
    }

    @Test
    void meansTheSamePlaceByTheSameName() {
        Map<String, MeanPoint> places = new HashMap<>();
        for (LandmarkSchema schema : faces()) {
            for (int i = 0; i < schema.size(); i++) {
                MeanPoint place = schema.mean().get(i);
                MeanPoint known = places.putIfAbsent(schema.points().get(i), place);
                assertThat(known == null ? place : known)
                        .as(schema.points().get(i))
                        .isEqualTo(place);
            }
        }
    }

    /** An outer corner of an eye is half a distance of the eyes from the middle in all faces, so that faces compare. */
    @Test
    void hasTheEyesAtTheSamePlaceInAllFaces() {
        MeanPoint eye = place("ibug68", "eye-left-outer-corner");
        assertThat(eye.x()).isEqualTo(0.5, within(0.002));
        assertThat(eye.y()).isEqualTo(0, within(0.002));
        assertThat(LandmarkSchemas.named("mediapipe468").mean().get(263)).isEqualTo(eye);
        assertThat(LandmarkSchemas.named("mediapipe468").mean().get(4)).isEqualTo(place("ibug68", "nose-tip"));
    }

    @ParameterizedTest
    @CsvSource({
        "ibug68, eye-right-outer-corner, eye-left-outer-corner",
        "ibug51, eye-right-outer-corner, eye-left-outer-corner",
        "ibug49, eye-right-outer-corner, eye-left-outer-corner",
        "wflw98, eye-right-outer-corner, eye-left-outer-corner",
        "lapa106, eye-right-outer-corner, eye-left-outer-corner",
        "cofw29, eye-right-outer-corner, eye-left-outer-corner",
        "micro67, eye-right-outer-corner, eye-left-outer-corner",
        "headpose5, axis-right-end, axis-left-end",
    })
    void dividesErrorsByTheDistanceOf(String id, String from, String to) {
        LandmarkSchema schema = LandmarkSchemas.named(id);
        assertThat(schema.normaliser())
                .isEqualTo(new Normaliser.Between(
                        schema.points().indexOf(from), schema.points().indexOf(to)));
    }

    @Test
    void dividesErrorsByTheSizeWhereEyesMayBeHidden() {
        Set<String> boxes = all().stream()
                .filter(schema -> schema.normaliser() instanceof Normaliser.Box)
                .map(LandmarkSchema::id)
                .collect(Collectors.toSet());
        assertThat(boxes).containsExactlyInAnyOrder("aflw19", "aflw21", "box4", "coco17", "wholebody133");
        assertThat(LandmarkSchemas.named("mediapipe468").normaliser()).isEqualTo(new Normaliser.Between(33, 263));
    }

    @Test
    void takesSmallerSetsOutOfLargerOnes() {
        List<String> ibug = points("ibug68");
        assertThat(points("ibug51")).isEqualTo(ibug.subList(17, 68));
        List<String> fewer = new ArrayList<>(ibug.subList(17, 68));
        // 61 and 65 as 300-W counts.
        fewer.removeAll(List.of(ibug.get(60), ibug.get(64)));
        assertThat(points("ibug49")).isEqualTo(fewer);
        assertThat(points("wholebody133").subList(0, 17)).isEqualTo(points("coco17"));
        assertThat(points("wholebody133").subList(23, 91)).isEqualTo(ibug);
        assertThat(points("mediapipe478").subList(0, 468)).isEqualTo(points("mediapipe468"));
        assertThat(LandmarkSchemas.named("mediapipe478").mesh())
                .isEqualTo(LandmarkSchemas.named("mediapipe468").mesh());
        List<String> withoutEars = new ArrayList<>(points("aflw21"));
        // 13 and 17 as AFLW counts.
        withoutEars.removeAll(List.of(withoutEars.get(12), withoutEars.get(16)));
        assertThat(points("aflw19")).isEqualTo(withoutEars);
        assertThat(points("aflw21"))
                .filteredOn(point -> point.startsWith("ear-"))
                .hasSize(2);
    }

    /** AFLW calls the left of the picture left; who took that for the person's would be mirrored. */
    @Test
    void countsAflwFromTheRightOfThePerson() {
        assertThat(points("aflw21").getFirst()).isEqualTo("brow-right-outer");
        assertThat(points("aflw21").get(12)).isEqualTo("ear-right-lobe");
    }

    @Test
    void hasTheDeviationsThatWerePublished() {
        List<Double> whole = LandmarkSchemas.named("wholebody133").deviations();
        assertThat(LandmarkSchemas.named("coco17").deviations())
                .isEqualTo(whole.subList(0, 17))
                .containsExactly(
                        0.026, 0.025, 0.025, 0.035, 0.035, 0.079, 0.079, 0.072, 0.072, 0.062, 0.062, 0.107, 0.107,
                        0.087, 0.087, 0.089, 0.089);
        assertThat(LandmarkSchemas.named("ibug68").deviations()).isEqualTo(whole.subList(23, 91));
        assertThat(LandmarkSchemas.named("ibug51").deviations()).isEqualTo(whole.subList(40, 91));
    }

    /** What stands in the files as our own: the mean of the published ones for the same kind of point. */
    @Test
    void hasMeansOfThemWhereNonePublishedAny() {
        LandmarkSchema ibug = LandmarkSchemas.named("ibug68");
        Map<String, Double> means = new HashMap<>();
        for (String kind : List.of("jaw", "brow", "nose", "eye", "lip")) {
            // The chin is one of the seventeen of the jaw.
            Predicate<String> of = point -> point.startsWith(kind) || (kind.equals("jaw") && point.equals("chin"));
            means.put(
                    kind,
                    IntStream.range(0, ibug.size())
                            .filter(i -> of.test(ibug.points().get(i)))
                            .mapToDouble(i -> ibug.deviations().get(i))
                            .average()
                            .orElseThrow());
        }
        assertThat(deviation("wflw98", "jaw-left-3-4")).isEqualTo(means.get("jaw"), within(1e-4));
        assertThat(deviation("wflw98", "brow-left-lower-middle")).isEqualTo(means.get("brow"), within(1e-4));
        assertThat(deviation("lapa106", "nose-left-ala")).isEqualTo(means.get("nose"), within(1e-4));
        assertThat(deviation("cofw29", "eye-left-upper-middle")).isEqualTo(means.get("eye"), within(1e-4));
        assertThat(deviation("cofw29", "pupil-left")).isEqualTo(means.get("eye"), within(1e-4));
        assertThat(deviation("aflw19", "mouth-centre")).isEqualTo(means.get("lip"), within(1e-4));
        assertThat(deviation("micro67", "cheek-left-malar")).isEqualTo(0.05);
    }

    private static double deviation(String id, String point) {
        return LandmarkSchemas.named(id).deviations().get(points(id).indexOf(point));
    }

    private static MeanPoint place(String id, String point) {
        return LandmarkSchemas.named(id).mean().get(points(id).indexOf(point));
    }

    private static List<LandmarkSchema> faces() {
        return all().stream().filter(schema -> !BODIES.contains(schema.id())).toList();
    }

    private static List<String> points(String id) {
        return LandmarkSchemas.named(id).points();
    }

    private static List<Integer> indices(LandmarkSchema schema) {
        return IntStream.range(0, schema.size()).boxed().toList();
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

    private static Set<Set<Integer>> mirrored(LandmarkSchema schema, List<Edge> edges) {
        List<Integer> flip = schema.flip();
        return undirected(edges.stream()
                .map(edge -> new Edge(flip.get(edge.from()), flip.get(edge.to())))
                .toList());
    }

    private static List<Edge> with(List<Edge> edges, List<Edge> more) {
        List<Edge> all = new ArrayList<>(edges);
        all.addAll(more);
        return all;
    }
}
