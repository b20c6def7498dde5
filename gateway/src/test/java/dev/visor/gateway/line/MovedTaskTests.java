package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.trail.TrailRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Only the lead of a team moves its tasks, and only to whom the queue would offer them. */
class MovedTaskTests extends LedTeam {

    @Test
    void aHeldTaskIsKeptForWhomTheLeadSaysWithItsDraft() {
        Line.Job job = planned("{}");
        join(ben, false);
        JsonNode annas = next(anna);
        ArrayNode placed = drafts(job, anna, annas);

        moves(job, lea, task(annas), anna, ben).ok();

        assertThat(offered(anna)).as("her own, that is kept for another").isNull();
        JsonNode bens = next(ben);
        assertThat(task(bens)).isEqualTo(task(annas));
        assertThat(job.points(ben, bens.path("id").asString())).isEqualTo(Line.begun(placed));
        TrailRecord record = records("task.reassign").getFirst();
        assertThat(record.facts()).containsEntry("reason", "absent");
        assertThat(record.objects()).anyMatch(label -> label.value().equals("task:" + task(annas)));
        assertThat(record.facts().values())
                .as("nobody's name or number in the clear")
                .noneMatch(value ->
                        Set.of(anna.id().toString(), ben.id().toString()).contains(value));
    }

    @Test
    void itsHoldersGrantsEndAtOnce() {
        Line.Job job = planned("{}");
        join(ben, false);
        JsonNode annas = next(anna);
        String id = annas.path("id").asString();
        String grant = job.grant(anna, id).ok().json().path("grant").asString();

        moves(job, lea, task(annas), anna, ben).ok();

        job.view(anna, id, grant).refused(403, "grant-task-over");
        job.grant(anna, id).refused(403, "forbidden");
        visor.get(anna, "/api/v1/tasks/" + id + "/points", "Visor-Purpose", job.purpose)
                .refused(403, "forbidden");
        assertThat(job.submit(anna, id, JsonMapper.shared().createArrayNode()).status())
                .isEqualTo(403);
    }

    @Test
    void itGoesBackIntoTheQueueForAnybody() {
        Line.Job job = planned("{}");
        JsonNode annas = next(anna);

        moves(job, lea, task(annas), anna, null).ok();

        assertThat(task(next(ben))).isEqualTo(task(annas));
    }

    @Test
    void whereSeveralPlacePointsApartTheReceiverBeginsAnew() {
        Line.Job job = planned("{\"copies\": 2}");
        join(ben, false);
        JsonNode annas = next(anna);
        drafts(job, anna, annas);

        moves(job, lea, task(annas), anna, ben).ok();

        JsonNode bens = next(ben);
        assertThat(task(bens)).as("what is kept for him comes first").isEqualTo(task(annas));
        assertThat(job.points(ben, bens.path("id").asString())
                        .get(0)
                        .path("provenance")
                        .asString())
                .isEqualTo("suggested-untouched");
    }

    @Test
    void whoeverHasAnotherCopyOfTheFaceDoesNotGetIt() {
        Line.Job job = planned("{\"copies\": 2}");
        JsonNode annas = next(anna);
        JsonNode bens = next(ben);
        assertThat(task(bens)).isNotEqualTo(task(annas));

        moves(job, lea, task(annas), anna, ben).refused(409, "cannot-take");
    }

    @Test
    void nobodyButTheTeamsOwnLeadMovesIt() {
        Line.Job job = planned("{}");
        Cast others = new Cast(visor);
        join(ben, false);
        JsonNode annas = next(anna);
        String task = task(annas);
        Person demoted = person("lars", "team-lead", cast.team);
        join(demoted, false);

        for (Person person : List.of(anna, ben, senta, demoted, cast.client, cast.compliance, cast.officer)) {
            moves(job, person, task, anna, ben).refused(403, "forbidden");
        }
        moves(job, person("olga", "team-lead", others.team), task, anna, ben).refused(404, "not-found");
        moves(job, lea, UUID.randomUUID().toString(), null, null).refused(404, "not-found");
        assertThat(records("task.reassign")).isEmpty();
        assertThat(next(anna).path("id")).as("still hers").isEqualTo(annas.path("id"));
    }

