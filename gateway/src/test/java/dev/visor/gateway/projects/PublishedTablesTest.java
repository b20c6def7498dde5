package dev.visor.gateway.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.projects.LandmarkSchema.Contour;
import dev.visor.gateway.projects.LandmarkSchema.Edge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas beside tables of other programs, which stand in a folder beside the project or nowhere. */
@EnabledIfEnvironmentVariable(named = "VISOR_SAMPLES", matches = ".+")
class PublishedTablesTest {

    @ParameterizedTest
    @CsvSource({
        "ibug68, 300w",
        "ibug68, coco_wholebody_face",
        "wflw98, wflw",
        "aflw19, aflw",
        "cofw29, cofw",
        "lapa106, lapa",
        "wholebody133, coco_wholebody",
    })
    void mirrorAlike(String id, String table) throws IOException {
        assertThat(LandmarkSchemas.named(id).flip()).isEqualTo(flip(table));
    }

    @Test
    void mirrorsTheBodyAsTheFirstOfTheWholeOne() throws IOException {
        assertThat(LandmarkSchemas.named("coco17").flip())
                .isEqualTo(flip("coco_wholebody").subList(0, 17));
    }

    /** That one mirrors nothing: with it, a flipped picture keeps the right eye of the person on the viewer's left. */
    @Test
    void doesNotFollowTheOneWithoutSwaps() throws IOException {
        List<Integer> without = flip("300wlp");
        assertThat(without).isEqualTo(IntStream.range(0, 68).boxed().toList());
        assertThat(LandmarkSchemas.named("ibug68").flip()).isNotEqualTo(without);
    }

    @Test
    void haveTheSameDeviations() throws IOException {
        List<Double> published = new ArrayList<>();
        read("schema_flip_maps.json").get("coco_wholebody").get("sigmas").forEach(s -> published.add(s.asDouble()));
        assertThat(LandmarkSchemas.named("wholebody133").deviations()).isEqualTo(published);
    }

    @ParameterizedTest
    @CsvSource({
        "LIPS, lip-outer lip-inner",
        "LEFT_EYE, eye-left",
        "RIGHT_EYE, eye-right",
        "LEFT_EYEBROW, brow-left-upper brow-left-lower",
        "RIGHT_EYEBROW, brow-right-upper brow-right-lower",
        "LEFT_IRIS, iris-left",
        "RIGHT_IRIS, iris-right",
        "FACE_OVAL, oval",
    })
    void drawAlike(String part, String contours) throws IOException {
        LandmarkSchema schema = LandmarkSchemas.named("mediapipe478");
        List<Contour> drawn = schema.contours().stream()
                .filter(contour -> List.of(contours.split(" ")).contains(contour.name()))
                .toList();
        LandmarkSchema alone = new LandmarkSchema(
                schema.id(),
                schema.origin(),
                schema.points(),
                schema.groups(),
                drawn,
                schema.mesh(),
                schema.normaliser(),
                schema.deviations(),
                schema.mean());
        assertThat(undirected(alone.edges())).isEqualTo(connections(part));
    }

    @Test
    void drawTheSameLinesAltogether() throws IOException {
        assertThat(undirected(LandmarkSchemas.named("mediapipe468").edges())).isEqualTo(connections("CONTOURS"));
    }

    @Test
    void layTheSameMesh() throws IOException {
        assertThat(undirected(LandmarkSchemas.named("mediapipe468").mesh()))
                .hasSize(1322)
                .isEqualTo(connections("TESSELATION"));
    }

    private static List<Integer> flip(String table) throws IOException {
        List<Integer> flip = new ArrayList<>();
        read("schema_flip_maps.json").get(table).get("flip").forEach(index -> flip.add(index.intValue()));
        return flip;
    }

    private static Set<Set<Integer>> connections(String part) throws IOException {
        Set<Set<Integer>> pairs = new HashSet<>();
        read("mediapipe_face_connections.json")
                .get("FACE_LANDMARKS_" + part)
                .forEach(pair ->
                        pairs.add(Set.of(pair.get(0).intValue(), pair.get(1).intValue())));
        return pairs;
    }

    private static Set<Set<Integer>> undirected(List<Edge> edges) {
        Set<Set<Integer>> pairs = new HashSet<>();
        edges.forEach(edge -> pairs.add(Set.of(edge.from(), edge.to())));
        return pairs;
    }

    private static JsonNode read(String file) throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(Path.of(System.getenv("VISOR_SAMPLES"), file)));
    }
}
