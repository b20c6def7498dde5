package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How many work on a face, how soon and before what else, as the client says. */
class WorkPlanTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = new Cast(visor);
    private final UUID tenant = database.tenant(cast.handle);
    private final Person anna = worker("anna");
    private final Person ben = worker("ben");

    private Person worker(String name) {
        return new Person(UUID.randomUUID(), name, Set.of("annotator"), null, List.of(cast.team), 1, null);
    }

    @Test
    void whatIsUrgentGoesFirstAndOfEqualsWhatIsDueFirst() {
        Line.Job usual = planned("{}");
        Line.Job soon = planned("{\"dueDays\": 2}");
        Line.Job last = planned("{\"priority\": 5, \"dueDays\": 1}");
        Line.Job urgent = planned("{\"priority\": 1, \"dueDays\": 90}");

        List<String> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            order.add(visor.post(worker("w" + i), "/api/v1/tasks/next", "")
                    .ok()
                    .json()
                    .path("purpose")
                    .asString());
        }
        assertThat(order).containsExactly(urgent.purpose, soon.purpose, usual.purpose, last.purpose);
    }

    @Test
    void severalPlacePointsOnOneFaceAndNobodyTwice() {
        Line.Job job = planned("{\"copies\": 2}");
        String annas = task(anna);
        job.submit(anna, annas, job.points(anna, annas)).ok();

        assertThat(next(anna).status()).as("the other copy is not hers").isEqualTo(204);
        String bens = task(ben);
        assertThat(bens).isNotEqualTo(annas);
        job.submit(ben, bens, job.points(ben, bens)).ok();
        assertThat(next(worker("carl")).status()).isEqualTo(204);
        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void whoeverAsksSeveralTimesAtOnceGetsOneCopy() throws Exception {
        planned("{\"copies\": 5}");
        CyclicBarrier start = new CyclicBarrier(5);
        List<Future<Answer>> asked = new ArrayList<>();
        try (ExecutorService windows = Executors.newFixedThreadPool(5)) {
            for (int i = 0; i < 5; i++) {
                asked.add(windows.submit(() -> {
                    start.await();
                    return next(anna);
                }));
            }
        }
        Set<String> tasks = new HashSet<>();
        for (Future<Answer> answer : asked) {
            if (answer.get().status() == 200) {
                tasks.add(answer.get().json().path("id").asString());
            }
        }
        assertThat(tasks).hasSize(1);
    }

    @Test
    void nobodySeesWhatAnotherPlacedOrSaidOnTheSameFace() {
        Line.Job job = planned("{\"copies\": 2}");
        String annas = task(anna);
        ArrayNode suggested = job.points(anna, annas);
        ArrayNode moved = Line.begun(suggested);
        ((ObjectNode) moved.get(3))
                .put("provenance", "placed")
                .put("x", suggested.get(3).path("x").asDouble() + 1);
        draft(job, anna, annas, moved, 0).ok();
        remark(job, anna, annas);
        act(job, anna, annas, "/release", "").ok();

        String bens = task(ben);
        String carls = task(worker("carl"));
        assertThat(carls).isNotEqualTo(bens);
        assertThat((Object) job.points(ben, bens)).isEqualTo(suggested);
        assertThat(visor.get(ben, "/api/v1/tasks/" + bens + "/comments", "Visor-Purpose", job.purpose)
                        .ok()
                        .json()
                        .size())
                .isZero();
        draft(job, ben, bens, moved, 0).ok();
        assertThat((Object) job.points(ben, bens)).isEqualTo(moved);
    }

    @Test
    void whatOneBeganAloneTheNextGoesOnWith() {
        Line.Job job = planned("{}");
        String annas = task(anna);
        ArrayNode moved = Line.begun(job.points(anna, annas));
        ((ObjectNode) moved.get(3)).put("provenance", "placed").put("y", 1.5);
        draft(job, anna, annas, moved, 0).ok();
        remark(job, anna, annas);
        act(job, anna, annas, "/release", "").ok();

        String bens = task(ben);
        assertThat((Object) job.points(ben, bens)).isEqualTo(moved);
        assertThat(visor.get(ben, "/api/v1/tasks/" + bens + "/comments", "Visor-Purpose", job.purpose)
                        .ok()
                        .json()
                        .size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"copies\": 0}",
                "{\"copies\": 6}",
                "{\"dueDays\": 0}",
                "{\"dueDays\": 366}",
                "{\"priority\": 0}",
                "{\"priority\": 6}"
            })
    void whatCannotBePlannedIsRefused(String plan) {
        Line.Job job = cast.project();
        plan(job, "{\"copies\": 3, \"dueDays\": 4, \"priority\": 2, \"secondLook\": true, \"links\": true}")
                .ok();

        plan(job, plan).refused(400, "bad-plan");

        assertThat(visor.get(cast.client, "/api/v1/projects/" + job.project + "/work-plan")
                        .ok()
                        .text())
                .isEqualTo("{\"copies\":3,\"dueDays\":4,\"priority\":2,\"secondLook\":true,\"links\":true}");
        assertThat(
                        visor
                                .bean(TrailReading.class)
                                .newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE)
                                .stream()
                                .filter(record -> record.action().equals("project.plan")))
                .singleElement()
                .satisfies(record -> assertThat(record.facts()).containsEntry("copies", "3"));
    }

    private Line.Job planned(String plan) {
        Line.Job job = cast.project();
        plan(job, plan).ok();
        return job.released("subject-" + job.project, cast.officer);
    }

    private Answer plan(Line.Job job, String plan) {
        return visor.post(cast.client, "/api/v1/projects/" + job.project + "/work-plan", plan);
    }

    private Answer next(Person person) {
        return visor.post(person, "/api/v1/tasks/next", "");
    }

    private String task(Person person) {
        return next(person).ok().json().path("id").asString();
    }

    private Answer draft(Line.Job job, Person person, String task, ArrayNode points, int after) {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("after", after);
        body.set("viewPoints", points);
        return act(job, person, task, "/drafts", body.toString());
    }

    private void remark(Line.Job job, Person person, String task) {
        act(job, person, task, "/comments", "{\"point\": 3, \"text\": \"Under the hair\"}")
                .ok();
    }

    private Answer act(Line.Job job, Person person, String task, String path, String body) {
        return visor.post(person, "/api/v1/tasks/" + task + path, body, "Visor-Purpose", job.purpose);
    }

    private int versions() {
        return database.asApp(
                tenant,
                app -> app.sql("select count(*) from annotation")
                        .query(Integer.class)
                        .single());
    }
}
