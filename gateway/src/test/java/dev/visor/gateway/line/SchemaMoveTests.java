package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project goes to a version of its schema that has as many points in another order. Whoever trusted numbers would have the
 * tip of the nose on an eye.
 */
class SchemaMoveTests {

    private final Installation visor = Installation.shared();
    private final Cast cast = Cast.sharing(SchemaMoveTests.class, visor);
    private final String id = OwnSchemas.add(visor, cast.client);
    private final Line.Job job = new Line(visor).project(cast.client, cast.team, id, "face-oval");

    @Test
    void putsNoPointUnderAnotherName() {
        twoFaces();
        Work first = work();
        assertThat(first.label).isEqualTo(id + "@1");
        ArrayNode points = scarPlaced(job.points(cast.annotator, first.task), 3);
        save(first, "submission", id + "@1", points).ok();
        Map<String, List<Double>> before = named(job.export());
        Work second = work();
        ArrayNode draft = scarPlaced(job.points(cast.annotator, second.task), 3);
        save(second, "drafts", id + "@1", draft).ok();

        visor.post(cast.client, "/api/v1/schemas", OwnSchemas.turned(id)).ok();
        move(2).refused(409, "tasks-leased");
        release(second);
        assertThat(move(2).ok().json().path("schemaVersion").asInt()).isEqualTo(2);

        Work again = work();
        assertThat(again.task).isEqualTo(second.task);
        assertThat(again.label).isEqualTo(id + "@2");
        save(again, "drafts", id + "@1", draft).refused(409, "schema-moved");
        save(again, "submission", id + "@1", draft).refused(409, "schema-moved");
        save(again, "submission", null, draft).refused(400, "schema-unsaid");
        visor.get(
                        cast.annotator,
                        "/api/v1/tasks/" + again.task + "/points?schema=" + id + "@1",
                        "Visor-Purpose",
                        job.purpose)
                .refused(409, "schema-moved");
        ArrayNode carried = job.points(cast.annotator, again.task);
        assertThat(carried.get(0).path("state").asString())
                .as("the scar is another place now")
                .isEqualTo("not-labelled");
        for (int old = 0; old < 3; old++) {
            for (String field : List.of("x", "y", "state", "provenance")) {
                assertThat(carried.get(3 - old).path(field))
                        .isEqualTo(draft.get(old).path(field));
            }
        }
        save(again, "submission", id + "@2", carried).ok();

        String export = job.export();
        Map<String, List<Double>> after = named(export);
        before.forEach((name, place) -> assertThat(after).as(name).containsEntry(name, place));
        isAFace(after, "first", id + "@1");
        isAFace(after, "second", id + "@2");
        assertThat(after).containsKey("first " + id + "@1 scar").doesNotContainKey("second " + id + "@2 scar");
        JsonNode manifest = JsonMapper.shared().readTree(files(export).get("manifest.json"));
        assertThat(manifest.has("schema")).isFalse();
        assertThat(manifest.path("schemas").toString()).isEqualTo("[\"" + id + "@1\",\"" + id + "@2\"]");
        assertThat(manifest.path("faces"))
                .extracting(face -> face.path("schema").asString())
                .containsExactlyInAnyOrder(id + "@1", id + "@2");
    }

    /** Suggestions are counted by the version that a view was made under. */
    @Test
    void suggestsNoPointUnderAnotherName() {
        twoFaces();
        Work work = work();
        ArrayNode suggested = job.points(cast.annotator, work.task);
        release(work);
        visor.post(cast.client, "/api/v1/schemas", OwnSchemas.turned(id)).ok();
        move(2).ok();
        Work moved = work();
        assertThat(moved.task).isEqualTo(work.task);
        ArrayNode now = job.points(cast.annotator, moved.task);
        for (int old = 0; old < 4; old++) {
            assertThat(now.get(3 - old)).isEqualTo(suggested.get(old));
        }
        save(moved, "submission", id + "@2", now).ok();
    }