    /** A project that two teams have access to: neither lead reaches into the other's hands. */
    @Test
    void anotherTeamsHolderIsNoneOfALeadsBusiness() {
        Cast others = new Cast(visor);
        Line.Job job = cast.project(wanted -> {
            ArrayNode teams = (ArrayNode) wanted.path("teams");
            teams.add(((ObjectNode) teams.get(0)).deepCopy().put("team", others.team));
        });
        job.released("subject-" + job.project, cast.officer);
        JsonNode annas = next(anna);
        Person olga = person("olga", "team-lead", others.team);

        moves(job, olga, task(annas), anna, null).refused(404, "not-found");
        moves(job, lea, task(annas), anna, person("otto", "annotator", others.team))
                .refused(409, "not-in-team");
        moves(job, lea, task(annas), anna, null).ok();
        moves(job, olga, task(annas), null, null).ok();
    }

    @Test
    void onlyWithAReasonAPurposeAndWhileTheTeamHasAccess() {
        Line.Job job = planned("{}");
        String task = task(next(anna));
        String path = "/api/v1/team-tasks/" + task + "/move";
        String holder = ", \"holder\": \"" + anna.id() + "\"}";

        visor.post(lea, path, "{\"to\": null" + holder, "Visor-Purpose", job.purpose)
                .refused(400, "reason-missing");
        visor.post(lea, path, "{\"reason\": \"slow\"" + holder, "Visor-Purpose", job.purpose)
                .refused(400, "bad-request");
        visor.post(lea, path, "{\"reason\": \"due\"" + holder).refused(403, "forbidden");
        visor.post(lea, path, "{\"reason\": \"due\"" + holder, "Visor-Purpose", "another")
                .refused(403, "forbidden");
        database.asOwner(
                tenant,
                owner -> owner.sql("update team_access set ends = now() where project = ?")
                        .param(UUID.fromString(job.project))
                        .update());
        moves(job, lea, task, anna, null).refused(403, "forbidden");
        assertThat(records("task.reassign")).isEmpty();
    }

    @Test
    void whatTheLeadSawLongAgoDoesNotCount() {
        Line.Job job = planned("{}");
        join(ben, false);
        JsonNode annas = next(anna);
        String task = task(annas);

        moves(job, lea, task, null, ben).refused(409, "stale-task");
        moves(job, lea, task, ben, null).refused(409, "stale-task");
        moves(job, lea, task, anna, anna).refused(409, "same-holder");
        submits(job, anna, annas);
        moves(job, lea, task, anna, ben).refused(409, "stale-task");
        moves(job, lea, task, null, ben).refused(409, "stale-task");
        assertThat(records("task.reassign")).isEmpty();
    }

    @Test
    void whoeverKnowsThePersonDoesNotGetItAndTheLeadIsNotToldWhy() {
        Line.Job job = planned("{}");
        act(job, ben, next(ben), "/recuse", "").ok();
        JsonNode annas = next(anna);

        Answer refused = moves(job, lea, task(annas), anna, ben);

        refused.refused(409, "cannot-take");
        assertThat(refused.text()).doesNotContain("know");
        // Even past the check: what is kept for somebody is offered under the same rules.
        keepFor(task(annas), ben);
        act(job, anna, annas, "/release", "").ok();
        keepFor(task(annas), ben);
        assertThat(offered(ben)).isNull();
    }

    private void keepFor(String task, Person person) {
        database.asOwner(
                tenant,
                owner -> owner.sql("insert into turn_ticket (task, tenant, annotator, turn) values (?, ?, ?, 'given')"
                                + " on conflict do nothing")
                        .params(UUID.fromString(task), tenant, person.id())
                        .update());
        database.asOwner(
                tenant,
                owner -> owner.sql("update task_ticket set first_until = now() + interval '1 hour' where task = ?")
                        .param(UUID.fromString(task))
                        .update());
    }

