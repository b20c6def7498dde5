package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What annotators are told, in versions: drafts are nobody's but the client's, and each annotation says what it was made under. */
class GuidelineTests {

    private static final String TEXT = """
            # Eyes

            Where the lids meet,
            never on the lashes.

            - closed eyes, too
            - glasses do not count

            ![Here](right:eye-right-outer-corner)
            ![Not here](wrong:eye-right-outer-corner -0.2 0.05)
            """;

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = new Cast(visor);
    private final UUID tenant = database.tenant(cast.handle);
    private final Line.Job job = cast.project();
    private final String guidelines = "/api/v1/projects/" + job.project + "/guidelines";

    private Answer write(Person who, String text, int after) {
        String body = JsonMapper.shared()
                .createObjectNode()
                .put("text", text)
                .put("after", after)
                .toString();
        return visor.post(who, guidelines, body);
    }

    private Answer publish(int version) {
        return visor.post(cast.client, guidelines + "/" + version + "/publication", "");
    }

    private Answer told(Person who, String task) {
        return visor.get(who, "/api/v1/tasks/" + task + "/guideline", "Visor-Purpose", job.purpose);
    }

    @Test
    void isReadByTheClientAndNotByAnnotatorsWhileItIsADraft() {
        JsonNode draft = write(cast.client, TEXT, 1).ok().json();
        assertThat(draft.path("version").asInt()).isEqualTo(2);
        assertThat(draft.path("published").isNull()).isTrue();
        assertThat(draft.path("text").asString()).isEqualTo(TEXT);
        assertThat(draft.path("blocks"))
                .extracting(block -> block.path("kind").asString())
                .containsExactly("heading", "paragraph", "list", "figure", "figure");
        JsonNode figure = draft.path("blocks").path(4).path("figure");
        assertThat(figure.path("point").asInt()).isEqualTo(36);
        assertThat(figure.path("dx").asDouble()).isEqualTo(-0.2);
        assertThat(figure.path("dy").asDouble()).isEqualTo(0.05);
        job.released("s-1", cast.officer);

        JsonNode task = job.next(cast.annotator);

        assertThat(task.path("guidelineVersion").asInt()).isEqualTo(1);
        JsonNode shown = told(cast.annotator, task.path("id").asString()).ok().json();
        assertThat(shown.path("version").asInt()).isEqualTo(1);
        assertThat(shown.path("blocks")).isEmpty();
        visor.get(cast.annotator, guidelines).refused(404, "not-found");
        visor.get(cast.annotator, guidelines + "/2").refused(404, "not-found");
    }

    @Test
    void whoTakesATaskWorksUnderWhatIsInForceThenAndSaysSo() {
        job.manifest(
                "photo.jpg,\"" + Line.FACES[0] + "\",s-1,consent-1,reference-1",
                "photo.jpg,\"" + Line.FACES[1] + "\",s-2,consent-2,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        job.release(cast.officer).ok();
        String first = job.next(cast.annotator).path("id").asString();
        write(cast.client, TEXT, 1).ok();
        publish(2).ok();

        assertThat(told(cast.annotator, first).ok().json().path("version").asInt())
                .as("what was begun goes on")
                .isEqualTo(1);
        job.submit(cast.annotator, first, job.points(cast.annotator, first)).ok();
        JsonNode second = job.next(cast.annotator);
        String task = second.path("id").asString();
        assertThat(second.path("guidelineVersion").asInt()).isEqualTo(2);
        JsonNode shown = told(cast.annotator, task).ok().json();
        assertThat(shown.path("version").asInt()).isEqualTo(2);
        assertThat(shown.path("blocks").path(0).path("text").asString()).isEqualTo("Eyes");
        job.submit(cast.annotator, task, job.points(cast.annotator, task)).ok();

        String coco = Objects.requireNonNull(
                Export.read(visor.get(cast.client, "/api/v1/exports/" + job.export() + "/archive")
                                .ok()
                                .body())
                        .files()
                        .get("annotations/coco.json"));
        assertThat(JsonMapper.shared().readTree(coco).path("annotations"))
                .extracting(
                        annotation -> annotation.path("visor").path("guideline").asInt())
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void isPublishedOnceAndOnlyForwards() {
        write(cast.client, "# Two", 1).ok();
        write(cast.client, "# Three", 2).ok();
        publish(3).ok();

        publish(3).refused(409, "guideline-superseded");
        publish(2).refused(409, "guideline-superseded");
        publish(4).refused(404, "not-found");
        assertThat(visor.get(cast.client, guidelines).ok().json())
                .extracting(version -> version.path("version").asInt()
                        + (version.path("published").isNull() ? " draft" : " published"))
                .containsExactly("3 published", "2 draft");
        assertThat(records("guideline.publish"))
                .singleElement()
                .satisfies(record -> assertThat(record.facts()).containsEntry("guideline", "3"));
        assertThat(records("guideline.add")).hasSize(2);
    }

    @Test
    void twoWhoWriteAtOnceDoNotWriteOverEachOther() throws Exception {
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Callable<Integer> writing = () -> write(cast.client, "# Mine", 1).status();
            for (Future<Integer> one : both.invokeAll(List.of(writing, writing))) {
                answers.add(one.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(201, 409);
        write(cast.client, "# Late", 1).refused(409, "stale-version");
        assertThat(visor.get(cast.client, guidelines).ok().json()).hasSize(1);
    }

    @Test
    void isTheClientsAloneToWrite() {
        write(cast.officer, "# Eyes", 1).refused(403, "forbidden");
        write(cast.annotator, "# Eyes", 1).refused(404, "not-found");
        Cast other = new Cast(visor);
        write(other.client, "# Eyes", 1).refused(404, "not-found");
        visor.get(other.client, guidelines).refused(404, "not-found");
        visor.get(cast.officer, guidelines).ok();
    }

    @Test
    void takesNoPictureAndNoPointThatIsNone() {
        for (String bad : List.of(
                "![A face](https://example.org/face.png)",
                "![A face](data:image/png;base64,AAAA)",
                "![Here](right:nose-of-somebody)",
                "![Here](wrong:eye-right-outer-corner)",
                "![Here](right:eye-right-outer-corner 0.1 0.1)",
                "![Here](wrong:eye-right-outer-corner 0 0)",
                "![Here](wrong:eye-right-outer-corner 2 0)",
                "![Here](wrong:eye-right-outer-corner NaN 0)",
                "Nothing \u202E is turned",
                "a\u0000b",
                " ",
                "x".repeat(32_769))) {
            write(cast.client, bad, 1).refused(422, "bad-guideline");
        }
        assertThat(write(cast.client, "# Fine\n\n![Here](right:nobody)", 1).text())
                .contains("Line 3");
        visor.post(cast.client, guidelines, "{}").refused(400, "bad-request");
        assertThat(visor.get(cast.client, guidelines).ok().json()).isEmpty();
    }

    private List<TrailRecord> records(String action) {
        return visor.bean(TrailReading.class).newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .toList();
    }
}