    @Test
    void pinsNoRemarkToAnotherPoint() {
        twoFaces();
        Work work = work();
        comment(work, id + "@1", 2, "The nose").ok();
        comment(work, id + "@1", 3, "The scar").ok();
        comment(work, null, 3, "A scar").refused(400, "schema-unsaid");
        release(work);
        visor.post(cast.client, "/api/v1/schemas", OwnSchemas.turned(id)).ok();
        move(2).ok();
        Work moved = work();
        comment(moved, id + "@1", 2, "An eye").refused(409, "schema-moved");
        assertThat(visor.get(cast.annotator, "/api/v1/tasks/" + moved.task + "/comments", "Visor-Purpose", job.purpose)
                        .ok()
                        .json())
                .extracting(said -> said.path("text").asString() + " " + said.path("point"))
                .containsExactlyInAnyOrder("The nose 1", "The scar null");
        release(moved);
    }

    @Test
    void tellsWhatWasPlacedUnderWhichVersion() {
        twoFaces();
        Work first = work();
        save(first, "submission", id + "@1", job.points(cast.annotator, first.task))
                .ok();
        Work second = work();
        save(second, "drafts", id + "@1", job.points(cast.annotator, second.task))
                .ok();
        release(second);
        visor.post(cast.client, "/api/v1/schemas", OwnSchemas.turned(id)).ok();

        JsonNode diff = visor.get(cast.client, "/api/v1/schemas/" + id + "/diff?from=1&to=2")
                .ok()
                .json();
        assertThat(diff.path("changes"))
                .extracting(change -> change.path("kind").asString())
                .containsOnly("numbered", "redefined");
        assertThat(diff.path("projects").toString()).isEqualTo("[\"" + job.project + "\"]");
        JsonNode affected = diff.path("affected");
        assertThat(List.of(
                        affected.path("tasks").asInt(),
                        affected.path("drafts").asInt(),
                        affected.path("submissions").asInt()))
                .containsExactly(2, 1, 1);
        assertThat(affected.path("projects").toString()).isEqualTo("[\"" + job.project + "\"]");
        assertThat(affected.path("sheets"))
                .extracting(sheet ->
                        sheet.path("task").asString() + " " + sheet.path("kind").asString())
                .containsExactly(second.task + " draft", first.task + " submission");
        move(2).ok();
        JsonNode moved = visor.get(cast.client, "/api/v1/schemas/" + id + "/diff?from=1&to=2")
                .ok()
                .json();
        assertThat(moved.path("affected")).isEqualTo(affected);
        assertThat(moved.path("projects").toString()).isEqualTo("[]");
        assertThat(visor.get(cast.client, "/api/v1/schemas/" + id + "/diff?from=2&to=1")
                        .ok()
                        .json()
                        .path("affected")
                        .path("tasks")
                        .asInt())
                .isZero();
    }

    @Test
    void goesNowhereElse() {
        move(1).refused(409, "same-version");
        move(2).refused(400, "unknown-schema");
        move(0).refused(400, "unknown-schema");
        visor.post(cast.client, "/api/v1/schemas", OwnSchemas.turned(id).replace("\"scar\"", "\"ear-scar\""))
                .ok();
        move(2).refused(400, "points-always-hidden");
        Cast other = new Cast(visor);
        visor.post(other.client, "/api/v1/projects/" + job.project + "/schema", "{\"version\": 2}")
                .refused(404, "not-found");
        Line.Job shipped = cast.project();
        visor.post(cast.client, "/api/v1/projects/" + shipped.project + "/schema", "{\"version\": 2}")
                .refused(400, "unknown-schema");
    }

    /** Looks at points and codes are held to the version that they were made for, as saves are. */
    @Test
    void looksAtNoPointsUnderOtherNames() {
        twoFaces();
        Work work = work();
        ArrayNode points = job.points(cast.annotator, work.task);
        save(work, "check", id + "@1", points).ok();
        save(work, "check", null, points).refused(400, "schema-unsaid");
        codes(work, id + "@1").ok();
        checkCodes(work, id + "@1").ok();
        release(work);
        visor.post(cast.client, "/api/v1/schemas", OwnSchemas.turned(id)).ok();
        move(2).ok();
        Work moved = work();
        assertThat(moved.task).isEqualTo(work.task);
        save(moved, "check", id + "@1", points).refused(409, "schema-moved");
        codes(moved, id + "@1").refused(409, "schema-moved");
        checkCodes(moved, id + "@1").refused(409, "schema-moved");
        save(moved, "check", id + "@2", job.points(cast.annotator, moved.task)).ok();
        codes(moved, id + "@2").ok();
        checkCodes(moved, id + "@2").ok();
        release(moved);
    }

    private record Work(String task, String label) {}