    @Test
    void whoeverFoundItHardOrHasNoPlaceOrNoBudgetDoesNotGetIt() {
        Line.Job job = planned("{}");
        act(job, ben, next(ben), "/skip", "{\"reason\": \"distress\"}").ok();
        join(cast.annotator, false);
        JsonNode annas = next(anna);
        moves(job, lea, task(annas), anna, ben).refused(409, "cannot-take");
        moves(job, lea, task(annas), anna, person("nobody", "annotator", cast.team))
                .refused(409, "not-in-team");

        database.asOwner(
                tenant,
                owner -> owner.sql("insert into budget_use (project, tenant, person, kind, begins, used)"
                                + " values (?, ?, ?, 'views', date_trunc('hour', now()), 1000000)")
                        .params(UUID.fromString(job.project), tenant, cast.annotator.id())
                        .update());
        moves(job, lea, task(annas), anna, cast.annotator).refused(409, "cannot-take");

        Person carl = person("carl", "annotator", cast.team);
        join(carl, false);
        place("US");
        database.asOwner(
                tenant,
                owner -> owner.sql("update task_ticket set regions = '{EEA}' where project = ?")
                        .param(UUID.fromString(job.project))
                        .update());
        moves(job, lea, task(annas), anna, carl).refused(409, "cannot-take");
        place("DE");
        moves(job, lea, task(annas), anna, carl).ok();
    }

    private void place(String country) {
        visor.send(
                        Person.ADA,
                        "PUT",
                        "/api/v1/teams/" + cast.team + "/workplace",
                        ("{\"country\": \"" + country + "\"}").getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json")
                .ok();
    }

    @Test
    void whoeverLeftTheTeamDoesNotGetIt() {
        Line.Job job = planned("{}");
        join(ben, false);
        visor.send(Person.ADA, "DELETE", "/api/v1/teams/" + cast.team + "/members/" + ben.id(), new byte[0])
                .ok();
        moves(job, lea, task(next(anna)), anna, ben).refused(409, "not-in-team");
    }

    @Test
    void aSecondLookIsNeverOfOnesOwnWork() {
        Line.Job job = planned("{\"secondLook\": true}");
        Person sven = person("sven", "senior-reviewer", cast.team);
        join(sven, false);
        JsonNode sentas = next(senta);
        submits(job, senta, sentas);
        String task = task(sentas);

        moves(job, lea, task, null, senta).refused(409, "cannot-take");
        moves(job, lea, task, null, sven).ok();
        assertThat(offered(senta)).isNull();
        JsonNode svens = next(sven);
        assertThat(svens.path("turn").asString()).isEqualTo("second-look");
        moves(job, lea, task, sven, senta).refused(409, "cannot-take");
        moves(job, lea, task, sven, null).ok();
        assertThat(offered(senta)).as("back in the queue").isNull();
        assertThat(offered(anna)).as("no senior").isNull();
    }

    /** Given to somebody who looks at nobody's work again: it is not offered, and others get it after a day. */
    @Test
    void aSecondLookIsForSeniorsWhateverTheLeadSays() {
        Line.Job job = planned("{\"secondLook\": true}");
        JsonNode annas = next(anna);
        submits(job, anna, annas);
        join(ben, false);

        moves(job, lea, task(annas), null, ben).ok();

        assertThat(offered(ben)).isNull();
        assertThat(offered(senta)).as("kept for another").isNull();
        database.asOwner(
                tenant,
                owner -> owner.sql("update task_ticket set first_until = now() - interval '1 second'"
                                + " where first_until is not null and project = ?")
                        .param(UUID.fromString(job.project))
                        .update());
        assertThat(next(senta).path("turn").asString()).isEqualTo("second-look");
    }

    @Test
    void whoeverItWasGivenToMayGiveItBackForAnybody() {
        Line.Job job = planned("{}");
        join(ben, false);
        JsonNode annas = next(anna);
        moves(job, lea, task(annas), anna, ben).ok();
        act(job, ben, next(ben), "/release", "").ok();

        assertThat(task(next(anna))).isEqualTo(task(annas));
        assertThat(keptForBen()).as("nothing is kept for him any more").isZero();
    }
}
