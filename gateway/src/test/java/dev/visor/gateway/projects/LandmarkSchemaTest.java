package dev.visor.gateway.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.gateway.projects.LandmarkSchema.Contour;
import dev.visor.gateway.projects.LandmarkSchema.Edge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LandmarkSchemaTest {

    private static final LandmarkSchema IBUG = Ibug68.SCHEMA;

    @Nested
    class Ibug {

        @Test
        void has68PointsThatEachLieOnAContour() {
            Set<Integer> drawn = new HashSet<>();
            IBUG.contours().forEach(contour -> drawn.addAll(contour.points()));
            assertThat(IBUG.size()).isEqualTo(68);
            assertThat(drawn)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 68).boxed().toList());
        }

        @Test
        void drawsEyesAndLipsClosed() {
            assertThat(IBUG.edges()).hasSize(16 + 4 + 4 + 3 + 4 + 6 + 6 + 12 + 8);
            assertThat(IBUG.edges()).contains(new Edge(41, 36), new Edge(47, 42), new Edge(59, 48), new Edge(67, 60));
            assertThat(IBUG.edges()).doesNotContain(new Edge(16, 17), new Edge(16, 0), new Edge(30, 31));
        }

        @Test
        void mirroredTwiceIsItself() {
            List<Integer> flip = IBUG.flip();
            assertThat(flip)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 68).boxed().toList());
            for (int i = 0; i < 68; i++) {
                assertThat(flip.get(flip.get(i))).isEqualTo(i);
            }
        }

        @Test
        void keepsTheMiddleLineWhereItIs() {
            List<Integer> flip = IBUG.flip();
            assertThat(IntStream.range(0, 68).filter(i -> flip.get(i) == i))
                    .containsExactly(8, 27, 28, 29, 30, 33, 51, 57, 62, 66);
        }

        @Test
        void mirroringMapsTheDrawingOntoItself() {
            List<Integer> flip = IBUG.flip();
            Set<Set<Integer>> edges = new HashSet<>();
            Set<Set<Integer>> mirrored = new HashSet<>();
            for (Edge edge : IBUG.edges()) {
                edges.add(Set.of(edge.from(), edge.to()));
                mirrored.add(Set.of(flip.get(edge.from()), flip.get(edge.to())));
            }
            assertThat(mirrored).isEqualTo(edges);
        }

        @Test
        void mirrorsLikeThePublishedTable() throws Exception {
            String samples = System.getenv("VISOR_SAMPLES");
            assumeTrue(samples != null, "VISOR_SAMPLES names no folder with the published table");
            JsonNode table = JsonMapper.shared()
                    .readTree(Files.readAllBytes(Path.of(samples, "schema_flip_maps.json")))
                    .get("300w")
                    .get("flip");
            List<Integer> published = new ArrayList<>();
            table.forEach(index -> published.add(index.intValue()));
            assertThat(IBUG.flip()).isEqualTo(published);
        }
    }

    @Test
    void refusesPointsWithoutAnOpposite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LandmarkSchema("x", List.of("chin", "eye-left"), List.of()))
                .withMessageContaining("eye-right");
    }

    @Test
    void refusesPointsThatShareAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LandmarkSchema("x", List.of("chin", "chin"), List.of()));
    }

    @Test
    void refusesContoursThroughPointsThatDoNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LandmarkSchema(
                        "x", List.of("chin", "nose"), List.of(new Contour("line", List.of(0, 2), false))));
    }
}