    private Answer codes(Work work, String schema) {
        return visor.get(
                cast.annotator, "/api/v1/tasks/" + work.task + "/codes?schema=" + schema, "Visor-Purpose", job.purpose);
    }

    private Answer checkCodes(Work work, String schema) {
        return visor.post(
                cast.annotator,
                "/api/v1/tasks/" + work.task + "/codes/check?schema=" + schema,
                "{}",
                "Visor-Purpose",
                job.purpose);
    }

    private void twoFaces() {
        job.manifest(
                "photo.jpg,\"" + Line.FACES[0] + "\",first,consent-1,first",
                "photo.jpg,\"" + Line.FACES[1] + "\",second,consent-2,first");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        job.release(cast.officer).ok();
    }

    private Work work() {
        JsonNode task = job.next(cast.annotator);
        return new Work(
                task.path("id").asString(), task.path("schema").path("label").asString());
    }

    /** The scar, which nobody suggests, is placed by hand; its neighbours stay as they were suggested. */
    private static ArrayNode scarPlaced(ArrayNode points, int scar) {
        ArrayNode placed = points.deepCopy();
        ((ObjectNode) placed.get(scar))
                .put("x", 20)
                .put("y", 30)
                .put("state", "visible")
                .put("provenance", "placed");
        return placed;
    }

    private Answer save(Work work, String how, @Nullable String schema, ArrayNode points) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        if (schema != null) {
            body.put("schema", schema);
        }
        body.set("viewPoints", points);
        return visor.post(
                cast.annotator,
                "/api/v1/tasks/" + work.task + "/" + how,
                body.toString(),
                "Visor-Purpose",
                job.purpose);
    }

    private Answer comment(Work work, @Nullable String schema, int point, String text) {
        ObjectNode body =
                JsonMapper.shared().createObjectNode().put("point", point).put("text", text);
        if (schema != null) {
            body.put("schema", schema);
        }
        return visor.post(
                cast.annotator,
                "/api/v1/tasks/" + work.task + "/comments",
                body.toString(),
                "Visor-Purpose",
                job.purpose);
    }

    private void release(Work work) {
        visor.post(cast.annotator, "/api/v1/tasks/" + work.task + "/release", "", "Visor-Purpose", job.purpose)
                .ok();
    }

    private Answer move(int version) {
        return visor.post(cast.client, "/api/v1/projects/" + job.project + "/schema", "{\"version\": " + version + "}");
    }

    private Map<String, String> files(String export) {
        return Export.read(visor.get(cast.client, "/api/v1/exports/" + export + "/archive")
                        .ok()
                        .body())
                .files();
    }

    /** Labelled points by the person, the version and the name that their category has for them. */
    private Map<String, List<Double>> named(String export) {
        JsonNode coco = JsonMapper.shared().readTree(files(export).get("annotations/coco.json"));
        Map<Integer, JsonNode> categories = new HashMap<>();
        coco.path("categories")
                .forEach(category -> categories.put(category.path("id").asInt(), category));
        Map<String, List<Double>> named = new HashMap<>();
        for (JsonNode annotation : coco.path("annotations")) {
            JsonNode category = Objects.requireNonNull(
                    categories.get(annotation.path("category_id").asInt()));
            String person = annotation.path("bbox").get(0).asDouble() < 700 ? "first" : "second";
            for (int i = 0; i < category.path("keypoints").size(); i++) {
                JsonNode numbers = annotation.path("keypoints");
                if (numbers.get(3 * i + 2).asInt() > 0) {
                    named.put(
                            person + " " + category.path("visor").path("schema").asString() + " "
                                    + category.path("keypoints").get(i).asString(),
                            List.of(
                                    numbers.get(3 * i).asDouble(),
                                    numbers.get(3 * i + 1).asDouble()));
                }
            }
        }
        return named;
    }

    /** The right eye is left of the nose in the picture, the left one right of it, and both are above it. */
    private static void isAFace(Map<String, List<Double>> named, String person, String schema) {
        List<List<Double>> places = new ArrayList<>();
        for (String point : List.of("eye-right-outer-corner", "nose-tip", "eye-left-outer-corner")) {
            places.add(named.get(person + " " + schema + " " + point));
        }
        assertThat(places).doesNotContainNull();
        assertThat(places.stream().map(List::getFirst)).isSorted();
        assertThat(places.get(1).get(1))
                .isGreaterThan(places.get(0).get(1))
                .isGreaterThan(places.get(2).get(1));
    }
}
