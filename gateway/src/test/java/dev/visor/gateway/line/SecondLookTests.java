package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is handed in is looked at again by a senior reviewer who had no hand in it, before it counts. */
class SecondLookTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = Cast.sharing(SecondLookTests.class, visor);
    private final UUID tenant = database.tenant(cast.handle);
    private final Person anna = person("anna", "annotator");
    private final Person ben = person("ben", "annotator");
    private final Person senta = person("senta", "senior-reviewer");
    private final Person sven = person("sven", "senior-reviewer");

    private Person person(String name, String role) {
        return new Person(UUID.randomUUID(), name, Set.of(role), null, List.of(cast.team), 1, null);
    }

    private Line.Job planned(String plan) {
        Line.Job job = cast.project();
        visor.post(cast.client, "/api/v1/projects/" + job.project + "/work-plan", plan)
                .ok();
        return job.released("subject-" + job.project, cast.officer);
    }

    private @Nullable JsonNode offered(Person person) {
        Answer answer = visor.post(person, "/api/v1/tasks/next", "");
        return answer.status() == 204 ? null : answer.ok().json();
    }

    private JsonNode taken(Person person, String turn) {
        JsonNode task = offered(person);
        assertThat(task).as("a task for %s", person.name()).isNotNull();
        assertThat(task.path("turn").asString()).isEqualTo(turn);
        return task;
    }

    private String task(Person person, String turn) {
        return taken(person, turn).path("id").asString();
    }

    /** Places the first point somewhere of its own and hands everything in. */
    private ArrayNode handsIn(Line.Job job, Person person, String task, double off) {
        ArrayNode points = job.points(person, task);
        ObjectNode first = (ObjectNode) points.get(0);
        first.put("x", first.path("x").asDouble() + off).put("provenance", "moved");
        job.submit(person, task, points).ok();
        return points;
    }

    private Answer says(Line.Job job, Person person, String task, String verdict, int version) {
        String body = "{\"verdict\": \"" + verdict + "\", \"version\": " + version + "}";
        return visor.post(person, "/api/v1/tasks/" + task + "/verdict", body, "Visor-Purpose", job.purpose);
    }

    private Answer remarks(Line.Job job, Person person, String task) {
        return visor.post(
                person,
                "/api/v1/tasks/" + task + "/comments",
                "{\"point\": 0, \"text\": \"Further out\"}",
                "Visor-Purpose",
                job.purpose);
    }

    private int exported(Line.Job job) {
        Export export = Export.read(visor.get(cast.client, "/api/v1/exports/" + job.export() + "/archive")
                .ok()
                .body());
        return JsonMapper.shared()
                .readTree(export.files().getOrDefault("annotations/coco.json", "{}"))
                .path("annotations")
                .size();
    }

    private List<String> actions() {
        return visor.bean(TrailReading.class).newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .map(TrailRecord::action)
                .toList();
    }

    @Test
    void goesToASeniorAloneAndCountsOnceItIsAccepted() {
        Line.Job job = planned("{\"secondLook\": true}");
        String annas = task(anna, "place");
        ArrayNode placed = handsIn(job, anna, annas, 1.5);

        assertThat(offered(anna)).as("the author").isNull();
        assertThat(offered(ben)).as("somebody who is no senior").isNull();
        String sentas = task(senta, "second-look");
        ArrayNode shown = job.points(senta, sentas);
        assertThat(shown.get(0).path("x").asDouble())
                .isEqualTo(placed.get(0).path("x").asDouble());
        Answer nothing = job.export("");
        assertThat(nothing.status()).as(nothing::text).isEqualTo(409);

        says(job, senta, sentas, "accepted", 2).refused(409, "stale-version");
        says(job, senta, sentas, "accepted", 1).ok();

        assertThat(exported(job)).isEqualTo(1);
        assertThat(offered(sven)).as("done").isNull();
        assertThat(actions()).contains("annotation.accept");
        int records = actions().size();
        says(job, senta, sentas, "accepted", 1).ok();
        assertThat(actions()).as("said once").hasSize(records);
        assertThat(verdicts(job)).containsExactly("accepted");
        says(job, senta, sentas, "returned", 1).refused(403, "forbidden");
        says(job, senta, sentas, "accepted", 2).refused(403, "forbidden");
        says(job, sven, sentas, "accepted", 1).refused(404, "not-found");
    }

    @Test
    void endsWithTheConsent() {
        Line.Job job = planned("{\"secondLook\": true}");
        handsIn(job, anna, task(anna, "place"), 1);
        String sentas = task(senta, "second-look");
        String standing = "/api/v1/tasks/" + sentas + "/standing";
        visor.get(senta, standing, "Visor-Purpose", job.purpose).ok();

        database.asOwner(
                tenant,
                owner -> owner.sql("insert into consent (id, tenant, project, subject, reference, state, recorded)"
                                + " select gen_random_uuid(), tenant, project, subject, reference, 'withdrawn', now()"
                                + " from consent where project = ?")
                        .param(UUID.fromString(job.project))
                        .update());

        visor.get(senta, standing, "Visor-Purpose", job.purpose).refused(403, "consent-ended");
        says(job, senta, sentas, "accepted", 1).refused(403, "consent-ended");
        assertThat(offered(sven)).isNull();
        assertThat(verdicts(job)).isEmpty();
    }

    @Test
    void isNeverOnesOwn() {
        Line.Job job = planned("{\"secondLook\": true}");
        String sentas = task(senta, "place");
        handsIn(job, senta, sentas, 1);

        assertThat(offered(senta)).isNull();
        says(job, senta, sentas, "accepted", 1).refused(403, "forbidden");
        String svens = task(sven, "second-look");
        handsIn(job, sven, svens, 1);
        assertThat(offered(senta)).isNull();
        assertThat(exported(job)).isEqualTo(1);
    }

    /** A draft is a hand in it, too, whoever handed it in then. */
    @Test
    void isNotOfWhoeverBeganIt() {
        Line.Job job = planned("{\"secondLook\": true}");
        String sentas = task(senta, "place");
        ObjectNode draft = JsonMapper.shared().createObjectNode();
        draft.set("viewPoints", job.points(senta, sentas));
        visor.post(senta, "/api/v1/tasks/" + sentas + "/drafts", draft.toString(), "Visor-Purpose", job.purpose)
                .ok();
        visor.post(senta, "/api/v1/tasks/" + sentas + "/release", "", "Visor-Purpose", job.purpose)
                .ok();
        handsIn(job, anna, task(anna, "place"), 1);

        assertThat(offered(senta)).isNull();
        task(sven, "second-look");
    }

    @Test
    void isMendedByAVersionOfTheReviewersOwn() {
        Line.Job job = planned("{\"secondLook\": true}");
        handsIn(job, anna, task(anna, "place"), 1);
        String sentas = task(senta, "second-look");

        handsIn(job, senta, sentas, 2);

        assertThat(exported(job)).isEqualTo(1);
        assertThat(offered(sven)).as("a third look").isNull();
        assertThat(verdicts(job)).containsExactly("fixed");
    }

    @Test
    void isReturnedWithRemarksToItsAuthorFirst() {
        Line.Job job = planned("{\"secondLook\": true}");
        ArrayNode placed = handsIn(job, anna, task(anna, "place"), 1);
        String sentas = task(senta, "second-look");
        says(job, senta, sentas, "returned", 1).refused(409, "remark-missing");
        ObjectNode tried = JsonMapper.shared().createObjectNode();
        ArrayNode others = job.points(senta, sentas);
        ((ObjectNode) others.get(0)).put("x", 5).put("provenance", "moved");
        tried.set("viewPoints", others);
        visor.post(senta, "/api/v1/tasks/" + sentas + "/drafts", tried.toString(), "Visor-Purpose", job.purpose)
                .ok();
        remarks(job, senta, sentas).ok();
        says(job, senta, sentas, "returned", 1).ok();

        assertThat(offered(ben)).as("somebody else, before its author").isNull();
        assertThat(offered(senta)).as("the reviewer, before its author").isNull();
        String annas = task(anna, "returned");
        assertThat(visor.get(anna, "/api/v1/tasks/" + annas + "/comments", "Visor-Purpose", job.purpose)
                        .ok()
                        .json())
                .extracting(remark -> remark.path("text").asString())
                .containsExactly("Further out");
        assertThat(job.points(anna, annas).get(0).path("x").asDouble())
                .as("her own, not what the reviewer tried")
                .isEqualTo(placed.get(0).path("x").asDouble());
        handsIn(job, anna, annas, 1);
        String again = task(sven, "second-look");
        says(job, sven, again, "accepted", 1).refused(409, "stale-version");
        says(job, sven, again, "accepted", 3).ok();
        assertThat(exported(job)).isEqualTo(1);
        assertThat(actions()).contains("annotation.return");
        assertThat(verdicts(job)).containsExactly("returned", "accepted");
    }

    @Test
    void goesToSomebodyElseWhereItsAuthorDoesNotCome() {
        Line.Job job = planned("{\"secondLook\": true}");
        handsIn(job, anna, task(anna, "place"), 1);
        String sentas = task(senta, "second-look");
        remarks(job, senta, sentas).ok();
        says(job, senta, sentas, "returned", 1).ok();
        assertThat(offered(ben)).isNull();

        database.asOwner(
                tenant,
                owner -> owner.sql("update task_ticket set first_until = now() - interval '1 second'"
                                + " where first_until is not null")
                        .update());

        task(ben, "returned");
    }

    @Test
    void itsAuthorTakesItBackUntilSomebodyLooks() {
        Line.Job job = planned("{\"secondLook\": true}");
        String annas = task(anna, "place");
        handsIn(job, anna, annas, 1);
        visor.post(anna, "/api/v1/tasks/" + annas + "/reopen", "", "Visor-Purpose", job.purpose)
                .ok();
        assertThat(offered(senta)).as("while she works on it").isNull();
        handsIn(job, anna, annas, 1);
        String sentas = task(senta, "second-look");

        visor.post(anna, "/api/v1/tasks/" + annas + "/reopen", "", "Visor-Purpose", job.purpose)
                .refused(403, "forbidden");
        says(job, senta, sentas, "accepted", 2).ok();
        assertThat(exported(job)).isEqualTo(1);
    }

    @Test
    void eachCopyIsLookedAtAndNobodyPlacesPointsAfterHavingSeenTheOther() {
        Line.Job job = planned("{\"secondLook\": true, \"copies\": 2}");
        handsIn(job, anna, task(anna, "place"), 1);

        String sentas = task(senta, "second-look");
        says(job, senta, sentas, "accepted", 1).ok();
        assertThat(offered(senta)).as("the other copy, to place points on").isNull();
        handsIn(job, ben, task(ben, "place"), 2);
        says(job, senta, task(senta, "second-look"), "accepted", 1).ok();
        assertThat(exported(job)).isEqualTo(1);
    }

    @Test
    void doesNotComeBackToASeniorWhomItIsHardFor() {
        Line.Job job = planned("{\"secondLook\": true}");
        handsIn(job, anna, task(anna, "place"), 1);
        String sentas = task(senta, "second-look");
        visor.post(
                        senta,
                        "/api/v1/tasks/" + sentas + "/skip",
                        "{\"reason\": \"distress\"}",
                        "Visor-Purpose",
                        job.purpose)
                .ok();

        assertThat(offered(senta)).isNull();
        assertThat(offered(ben)).isNull();
        task(sven, "second-look");
    }

    @Test
    void isNotSaidOfWhatIsBeingPlacedNorByWhoHoldsItNot() {
        Line.Job job = planned("{\"secondLook\": true}");
        String svens = task(sven, "place");
        says(job, sven, svens, "accepted", 1).refused(409, "no-second-look");
        visor.post(sven, "/api/v1/tasks/" + svens + "/release", "", "Visor-Purpose", job.purpose)
                .ok();
        String annas = task(anna, "place");
        handsIn(job, anna, annas, 1);
        String sentas = task(senta, "second-look");
        says(job, anna, annas, "accepted", 1).refused(403, "forbidden");
        says(job, sven, sentas, "accepted", 1).refused(404, "not-found");
        visor.post(senta, "/api/v1/tasks/" + sentas + "/verdict", "{}", "Visor-Purpose", job.purpose)
                .refused(400, "bad-verdict");
        visor.post(
                        senta,
                        "/api/v1/tasks/" + sentas + "/verdict",
                        "{\"verdict\": \"fixed\", \"version\": 1}",
                        "Visor-Purpose",
                        job.purpose)
                .refused(400, "bad-verdict");
        assertThat(verdicts(job)).isEmpty();
    }

    /** Where nobody asked for one, what is handed in is done. */
    @Test
    void isMadeOfWhatWasReleasedUnderSuchAPlanAlone() {
        Line.Job job = planned("{}");
        handsIn(job, anna, task(anna, "place"), 1);
        assertThat(offered(senta)).isNull();
        assertThat(exported(job)).isEqualTo(1);
    }

    private List<String> verdicts(Line.Job job) {
        return database.asOwner(
                tenant,
                owner -> owner.sql("select verdict from second_look join task on task.id = second_look.task"
                                + " where task.project = ? order by second_look.created")
                        .param(UUID.fromString(job.project))
                        .query(String.class)
                        .list());
    }
}
