package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Each annotator knows a task by an identifier of their own, which is good for nobody else. */
class TaskHandleTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = new Cast(visor);
    private final UUID tenant = database.tenant(cast.handle);
    private final Person anna = worker("anna");
    private final Person ben = worker("ben");
    private final Line.Job job = cast.project().released("subject", cast.officer);

    private Person worker(String name) {
        return new Person(UUID.randomUUID(), name, Set.of("annotator"), null, List.of(cast.team), 1, null);
    }

    @Test
    void aTaskThatPassesOnHasAnotherNameForWhoeverGetsIt() {
        String annas = passedOn();
        String bens = name(job.next(ben));

        assertThat(database.task(tenant, bens)).isEqualTo(database.task(tenant, annas));
        assertThat(bens).isNotEqualTo(annas);
        assertThat(name(job.next(ben))).as("asked for again").isEqualTo(bens);
        giveBack(ben, bens).ok();
        assertThat(name(job.next(anna))).as("hers once more").isEqualTo(annas);
    }

    @Test
    void nobodyReachesATaskByTheNameThatSomebodyElseKnowsItBy() {
        String annas = passedOn();
        String bens = name(job.next(ben));

        job.view(ben, bens).ok();
        job.grant(ben, annas).refused(404, "not-found");
        giveBack(ben, annas).refused(404, "not-found");
        job.grant(anna, bens).refused(404, "not-found");
        giveBack(anna, bens).refused(404, "not-found");
        job.grant(anna, annas).refused(403, "forbidden");
    }

    @Test
    void whatSomebodySavedIsFoundUnderTheirOwnNameForIt() {
        passedOn();
        String bens = name(job.next(ben));
        ArrayNode points = job.points(ben, bens);
        JsonNode saved = job.submit(ben, bens, points).ok().json();

        String receipt =
                "/api/v1/tasks/" + bens + "/receipts/" + saved.path("record").asString();
        visor.get(ben, receipt).ok();
        visor.get(anna, receipt).refused(404, "not-found");
    }

    private String passedOn() {
        String task = name(job.next(anna));
        giveBack(anna, task).ok();
        return task;
    }

    private Answer giveBack(Person person, String task) {
        return visor.post(person, "/api/v1/tasks/" + task + "/release", "", "Visor-Purpose", job.purpose);
    }

    private static String name(JsonNode task) {
        return task.path("id").asString();
    }
}
