package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.projects.LandmarkSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What looks wrong about points, told while somebody works, asked about when they are handed in, kept for the review. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeometryTests {

    private final Installation visor = Installation.shared();
    private final Line line = new Line(visor);
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final UUID acme = database.tenant("acme");
    private final String team = "geometry-" + Long.toString(System.nanoTime(), 36);
    private Line.Job job = line.project();

    @BeforeAll
    void releasesThreeFaces() {
        visor.post(
                        Person.ADA,
                        "/api/v1/teams",
                        "{\"workforce\": \"" + team + "\", \"team\": \"" + team + "\", \"country\": \"DE\"}")
                .ok();
        job = line.project(Person.CLARA, team, Instant.now().plus(Duration.ofDays(1)));
        List<String> rows = Arrays.stream(Line.FACES)
                .map(face -> "p.jpg,\"" + face + "\"," + team + face.hashCode() + ",consent,reference-1")
                .toList();
        job.manifest(rows.toArray(String[]::new));
        job.upload("p.jpg", Line.photograph()).ok();
        job.staged();
        job.release(Person.ROSA).ok();
    }

    private record Work(Person person, String task, ArrayNode points) {}

    @Test
    void saysWhatLooksWrongAndKeepsNothing() {
        Work work = work();
        long versions = versions();

        assertThat(kinds(check(work, work.points).ok().json(), "error")).isEmpty();
        JsonNode found = check(work, mirrored(work.points)).ok().json();

        assertThat(kinds(found, "error")).containsExactly("sides-swapped");
        assertThat(found.get(0).path("sentence").asString()).contains("left is the left of the person");
        assertThat(found.get(0).path("points").size()).isGreaterThan(50);
        assertThat(versions()).isEqualTo(versions);
        release(work);
    }

    @Test
    void refusesToLookAtWhatIsNoAnnotationOrNobodysTask() {
        Work work = work();
        ArrayNode few = work.points.deepCopy();
        few.remove(0);
        check(work, few).refused(422, "wrong-count");
        Person stranger = new Person(UUID.randomUUID(), "stranger", Set.of("annotator"), null, List.of(team), 1, null);
        check(new Work(stranger, work.task, work.points), work.points).refused(403, "forbidden");
        visor.post(
                        work.person,
                        "/api/v1/tasks/" + work.task + "/check",
                        body(work.points, null).toString())
                .refused(403, "forbidden");
        release(work);
    }

    @Test
    void asksOnceWhetherItIsMeantSoAndKeepsTheAnswerSealed() {
        Work work = work();
        ArrayNode wrong = mirrored(work.points);
        Answer refused = submit(work, wrong, null);
        refused.refused(422, "geometry-findings");
        assertThat(refused.text()).contains("sides-swapped").contains("despite");
        submit(work, wrong, false).refused(422, "geometry-findings");
        assertThat(findings()).isZero();

        JsonNode saved = submit(work, wrong, true).ok().json();

        assertThat(saved.path("errors").asInt()).isEqualTo(1);
        assertThat(findings()).isEqualTo(1);
    }

    @Test
    void takesWhatIsSoundWithoutBeingAskedTo() {
        Work work = work();
        assertThat(submit(work, work.points, null).ok().json().path("errors").asInt())
                .isZero();
    }

    private Work work() {
        Person person = new Person(UUID.randomUUID(), "worker", Set.of("annotator"), null, List.of(team), 1, null);
        String task = visor.post(person, "/api/v1/tasks/next", "")
                .ok()
                .json()
                .path("id")
                .asString();
        return new Work(person, task, job.points(person, task));
    }

    /** Left taken for the left of the picture. */
    private static ArrayNode mirrored(ArrayNode points) {
        ArrayNode mirrored = JsonMapper.shared().createArrayNode();
        for (int from : LandmarkSchemas.named("ibug68").flip()) {
            ObjectNode point = (ObjectNode) points.get(from).deepCopy();
            mirrored.add(point.put("provenance", "placed"));
        }
        return mirrored;
    }

    private Answer check(Work work, ArrayNode points) {
        return visor.post(
                work.person,
                "/api/v1/tasks/" + work.task + "/check",
                body(points, null).toString(),
                "Visor-Purpose",
                job.purpose);
    }

    private Answer submit(Work work, ArrayNode points, @Nullable Boolean despite) {
        return visor.post(
                work.person,
                "/api/v1/tasks/" + work.task + "/submission",
                body(points, despite).toString(),
                "Visor-Purpose",
                job.purpose);
    }

    private void release(Work work) {
        visor.post(work.person, "/api/v1/tasks/" + work.task + "/release", "", "Visor-Purpose", job.purpose)
                .ok();
    }

    private static ObjectNode body(ArrayNode points, @Nullable Boolean despite) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("viewPoints", points);
        return despite == null ? body : body.put("despite", despite);
    }

    private static List<String> kinds(JsonNode found, String severity) {
        return found.valueStream()
                .filter(one -> one.path("severity").asString().equals(severity))
                .map(one -> one.path("kind").asString())
                .toList();
    }

    private long versions() {
        return count("true");
    }

    private long findings() {
        return count("a.findings is not null");
    }

    private long count(String condition) {
        return database.asApp(
                acme,
                app -> app.sql("select count(*) from annotation a join task t on t.id = a.task where t.project = ? and "
                                + condition)
                        .param(UUID.fromString(job.project))
                        .query(Long.class)
                        .single());
    }
}
