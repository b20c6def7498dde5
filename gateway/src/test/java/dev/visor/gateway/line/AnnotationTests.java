package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is handed in twice, given back meanwhile, or says of itself what is not so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnotationTests {

    private final Installation visor = Installation.shared();
    private final Line line = new Line(visor);
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final UUID acme = database.tenant("acme");
    private final String team = "annotation-" + Long.toString(System.nanoTime(), 36);
    private Line.Job job = line.project();

    /** One worker's task with its points as they were suggested. */
    private record Work(Person person, String task, ArrayNode points) {}

    @BeforeAll
    void releasesNineFaces() {
        visor.post(
                        Person.ADA,
                        "/api/v1/teams",
                        "{\"workforce\": \"" + team + "\", \"team\": \"" + team + "\", \"country\": \"DE\"}")
                .ok();
        job = line.project(Person.CLARA, team, Instant.now().plus(Duration.ofDays(1)));
        List<String> rows = new ArrayList<>();
        for (int picture = 0; picture < 3; picture++) {
            for (String face : Line.FACES) {
                rows.add("p" + picture + ".jpg,\"" + face + "\"," + team + rows.size() + ",consent,reference-"
                        + picture);
            }
        }
        job.manifest(rows.toArray(String[]::new));
        for (int picture = 0; picture < 3; picture++) {
            job.upload("p" + picture + ".jpg", Line.photograph()).ok();
        }
        job.staged();
        job.release(Person.ROSA).ok();
    }

    @Test
    void handedInSeveralTimesAtOnceIsHandedInOnce() throws Exception {
        Work work = work();
        long failed = recorded(work.task, "act.failed");
        long submitted = recorded(work.task, "annotation.submit");
        List<Callable<Answer>> clicks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            clicks.add(() -> job.submit(work.person, work.task, work.points));
        }

        List<Answer> answers = together(clicks);

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201);
        for (Answer answer : answers) {
            if (answer.status() == 403) {
                answer.refused(403, "forbidden");
            } else if (answer.status() != 201) {
                answer.refused(409, "already-submitted");
            }
        }
        // A task may have come back from another test with records of its own.
        long conflicts =
                answers.stream().filter(answer -> answer.status() == 409).count();
        assertThat(recorded(work.task, "annotation.submit") - submitted).isEqualTo(1 + conflicts);
        assertThat(recorded(work.task, "act.failed") - failed).isEqualTo(conflicts);
    }

    @Test
    void handedInWhileItIsGivenBackIsEitherAndNeverBoth() throws Exception {
        for (int i = 0; i < 4; i++) {
            Work work = work();

            List<Answer> answers =
                    together(List.of(() -> job.submit(work.person, work.task, work.points), () -> release(work)));

            boolean submitted = answers.get(0).status() == 201;
            boolean released = answers.get(1).status() == 204;
            assertThat(List.of(submitted, released)).as(answers.toString()).containsOnlyOnce(true);
            assertThat(state(work.task)).isEqualTo(submitted ? "submitted" : "open");
        }
    }

    @Test
    void aTaskWhoseLeaseIsOverIsTakenBackOnRecordOfThePersonOnIt() {
        Work work = work();
        KeyOwner subject = subject(work.task);
        long released = about(subject, "task.release");
        int rows = database.asApp(
                acme,
                app -> app.sql("update task set lease_ends = now() - interval '1 second' where id = ?")
                        .param(UUID.fromString(database.task(acme, work.task)))
                        .update());
        assertThat(rows).isEqualTo(1);

        Instant end = Instant.now().plus(Installation.PATIENCE);
        while (!state(work.task).equals("open") && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }

        assertThat(state(work.task)).isEqualTo("open");
        assertThat(about(subject, "task.release")).isEqualTo(released + 1);
        job.submit(work.person, work.task, work.points).refused(403, "forbidden");
    }

    @Test
    void draftsThatComeAtOnceAreVersionsOneAfterTheOther() throws Exception {
        Work work = work();
        List<Callable<Answer>> drafts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            drafts.add(() -> draft(work, work.points));
        }

        List<Answer> answers = together(drafts);

        assertThat(answers)
                .extracting(answer -> answer.ok().json().path("version").asInt())
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        release(work);
    }

    @Test
    void theNewestDraftComesBack() {
        Work work = work();
        ArrayNode first = moved(work.points, 3, 0.25);
        ArrayNode second = moved(first, 4, -0.5);
        ArrayNode third = without(second, 5, "not-labelled");
        draft(work, first).ok();
        draft(work, second).ok();
        assertThat(job.points(work.person, work.task)).isEqualTo(Line.begun(second));
        assertThat(draft(work, third).ok().json().path("version").asInt()).isEqualTo(3);

        assertThat(job.points(work.person, work.task)).isEqualTo(Line.begun(third));
        release(work);
    }

    @Test
    void aThreadOfRemarksComesBackInItsNewestVersion() {
        Work work = work();
        String thread = remark(work, "\"point\": 8, \"text\": \"The chin\"")
                .ok()
                .json()
                .path("thread")
                .asString();
        remark(work, "\"point\": 30, \"text\": \"The nose\"").ok();
        for (int version = 2; version <= 3; version++) {
            Answer said = remark(
                            work, "\"point\": 8, \"thread\": \"" + thread + "\", \"text\": \"Chin " + version + "\"")
                    .ok();
            assertThat(said.json().path("version").asInt()).isEqualTo(version);
        }
        remark(work, "\"point\": 9, \"thread\": \"" + thread + "\", \"text\": \"Another point\"")
                .refused(404, "not-found");

        JsonNode all = visor.get(work.person, "/api/v1/tasks/" + work.task + "/comments", "Visor-Purpose", job.purpose)
                .ok()
                .json();

        assertThat(all)
                .extracting(said -> said.path("point").asInt() + " "
                        + said.path("version").asInt() + " "
                        + said.path("text").asString())
                .containsExactlyInAnyOrder("8 3 Chin 3", "30 1 The nose");
        release(work);
    }

    @Test
    void aMovedPointDoesNotPassAsASuggestion() {
        Work work = work();
        long before = recorded(work.task, "act.failed");
        for (String claimed : List.of("suggested-untouched", "confirmed")) {
            for (double by : new double[] {1, 1e-9}) {
                job.submit(work.person, work.task, with(moved(work.points, 2, by), 2, "provenance", claimed))
                        .refused(422, "not-as-suggested");
            }
        }
        job.submit(work.person, work.task, with(work.points, 2, "state", "occluded"))
                .refused(422, "not-as-suggested");
        assertThat(recorded(work.task, "act.failed") - before).isEqualTo(5);
        assertThat(draft(work, with(moved(work.points, 2, 1), 2, "provenance", "confirmed"))
                        .reason())
                .isEqualTo("not-as-suggested");

        ArrayNode honest = with(work.points, 0, "provenance", "confirmed");
        honest = with(with(honest, 1, "provenance", "confirmed"), 1, "state", "occluded");
        job.submit(work.person, work.task, moved(honest, 2, 1)).ok();
    }

    @Test
    void aPointThatWasLaidWithOthersComesBackAsSuch() {
        Work work = work();
        draft(work, with(moved(work.points, 2, 1), 2, "provenance", "fitted")).ok();
        JsonNode kept = job.points(work.person, work.task).get(2);
        assertThat(kept.path("provenance").asString()).isEqualTo("fitted");
        assertThat(kept.path("x").asDouble())
                .isEqualTo(work.points.get(2).path("x").asDouble() + 1);
    }

    @Test
    void aStillHasNoPropagatedPointsAndAPlaceSaysHowItCame() {
        Work work = work();
        job.submit(work.person, work.task, with(work.points, 7, "provenance", "propagated"))
                .refused(422, "not-a-clip");
        ArrayNode nowhere = without(work.points, 7, "not-labelled");
        job.submit(work.person, work.task, with(nowhere, 7, "provenance", "propagated"))
                .refused(422, "not-a-clip");
        ArrayNode silent = work.points.deepCopy();
        ((ObjectNode) silent.get(7)).remove("provenance");
        job.submit(work.person, work.task, silent).refused(422, "no-provenance");

        job.submit(work.person, work.task, nowhere).ok();
    }

    @Test
    void outsideIsOutsideAndEverythingElseIsNot() {
        Work work = work();
        ArrayNode inside = with(moved(work.points, 6, 0.5), 6, "state", "outside");
        job.submit(work.person, work.task, inside).refused(422, "inside-view");
        ArrayNode edge = inside.deepCopy();
        ((ObjectNode) edge.get(6)).put("x", 0).put("y", 0);
        job.submit(work.person, work.task, edge).refused(422, "inside-view");
        ArrayNode beyond = inside.deepCopy();
        ((ObjectNode) beyond.get(6)).put("x", -0.5);
        job.submit(work.person, work.task, with(beyond, 6, "state", "visible")).refused(422, "outside-view");

        draft(work, without(work.points, 6, "outside")).ok();
        job.submit(work.person, work.task, beyond).ok();
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

    private Answer draft(Work work, ArrayNode points) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("viewPoints", points);
        return visor.post(
                work.person, "/api/v1/tasks/" + work.task + "/drafts", body.toString(), "Visor-Purpose", job.purpose);
    }

    private Answer remark(Work work, String fields) {
        return visor.post(
                work.person,
                "/api/v1/tasks/" + work.task + "/comments",
                "{" + fields + "}",
                "Visor-Purpose",
                job.purpose);
    }

    private Answer release(Work work) {
        return visor.post(work.person, "/api/v1/tasks/" + work.task + "/release", "", "Visor-Purpose", job.purpose);
    }

    private long recorded(String task, String action) {
        String label = "task:" + database.task(acme, task);
        return trail.newest(new TenantId(acme), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .filter(record -> record.objects().stream()
                        .anyMatch(object -> object.value().equals(label)))
                .count();
    }

    private long about(KeyOwner subject, String action) {
        return trail.about(new TenantId(acme), subject, 0, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .count();
    }

    private KeyOwner subject(String task) {
        return new KeyOwner(database.asApp(
                acme,
                app -> app.sql("select f.subject from task t join view v on v.id = t.view join face f on f.id = v.face"
                                + " where t.id = ?")
                        .param(UUID.fromString(database.task(acme, task)))
                        .query(UUID.class)
                        .single()));
    }

    private String state(String task) {
        return database.asApp(
                acme,
                app -> app.sql("select state from task where id = ?")
                        .param(UUID.fromString(database.task(acme, task)))
                        .query(String.class)
                        .single());
    }

    private static ArrayNode with(ArrayNode points, int index, String field, String value) {
        ArrayNode copy = points.deepCopy();
        ((ObjectNode) copy.get(index)).put(field, value);
        return copy;
    }

    private static ArrayNode moved(ArrayNode points, int index, double by) {
        ArrayNode copy = points.deepCopy();
        ObjectNode point = (ObjectNode) copy.get(index);
        point.put("x", point.path("x").asDouble() + by).put("provenance", "moved");
        return copy;
    }

    private static ArrayNode without(ArrayNode points, int index, String state) {
        ArrayNode copy = points.deepCopy();
        ((ObjectNode) copy.get(index))
                .putNull("x")
                .putNull("y")
                .put("state", state)
                .putNull("provenance");
        return copy;
    }

    private static List<Answer> together(List<Callable<Answer>> acts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(acts.size());
        List<Future<Answer>> asked = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(acts.size())) {
            for (Callable<Answer> act : acts) {
                asked.add(people.submit(() -> {
                    start.await();
                    return act.call();
                }));
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : asked) {
            answers.add(answer.get());
        }
        return answers;
    }
}
