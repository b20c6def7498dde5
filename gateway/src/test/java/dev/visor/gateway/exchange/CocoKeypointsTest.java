package dev.visor.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CocoKeypointsTest {

    private static final String FOREIGN = """
            {"images": [{"id": 5, "width": 10, "height": 5, "file_name": "a.jpg"}],
             "annotations": [{"id": 1, "image_id": 5, "category_id": 2, "area": 3.0, "bbox": [2.0, 2.0, 3.0, 1.0],
                "keypoints": [0, 0, 0, 0, 2, 1, 4, 1, 2], "num_keypoints": 2}]}
            """;

    private final ExportContent content = Sample.content();
    private final JsonNode json = JsonMapper.shared().readTree(CocoKeypoints.write(content));

    @Test
    void writesVersionOneAsItAlwaysDid() throws Exception {
        assertThat(new String(CocoKeypoints.write(content), StandardCharsets.UTF_8))
                .isEqualTo(Golden.text("coco-v1.json"));
    }

    @Test
    void writesTheDocumentedStructure() {
        assertThat(json.propertyNames()).contains("info", "licenses", "images", "annotations", "categories");
        for (JsonNode image : json.get("images")) {
            assertThat(image.propertyNames()).contains("id", "width", "height", "file_name");
        }
        for (JsonNode annotation : json.get("annotations")) {
            assertThat(annotation.propertyNames())
                    .contains(
                            "id",
                            "image_id",
                            "category_id",
                            "segmentation",
                            "area",
                            "bbox",
                            "iscrowd",
                            "keypoints",
                            "num_keypoints");
            assertThat(annotation.get("keypoints").size()).isEqualTo(3 * 68);
        }
        JsonNode category = json.get("categories").get(0);
        assertThat(category.get("keypoints").size()).isEqualTo(68);
        for (JsonNode edge : category.get("skeleton")) {
            assertThat(edge.get(0).asInt()).isBetween(1, 68);
            assertThat(edge.get(1).asInt()).isBetween(1, 68);
        }
        assertThat(category.get("skeleton").get(0).toString()).isEqualTo("[1,2]");
    }

    @Test
    void namesPicturesAsTheClientDid() {
        assertThat(json.get("images").get(0).get("file_name").asString()).isEqualTo("ward 3/Bild \"7\" ä.jpg");
    }

    @Test
    void keepsWhatWasSeenApartFromWhatWasNot() {
        JsonNode mixed = json.get("annotations").get(1);
        assertThat(flags(mixed, 8)).containsExactly(2, 2, 1, 1, 1, 1, 0, 0);
        assertThat(mixed.get("num_keypoints").asInt()).isEqualTo(66);
        assertThat(mixed.get("keypoints").get(3 * 6).asDouble()).isZero();
        assertThat(mixed.get("visor").get("states").get(4).asString()).isEqualTo("ambiguous");
    }

    @Test
    void readsWhatItWrites() {
        List<CocoReader.Found> found = CocoReader.read(CocoKeypoints.write(content));
        assertThat(found).hasSize(3);
        ExportedFace second = content.pictures().getFirst().faces().get(1);
        assertThat(found.get(1).box()).isEqualTo(second.box());
        assertThat(found.get(1).size()).isEqualTo(Sample.SIZE);
        assertThat(found.get(1).points())
                .isEqualTo(second.points().stream().map(ExportedPoint::place).toList());
    }

    @Test
    void readsAnotherProgramsFile() {
        CocoReader.Found found =
                CocoReader.read(FOREIGN.getBytes(StandardCharsets.UTF_8)).getFirst();
        assertThat(found.fileName()).isEqualTo("a.jpg");
        assertThat(found.size()).isEqualTo(new ImageSize(10, 5));
        assertThat(found.box()).isEqualTo(new Box(2, 2, 3, 1));
        assertThat(found.points()).containsExactly(null, new ImagePoint(0.5, 2.5), new ImagePoint(4.5, 1.5));
        assertThat(found.flags()).containsExactly(0, 1, 2);
    }

    @Test
    void readsThePublishedSample() throws Exception {
        String samples = System.getenv("VISOR_SAMPLES");
        assumeTrue(samples != null, "VISOR_SAMPLES names no folder with a published COCO file");
        Path file = Path.of(
                samples, "datumaro", "coco_dataset_coco_person_keypoints_annotations_person_keypoints_train.json");
        assertThat(CocoReader.read(Files.readAllBytes(file)))
                .first()
                .isEqualTo(CocoReader.read(FOREIGN.getBytes(StandardCharsets.UTF_8))
                        .getFirst());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"image_id\": 5=>\"image_id\": 6",
                "\"num_keypoints\": 2=>\"num_keypoints\": 3",
                "[0, 0, 0, 0,=>[0, 0, 0,",
                "4, 1, 2]=>\"4\", 1, 2]",
                "\"images\"=>\"pictures\"",
                "{\"images\"=>{{"
            })
    void refusesAFileThatContradictsItself(String change) {
        List<String> parts = List.of(change.split("=>", 2));
        String broken = FOREIGN.replace(parts.get(0), parts.get(1));
        assertThat(broken).isNotEqualTo(FOREIGN);
        assertThatThrownBy(() -> CocoReader.read(broken.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ExportFormatException.class);
    }

    private static List<Integer> flags(JsonNode annotation, int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> annotation.get("keypoints").get(3 * i + 2).asInt())
                .toList();
    }
}
