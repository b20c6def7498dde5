package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.LandmarkSchemas;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A face is worked on under each kind of schema, from the suggested points to the export. */
class SchemaWorkTests {

    private final Installation visor = Installation.shared();
    private final Cast cast = new Cast(visor);
    private final Line line = new Line(visor);

    @ParameterizedTest
    @CsvSource({
        "ibug49, face-oval",
        "wflw98, face-and-hair",
        "aflw21, head",
        "micro67, face-oval",
        "headpose5, face-oval",
        "box4, face-box",
        "mediapipe478, face-oval-aligned"
    })
    void goesFromSuggestedPointsToAnExport(String id, String profile) {
        LandmarkSchema schema = LandmarkSchemas.named(id);
        Line.Job job = line.project(cast.client, cast.handle, id, profile);
        job.released("schema-" + id, cast.officer);
        JsonNode task = job.next(cast.annotator);
        assertThat(task.path("schema").path("id").asString()).isEqualTo(id);
        assertThat(task.path("schema").path("points").size()).isEqualTo(schema.size());
        assertThat(task.path("schema").path("definitions").size()).isEqualTo(schema.size());
        assertThat(task.path("schema").path("groups").size())
                .isEqualTo(schema.groups().size());
        assertThat(task.path("schema").path("flip").size()).isEqualTo(schema.size());
        assertThat(task.path("schema").path("mean").get(0).path("x").asDouble())
                .isEqualTo(schema.mean().getFirst().x());
        String work = task.path("id").asString();
        assertThat(job.view(cast.annotator, work).ok().body()).isNotEmpty();

        ArrayNode points = job.points(cast.annotator, work);
        assertThat(points).hasSize(schema.size());
        List<ImagePoint> suggested = new ArrayList<>();
        for (JsonNode point : points) {
            assertThat(point.path("provenance").asString()).isEqualTo("suggested-untouched");
            assertThat(point.path("deviation").asDouble()).as("how sure it is").isBetween(0.1, 200.0);
            suggested.add(
                    new ImagePoint(point.path("x").asDouble(), point.path("y").asDouble()));
        }
        keepsTheSubjectsSides(schema, suggested);

        ObjectNode first = (ObjectNode) points.get(0);
        first.put("x", first.path("x").asDouble() + 3).put("provenance", "moved");
        ObjectNode draft = JsonMapper.shared().createObjectNode();
        draft.set("viewPoints", points);
        visor.post(cast.annotator, "/api/v1/tasks/" + work + "/drafts", draft.toString(), "Visor-Purpose", job.purpose)
                .ok();
        assertThat(job.points(cast.annotator, work))
                .as("somebody has worked on it")
                .allMatch(point -> point.path("deviation").isNull());
        job.submit(cast.annotator, work, points).ok();

        Export export = Export.read(visor.get(cast.client, "/api/v1/exports/" + job.export() + "/archive")
                .ok()
                .body());
        JsonNode coco = JsonMapper.shared().readTree(export.files().get("annotations/coco.json"));
        List<String> names = new ArrayList<>();
        coco.path("categories").get(0).path("keypoints").forEach(name -> names.add(name.asString()));
        assertThat(names).isEqualTo(schema.points());
        List<double[]> exported = export.points("reference-1", "coco");
        assertThat(exported).hasSize(schema.size());
        isTheSameShape(schema, suggested, exported);
        liesOnTheFace(exported);
    }

    /** Somebody who looks at the camera has the right side at the left of the picture. */
    private static void keepsTheSubjectsSides(LandmarkSchema schema, List<ImagePoint> places) {
        for (int i = 0; i < schema.size(); i++) {
            ImagePoint opposite = places.get(schema.flip().get(i));
            if (List.of(schema.points().get(i).split("-", -1)).contains("right")) {
                assertThat(places.get(i).x()).as(schema.points().get(i)).isLessThan(opposite.x());
            }
        }
    }

    /** Nothing but scaled, shifted and turned: the first point was moved, and is left out. */
    private static void isTheSameShape(LandmarkSchema schema, List<ImagePoint> places, List<double[]> exported) {
        int last = schema.size() - 1;
        double scale = distance(exported.get(1), exported.get(last)) / distance(at(places, 1), at(places, last));
        assertThat(scale).isBetween(0.2, 10.0);
        for (int i = 1; i < last; i++) {
            assertThat(distance(exported.get(i), exported.get(last)))
                    .as(schema.points().get(i))
                    .isEqualTo(scale * distance(at(places, i), at(places, last)), within(0.02));
            assertThat(distance(exported.get(i), exported.get(1)))
                    .as(schema.points().get(i))
                    .isEqualTo(scale * distance(at(places, i), at(places, 1)), within(0.02));
        }
    }

    private static void liesOnTheFace(List<double[]> exported) {
        double[] box = Arrays.stream(Line.FACES[0].split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(exported.stream().mapToDouble(point -> point[0]).average().orElseThrow())
                .isBetween(box[0], box[0] + box[2]);
        assertThat(exported.stream().mapToDouble(point -> point[1]).average().orElseThrow())
                .isBetween(box[1], box[1] + box[3]);
    }

    private static double[] at(List<ImagePoint> places, int index) {
        return new double[] {places.get(index).x(), places.get(index).y()};
    }

    private static double distance(double[] one, double[] other) {
        return Math.hypot(one[0] - other[0], one[1] - other[1]);
    }
}
