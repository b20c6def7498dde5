package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The line from upload to export, and what it refuses on the way. */
class MainJobTests {

    private final Installation visor = Installation.shared();
    private final Line line = new Line(visor);

    @Test
    void carriesThePointsOfThreeFacesBackIntoTheOriginal() {
        Line.Job job = line.project();
        job.manifest(
                "photo.jpg,\"" + Line.FACES[0] + "\",three-a,consent-a,reference-1",
                "photo.jpg,\"" + Line.FACES[1] + "\",three-b,consent-b,reference-1",
                "photo.jpg,\"" + Line.FACES[2] + "\",three-c,consent-c,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        assertThat(job.staged().path("faces").asInt()).isEqualTo(3);
        job.release(Person.ROSA).ok();
        for (int face = 0; face < 3; face++) {
            String task = job.next(Person.ANNA).path("id").asString();
            Answer view = job.view(Person.ANNA, task).ok();
            assertThat(view.header("Cache-Control")).contains("no-store");
            assertThat(view.header("Visor-Receipt")).isNotEmpty();
            job.submit(Person.ANNA, task, job.points(Person.ANNA, task)).ok();
        }

        JsonNode check = visor.get(Person.CLARA, "/api/v1/exports/" + job.export() + "/check")
                .ok()
                .json();

        assertThat(check.path("roundTripViewPixels").asDouble()).isLessThan(1e-9);
        assertThat(check.path("readBackImagePixels").asDouble()).isLessThan(1e-9);
        JsonNode faces = check.path("pictures").get(0).path("faces");
        assertThat(faces.size()).isEqualTo(3);
        List<Double> middles = new ArrayList<>();
        // The tip of the nose, point 30, lies within the box that was claimed.
        faces.forEach(
                face -> middles.add(face.path("imagePoints").get(30).path("x").asDouble()));
        middles.sort(null);
        assertThat(middles.get(0)).isBetween(412.0, 412.0 + 181);
        assertThat(middles.get(1)).isBetween(839.0, 839.0 + 197);
        assertThat(middles.get(2)).isBetween(1465.0, 1465.0 + 224);
    }

    @Test
    void tellsTheOfficerWhoSawTheFace() {
        Line.Job job = line.project().released("seen-1");
        String task = job.next(Person.ANNA).path("id").asString();
        job.view(Person.ANNA, task).ok();

        // That all was sent is known, and recorded, only after the reader has it.
        JsonNode records = await().until(
                        () -> visor.post(
                                        Person.OTTO,
                                        "/api/v1/trail/questions",
                                        "{\"pseudonym\": \"seen-1\", \"after\": 0}")
                                .ok()
                                .json(),
                        found -> found.findValuesAsString("action").contains("view.sent"));

        List<String> shown = new ArrayList<>();
        records.forEach(found -> {
            if (found.path("action").asString().equals("view.show")) {
                shown.add(found.path("actor").asString() + " as "
                        + found.path("role").asString() + " for "
                        + found.path("purpose").asString());
            }
        });
        assertThat(shown).containsExactly("anna as annotator for " + job.purpose);
    }

    @Test
    void acceptsAManifestsGoodRowsAndRefusesTheBadOnesByReason() {
        Line.Job job = line.project();

        JsonNode report = job.manifest(
                "photo.jpg,whole,row-a,consent,reference",
                "photo.jpg,\"1,2,3\",row-b,consent,reference",
                "photo.jpg,\"1,2,-3,4\",row-b,consent,reference",
                "photo.jpg,\"1,2,NaN,4\",row-b,consent,reference",
                "photo.jpg,whole,row-b,consent,reference",
                "photo.jpg,\"1,2,3,4\",row-b,consent,another-reference",
                "photo.jpg,\"1,2,3,4\",,consent,reference",
                "photo.jpg,whole");

        List<String> reasons = new ArrayList<>();
        report.path("rows").forEach(row -> reasons.add(row.path("reason").asString("accepted")));
        assertThat(reasons)
                .containsExactly(
                        "accepted",
                        "bad-box",
                        "bad-box",
                        "bad-box",
                        "face-named-twice",
                        "reference-differs",
                        "empty-field",
                        "wrong-columns");
    }

    @Test
    void aDryRunKeepsNothing() {
        Line.Job job = line.project();
        job.manifest("photo.jpg,whole,dry-a,consent,reference");
        String other = visor.post(Person.CLARA, "/api/v1/projects/" + job.project + "/batches", "{\"label\": \"Dry\"}")
                .ok()
                .json()
                .path("id")
                .asString();
        visor.send(
                        Person.CLARA,
                        "POST",
                        "/api/v1/batches/" + other + "/manifest?dryRun=true",
                        "file,box,subject,consent,reference\nphoto.jpg,whole,dry-b,consent,reference"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "Content-Type",
                        "text/csv")
                .ok();

        assertThat(visor.get(Person.CLARA, "/api/v1/batches/" + other)
                        .json()
                        .path("rows")
                        .size())
                .isZero();
        visor.post(Person.OTTO, "/api/v1/trail/questions", "{\"pseudonym\": \"dry-b\", \"after\": 0}")
                .refused(400, "unknown-subject");
    }

    @Test
    void aBrokenFileHarmsOnlyItself() {
        Line.Job job = line.project();
        job.manifest(
                "good.jpg,\"" + Line.FACES[0] + "\",broken-a,consent,reference-good",
                "bad.jpg,whole,broken-b,consent,reference-bad");
        byte[] photograph = Line.photograph();
        byte[] half = java.util.Arrays.copyOf(photograph, photograph.length / 2);

        job.upload("bad.jpg", half).refused(422, "truncated");
        job.upload("unknown.jpg", photograph).refused(409, "not-in-manifest");
        job.upload("good.jpg", photograph).ok();
        job.upload("good.jpg", photograph).refused(409, "already-uploaded");

        JsonNode standing = job.staged();
        assertThat(standing.path("faces").asInt()).isEqualTo(1);
        assertThat(standing.path("rows").get(1).path("reason").asString()).isEqualTo("file-missing");
    }

    @Test
    void aPictureWithoutTheClaimedFaceWaitsForAPersonAndHasNoView() {
        Line.Job job = line.project();
        job.manifest("photo.jpg,\"10,10,60,60\",nobody-a,consent,reference");
        job.upload("photo.jpg", Line.photograph()).ok();

        JsonNode standing = job.staged();

        assertThat(standing.path("waiting").asInt()).isEqualTo(1);
        assertThat(standing.path("faces").asInt()).isZero();
        assertThat(standing.path("rows").get(0).path("reason").asString()).isEqualTo("claim-unmatched");
        assertThat(standing.path("rows").get(0).path("sentence").asString())
                .isEqualTo("No face was found at this box; give a box that surrounds the face.");
    }

    @Test
    void aWithdrawnBatchCannotBeOpenedByAnybody() {
        Line.Job job = line.project().released("withdrawn-1");
        String task = job.next(Person.ANNA).path("id").asString();
        JsonNode review = job.review(Person.ROSA);
        String asset = review.get(0).path("id").asString();
        String view = review.get(0).path("views").get(0).path("id").asString();

        String sentence = visor.send(Person.ROSA, "POST", "/api/v1/batches/" + job.batch() + "/withdraw", new byte[0])
                .ok()
                .json()
                .path("sentence")
                .asString();

        assertThat(sentence).contains("keys", "destroyed");
        assertThat(job.view(Person.ANNA, task).status()).isEqualTo(404);
        assertThat(visor.get(Person.ROSA, "/api/v1/views/" + view + "/picture").status())
                .isIn(403, 404);
        assertThat(visor.get(Person.ROSA, "/api/v1/assets/" + asset + "/original")
                        .status())
                .isEqualTo(410);
    }

    @Test
    void aPictureWithdrawnWhileItIsWorkedOnLeavesNothingBehind() {
        Line.Job job = line.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",race-1,consent-1,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        visor.send(Person.CLARA, "POST", "/api/v1/batches/" + job.batch() + "/close", new byte[0])
                .ok();
        visor.send(Person.ROSA, "POST", "/api/v1/batches/" + job.batch() + "/withdraw", new byte[0])
                .ok();

        // Another picture's views tell that the queue has moved on.
        line.project().released("race-2");
        JsonNode standing = job.await("withdrawn");
        assertThat(standing.path("faces").asInt()).isZero();
        assertThat(standing.path("waiting").asInt()).isZero();
    }

    @Nested
    class Points {

        private final Line.Job job = line.project().released("points-" + System.nanoTime());
        private final String task = job.next(Person.BEN).path("id").asString();
        private final ArrayNode points = job.points(Person.BEN, task);

        @Test
        void areRefusedForEachMistakeWithItsReason() {
            ArrayNode short_ = points.deepCopy();
            short_.remove(67);
            job.submit(Person.BEN, task, short_).refused(422, "wrong-count");
            job.submit(Person.BEN, task, changed("x", "\"NaN\"")).refused(422, "not-a-number");
            job.submit(Person.BEN, task, changed("x", "-3")).refused(422, "outside-view");
            job.submit(Person.BEN, task, changed("x", "1e300")).refused(422, "outside-view");
            job.submit(Person.BEN, task, changed("x", "null")).refused(422, "half-a-place");
            job.submit(Person.BEN, task, changed("state", "\"seen\"")).refused(422, "unknown-state");
            job.submit(Person.BEN, task, changed("state", "\"ambiguous\"")).refused(422, "bad-reason");
            job.submit(Person.BEN, task, changed("state", "\"not-labelled\"")).refused(422, "unwanted-place");
            job.submit(Person.BEN, task, changed("provenance", "\"guessed\"")).refused(422, "unknown-state");
            assertThat(visor.post(
                                    Person.BEN,
                                    "/api/v1/tasks/" + task + "/submission",
                                    "{\"viewPoints\": [",
                                    "Visor-Purpose",
                                    job.purpose)
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void areKeptAsDraftsAndComeBackAsTheyWere() {
            ArrayNode moved = changed("x", "12.25");
            ((ObjectNode) moved.get(0)).put("provenance", "moved");
            ObjectNode body = JsonMapper.shared().createObjectNode();
            body.set("viewPoints", moved);

            visor.post(Person.BEN, "/api/v1/tasks/" + task + "/drafts", body.toString(), "Visor-Purpose", job.purpose)
                    .ok();

            assertThat(job.points(Person.BEN, task)).isEqualTo(Line.begun(moved));
        }

        private ArrayNode changed(String field, String json) {
            ArrayNode copy = points.deepCopy();
            ((ObjectNode) copy.get(0)).set(field, JsonMapper.shared().readTree(json));
            return copy;
        }
    }
}
