package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A tenant's own schemas: added in versions, seen by the tenant alone, refused with one reason. */
class OwnSchemaTests {

    private final Installation visor = Installation.shared();
    private final Cast cast = new Cast(visor);
    private final String id = OwnSchemas.fresh();

    @Test
    void areAddedInVersionsThatNeverChange() {
        JsonNode first = add(OwnSchemas.text(id)).ok().json();
        assertThat(first.path("version").asInt()).isEqualTo(1);
        assertThat(first.path("own").asBoolean()).isTrue();
        assertThat(first.path("points").get(2).path("suggested").asBoolean()).isTrue();
        assertThat(first.path("points").get(3).path("suggested").asBoolean()).isFalse();
        add(OwnSchemas.text(id)).refused(409, "nothing-new");
        assertThat(add(OwnSchemas.turned(id)).ok().json().path("version").asInt())
                .isEqualTo(2);

        assertThat(get("/" + id + "/versions/1").ok().json()).isEqualTo(first);
        assertThat(get("/" + id + "/versions").ok().json())
                .extracting(version -> version.path("version").asInt())
                .containsExactly(1, 2);
        get("/" + id + "/versions/3").refused(404, "not-found");
        get("/" + id + "/versions/0").refused(404, "not-found");
        assertThat(get("").ok().json())
                .filteredOn(schema -> schema.path("own").asBoolean())
                .extracting(schema -> schema.path("id").asString() + "@"
                        + schema.path("version").asInt())
                .containsExactly(id + "@2");
    }

    @Test
    void areChangedAsTextByWhoeverReadTheNewest() {
        add(OwnSchemas.text(id)).ok();
        ObjectNode text = (ObjectNode) get("/" + id + "/versions/1/text").ok().json();
        text.put("title", "Changed");

        visor.post(cast.client, "/api/v1/schemas?after=0", text.toString()).refused(409, "version-taken");
        visor.post(cast.client, "/api/v1/schemas?after=2", text.toString()).refused(409, "version-taken");
        visor.post(cast.client, "/api/v1/schemas?after=1", text.toString()).ok();

        JsonNode diff = get("/" + id + "/diff?from=1&to=2").ok().json();
        assertThat(diff.path("changes"))
                .extracting(change -> change.path("sentence").asString())
                .containsExactly("The title changed.");
    }

    @Test
    void areNobodyElses() {
        Cast other = new Cast(visor);
        add(OwnSchemas.text(id)).ok();
        for (String path : List.of("", "/versions", "/versions/1", "/versions/1/text", "/diff?from=1&to=1")) {
            visor.get(other.client, "/api/v1/schemas/" + id + path).refused(404, "not-found");
        }
        assertThat(visor.get(other.client, "/api/v1/schemas").ok().text()).doesNotContain(id);
        project(other, id, "face-oval").refused(400, "unknown-schema");
        project(other, id + "@1", "face-oval").refused(400, "unknown-schema");
        assertThat(visor.post(other.client, "/api/v1/schemas", OwnSchemas.turned(id))
                        .ok()
                        .json()
                        .path("version")
                        .asInt())
                .as("another tenant's is another schema")
                .isEqualTo(1);
    }

    @Test
    void areRefusedWithTheOneReason() {
        add(OwnSchemas.text("ibug68")).refused(422, "built-in");
        add(OwnSchemas.text(id).replace("\"scar\"", "\"nose-tip\"")).refused(422, "two-of-a-name");
        add("{").refused(422, "unreadable-schema");
        add(" ".repeat(600 * 1024)).refused(422, "schema-too-large");
        assertThat(get("").ok().text()).doesNotContain(id);
    }

    @Test
    void goWithNoProfileThatHidesAPointByAnotherName() {
        add(OwnSchemas.text(id).replace("The upper end of the scar\"", "A piercing\", \"place\": \"ear-left-lobe\""))
                .ok();
        project(cast, id, "face-oval").refused(400, "points-always-hidden");
        project(cast, id, "head").ok();
    }

    @Test
    void areMadeDenserAndUploaded() {
        JsonNode text = visor.post(
                        cast.client,
                        "/api/v1/schemas/densified",
                        "{\"base\": \"ibug68\", \"id\": \"" + id
                                + "\", \"title\": \"Denser eyes\", \"factors\": {\"eye-left\": 2, \"lip-outer\": 3}}")
                .ok()
                .json();
        assertThat(text.path("points").size()).isEqualTo(68 + 12 + 24);
        JsonNode added = add(text.toString()).ok().json();
        assertThat(added.path("points"))
                .allMatch(point -> point.path("suggested").asBoolean());

        Line.Job job = new Line(visor).project(cast.client, cast.handle, id, "face-oval");
        job.released("denser", cast.officer);
        String task = job.next(cast.annotator).path("id").asString();
        JsonNode points = job.points(cast.annotator, task);
        List<JsonNode> rows = new ArrayList<>();
        points.forEach(rows::add);
        assertThat(rows).hasSize(104).allMatch(point -> point.path("x").isNumber());
        for (int i = 68; i < 104; i++) {
            JsonNode between = text.path("points").get(i).get(4).path("between");
            JsonNode from = rows.get(index(text, between.get(0).asString()));
            JsonNode to = rows.get(index(text, between.get(1).asString()));
            double share = between.get(2).asDouble();
            for (String axis : List.of("x", "y")) {
                assertThat(rows.get(i).path(axis).asDouble())
                        .as(text.path("points").get(i).get(0).asString())
                        .isEqualTo(
                                (1 - share) * from.path(axis).asDouble()
                                        + share * to.path(axis).asDouble(),
                                within(1e-3));
            }
        }
    }

    private static int index(JsonNode text, String name) {
        for (int i = 0; i < text.path("points").size(); i++) {
            if (text.path("points").get(i).get(0).asString().equals(name)) {
                return i;
            }
        }
        throw new AssertionError("No point " + name);
    }

    private Answer add(String text) {
        return visor.post(cast.client, "/api/v1/schemas", text);
    }

    private Answer get(String path) {
        return visor.get(cast.client, "/api/v1/schemas" + path);
    }

    private Answer project(Cast of, String schema, String profile) {
        ObjectNode wanted = JsonMapper.shared()
                .createObjectNode()
                .put("name", "Own")
                .put("purpose", "own")
                .put("legalBasis", "gdpr-9-2-a")
                .put("schema", schema)
                .put("viewProfile", profile)
                .put("retention", "P90D");
        wanted.putObject("use").put("kind", "measurement");
        return visor.post(of.client, "/api/v1/projects", wanted.toString());
    }
}
