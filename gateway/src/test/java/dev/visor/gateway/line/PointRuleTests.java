package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a project asks of points is told with the task, and kept when they are handed in; drafts are let be. */
class PointRuleTests {

    private final Installation visor = Installation.shared();
    private final Cast cast = Cast.sharing(PointRuleTests.class, visor);
    private final Line line = new Line(visor);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"occluded\": \"seen\"}; unknown-point-rule",
                "{\"required\": [\"chin\", \"knee-left\"]}; unknown-required-point",
                "{\"required\": [null]}; bad-request",
                "{\"wanted\": []}; bad-request",
            })
    void areRefusedWhereTheyMeanNothing(String rules, String reason) {
        visor.post(cast.client, "/api/v1/projects", wanted(rules)).refused(400, reason);
    }

    @Test
    void areToldAndKeptForPointsThatAreRequired() {
        Line.Job job = job("{\"required\": [\"nose-tip\", \"chin\"]}");
        JsonNode task = job.next(cast.annotator);
        assertThat(task.path("rules").path("required").toString()).isEqualTo("[\"chin\",\"nose-tip\"]");
        String work = task.path("id").asString();
        ArrayNode points = job.points(cast.annotator, work);
        ArrayNode missing = unlabelled(points, 8, null);
        draft(job, work, missing).ok();
        assertThat(job.submit(cast.annotator, work, missing)
                        .refused(422, "point-required")
                        .text())
                .contains(": chin.");
        job.submit(cast.annotator, work, unlabelled(points, 8, "x".repeat(201))).refused(422, "bad-reason");
        job.submit(cast.annotator, work, unlabelled(points, 8, "A scarf hides it"))
                .ok();
    }

    @Test
    void keepWhatIsNotSeenUnplaced() {
        Line.Job job = job("{\"occluded\": \"visible-only\"}");
        JsonNode task = job.next(cast.annotator);
        assertThat(task.path("rules").path("occluded").asString()).isEqualTo("visible-only");
        String work = task.path("id").asString();
        ArrayNode points = job.points(cast.annotator, work);
        ArrayNode hidden = points.deepCopy();
        ((ObjectNode) hidden.get(30)).put("state", "occluded").put("provenance", "confirmed");
        draft(job, work, hidden).ok();
        assertThat(job.submit(cast.annotator, work, hidden)
                        .refused(422, "point-not-visible")
                        .text())
                .contains("nose-tip");
    }

    @Test
    void haveWhatIsHiddenEstimated() {
        Line.Job job = job("{\"occluded\": \"estimate-occluded\"}");
        String work = job.next(cast.annotator).path("id").asString();
        ArrayNode points = job.points(cast.annotator, work);
        job.submit(cast.annotator, work, unlabelled(points, 30, null)).refused(422, "point-not-estimated");
        ArrayNode estimated = points.deepCopy();
        ((ObjectNode) estimated.get(30)).put("state", "occluded").put("provenance", "confirmed");
        job.submit(cast.annotator, work, estimated).ok();
    }

    /** A required point stays required by another name, and a version without it is not taken. */
    @Test
    void goAlongToAnotherVersion() {
        String id = OwnSchemas.add(visor, cast.client);
        String project = visor.post(
                        cast.client,
                        "/api/v1/projects",
                        wanted("{\"required\": [\"scar\"]}").replace("ibug68", id))
                .ok()
                .json()
                .path("id")
                .asString();
        String renamed = OwnSchemas.text(id)
                .replace("[\"scar\", 0.1, 0.9, 0.05, {", "[\"mark\", 0.1, 0.9, 0.05, {\"key\": \"scar\", ");
        visor.post(cast.client, "/api/v1/schemas", renamed).ok();
        visor.post(cast.client, "/api/v1/schemas", OwnSchemas.text(id).replace("\"scar\"", "\"spot\""))
                .ok();

        visor.post(cast.client, "/api/v1/projects/" + project + "/schema", "{\"version\": 3}")
                .refused(400, "required-point-gone");
        assertThat(visor.post(cast.client, "/api/v1/projects/" + project + "/schema", "{\"version\": 2}")
                        .ok()
                        .json()
                        .path("pointRules")
                        .path("required")
                        .toString())
                .isEqualTo("[\"mark\"]");
    }

    private static ArrayNode unlabelled(ArrayNode points, int at, @Nullable String reason) {
        ArrayNode missing = points.deepCopy();
        ObjectNode point = (ObjectNode) missing.get(at);
        point.putNull("x")
                .putNull("y")
                .putNull("provenance")
                .put("state", "not-labelled")
                .put("reason", reason);
        return missing;
    }

    private Answer draft(Line.Job job, String task, ArrayNode points) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("viewPoints", points);
        return visor.post(
                cast.annotator, "/api/v1/tasks/" + task + "/drafts", body.toString(), "Visor-Purpose", job.purpose);
    }

    private Line.Job job(String rules) {
        return line.project(cast.client, wanted(rules), "rules").released("subject", cast.officer);
    }

    private String wanted(String rules) {
        Instant now = Instant.now();
        return "{\"name\": \"Rules\", \"purpose\": \"rules\", \"legalBasis\": \"gdpr-9-2-a\", \"schema\": \"ibug68\","
                + " \"viewProfile\": \"face-oval\", \"retention\": \"P90D\", \"use\": {\"kind\": \"measurement\"},"
                + " \"pointRules\": " + rules + ", \"teams\": [{\"team\": \"" + cast.team + "\", \"from\": \""
                + now.minusSeconds(60) + "\", \"until\": \"" + now.plus(Duration.ofDays(1)) + "\"}]}";
    }
}
