package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The lead of a team sees how its tasks stand, and no face, no person on one, and no other team. */
class TeamQueueTests extends LedTeam {

    @Test
    void theLeadSeesHowTheTeamsTasksStandAndNobodyOnThem() {
        Line.Job job = planned("{\"copies\": 2, \"priority\": 2}");
        join(senta, false);
        JsonNode annas = next(anna);
        JsonNode bens = next(ben);
        act(job, ben, bens, "/skip", "{\"reason\": \"distress\"}").ok();
        moves(job, lea, task(bens), null, senta).ok();

        assertThat(records("queue.read")).isEmpty();
        Answer asked = visor.get(lea, "/api/v1/team-tasks").ok();

        assertThat(records("queue.read").getFirst().facts()).containsEntry("tasks", "2");
        JsonNode page = asked.json();
        assertThat(page.path("more").asBoolean()).isFalse();
        Map<String, JsonNode> byId = new HashMap<>();
        page.path("tasks").forEach(task -> byId.put(task.path("id").asString(), task));
        assertThat(byId.keySet()).containsExactlyInAnyOrder(task(annas), task(bens));
        JsonNode held = Objects.requireNonNull(byId.get(task(annas)));
        assertThat(held.path("state").asString()).isEqualTo("held");
        assertThat(held.path("holder").asString()).isEqualTo(anna.id().toString());
        assertThat(held.path("heldSince").asString()).startsWith("20");
        assertThat(held.path("purpose").asString()).isEqualTo(job.purpose);
        assertThat(held.path("priority").asInt()).isEqualTo(2);
        JsonNode kept = Objects.requireNonNull(byId.get(task(bens)));
        assertThat(kept.path("state").asString()).isEqualTo("open");
        assertThat(kept.path("holder").isNull()).isTrue();
        assertThat(kept.path("keptFor").asString()).isEqualTo(senta.id().toString());
        assertThat(kept.path("skips")).extracting(JsonNode::asString).containsExactly("own");
        assertThat(page.path("members"))
                .extracting(member -> member.path("person").asString())
                .containsExactlyInAnyOrder(
                        anna.id().toString(), ben.id().toString(), senta.id().toString());
        assertThat(page.path("members"))
                .extracting(member -> member.path("name").asString(""))
                .contains("anna");
        String subject = new Sealed(visor, cast.handle).subject(job, 2).toString();
        String view = database.asApp(
                tenant,
                app -> app.sql("select view::text from task where id = ?")
                        .param(UUID.fromString(task(annas)))
                        .query(String.class)
                        .single());
        assertThat(asked.text()).doesNotContain("subject-" + job.project, subject, view, "reference-1");
    }

    @Test
    void howOftenATaskWasReturnedIsCounted() {
        Line.Job job = planned("{\"secondLook\": true}");
        submits(job, anna, next(anna));
        JsonNode sentas = next(senta);
        act(job, senta, sentas, "/comments", "{\"point\": 0, \"text\": \"Further out\"}")
                .ok();
        act(job, senta, sentas, "/verdict", "{\"verdict\": \"returned\", \"version\": 1}")
                .ok();

        JsonNode listed =
                visor.get(lea, "/api/v1/team-tasks").ok().json().path("tasks").get(0);
        assertThat(listed.path("returned").asInt()).isEqualTo(1);
        assertThat(listed.path("keptFor").asString()).isEqualTo(anna.id().toString());
        assertThat(listed.path("secondLook").asBoolean()).isFalse();
    }

    @Test
    void nobodyListsATeamThatIsNotTheirsToLead() {
        Line.Job job = planned("{}");
        next(anna);
        for (Person person : List.of(anna, senta, cast.client, cast.compliance)) {
            visor.get(person, "/api/v1/team-tasks").refused(403, "forbidden");
        }
        Cast others = new Cast(visor);
        JsonNode page = visor.get(person("olga", "team-lead", others.team), "/api/v1/team-tasks")
                .ok()
                .json();
        assertThat(page.path("tasks").isEmpty()).isTrue();
        assertThat(page.path("members").isEmpty()).isTrue();
        assertThat(visor.get(lea, "/api/v1/team-tasks?first=1")
                        .ok()
                        .json()
                        .path("tasks")
                        .isEmpty())
                .isTrue();
        database.asOwner(
                tenant,
                owner -> owner.sql("update team_access set ends = now() where project = ?")
                        .param(UUID.fromString(job.project))
                        .update());
        assertThat(visor.get(lea, "/api/v1/team-tasks")
                        .ok()
                        .json()
                        .path("tasks")
                        .isEmpty())
                .as("no access any more")
                .isTrue();
    }
}
