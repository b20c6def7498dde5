package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;

/** A task that is passed over goes to somebody; what was just handed in is its author's for ten minutes. */
class TurnOfTaskTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final Cast cast = new Cast(visor);
    private final UUID tenant = database.tenant(cast.handle);
    private final Person anna = worker("anna");
    private final Person ben = worker("ben");
    private final Line.Job job = cast.project().released("subject", cast.officer);
    private final String task = job.next(anna).path("id").asString();

    private Person worker(String name) {
        return new Person(UUID.randomUUID(), name, Set.of("annotator"), null, List.of(cast.team), 1, null);
    }

    @ParameterizedTest
    @CsvSource({"no-face, severe", "wrong-face, severe", "unusable, warning"})
    void whatIsWrongWithThePictureIsForTheClientsOfficerToDecide(String reason, String severity) {
        skip(anna, reason).ok();

        assertThat(newest("task.skip").facts()).containsEntry("reason", reason);
        for (Person person : List.of(anna, ben)) {
            assertThat(next(person).status()).as("withheld").isEqualTo(204);
        }
        job.view(anna, task).refused(403, "forbidden");
        assertThat(finding()).isEqualTo(severity);

        visor.post(cast.officer, "/api/v1/views/" + view() + "/restore", "").ok();
        assertThat(next(ben).status()).as("given back: to be done after all").isEqualTo(200);
    }

    @Test
    void whatIsHardToLookAtGoesToAColleagueAndNobodyIsToldWhy() {
        skip(anna, "distress").ok();

        assertThat(newest("task.skip").facts()).containsEntry("reason", "own");
        assertThat(next(anna).status()).as("never again").isEqualTo(204);
        String bens = next(ben).ok().json().path("id").asString();
        assertThat(database.task(tenant, bens)).isEqualTo(task);
        job.view(ben, bens).ok();
        assertThat(visor.get(cast.compliance, "/api/v1/findings")
                        .ok()
                        .json()
                        .path("findings")
                        .size())
                .isZero();
    }

    @Test
    void onlyItsHolderSkipsATaskAndOnlyForAReasonThatThereIs() {
        skip(ben, "unusable").refused(403, "forbidden");
        skip(anna, "boring").refused(400, "bad-request");
        act(anna, "/skip", "{}").refused(400, "reason-missing");
        act(anna, "/skip", "{\"reason\": \"unusable\", \"note\": \"it is Eve\"}")
                .refused(400, "bad-request");

        assertThat(state()).isEqualTo("leased");
    }

    @Test
    void itsAuthorTakesBackWhatWasJustHandedIn() {
        ArrayNode points = job.points(anna, task);
        job.submit(anna, task, points).ok();
        assertThat(exported()).isEqualTo(1);

        act(anna, "/reopen", "").ok();

        assertThat(newest("task.reopen").objects())
                .anyMatch(label -> label.value().equals("task:" + task));
        assertThat(next(anna).ok().json().path("id").asString()).isEqualTo(task);
        assertThat(job.points(anna, task)).isEqualTo(Line.begun(points));
        assertThat(exported()).as("what was taken back goes nowhere").isZero();
        job.submit(anna, task, points).ok();
        assertThat(exported()).isEqualTo(1);
    }

    @Test
    void nobodyElseTakesItBackAndNobodyLater() {
        job.submit(anna, task, job.points(anna, task)).ok();

        act(ben, "/reopen", "").refused(403, "forbidden");
        later("9 minutes 30 seconds");
        act(anna, "/reopen", "").ok();
        act(anna, "/reopen", "").refused(409, "reopen-over");
        job.submit(anna, task, job.points(anna, task)).ok();
        later("10 minutes");
        act(anna, "/reopen", "").refused(409, "reopen-over");
        assertThat(state()).isEqualTo("submitted");
    }

    @Test
    void aTaskThatDiedIsNotTakenBack() {
        job.submit(anna, task, job.points(anna, task)).ok();
        visor.post(cast.officer, "/api/v1/batches/" + job.batch() + "/withdraw", "")
                .ok();

        assertThat(act(anna, "/reopen", "").status()).isIn(403, 404, 409);
        assertThat(state()).isEqualTo("closed");
    }

    private Answer next(Person person) {
        return visor.post(person, "/api/v1/tasks/next", "");
    }

    private Answer skip(Person person, String reason) {
        return act(person, "/skip", "{\"reason\": \"" + reason + "\"}");
    }

    private Answer act(Person person, String path, String body) {
        return visor.post(person, "/api/v1/tasks/" + task + path, body, "Visor-Purpose", job.purpose);
    }

    private TrailRecord newest(String action) {
        return trail.newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    /** How many faces an export of the batch has now. */
    private int exported() {
        Answer made = job.export("");
        if (made.status() != 201) {
            assertThat(made.reason()).isEqualTo("nothing-to-export");
            return 0;
        }
        return made.json().path("faces").asInt(1);
    }

    private String finding() {
        return one("select severity from finding where rule = 'view.report'");
    }

    private String view() {
        return one("select id::text from view where state = 'withheld'");
    }

    private String state() {
        return one("select state from task where id = '" + task + "'");
    }

    private void later(String by) {
        int aged = database.asOwner(
                tenant,
                owner -> owner.sql("update annotation set created = created - interval '" + by + "' where task = ?")
                        .param(UUID.fromString(task))
                        .update());
        assertThat(aged).isPositive();
    }

    private String one(String sql) {
        return database.asApp(tenant, app -> app.sql(sql).query(String.class).single());
    }
}
