package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A team with its lead, two annotators and a senior reviewer, and what they do with its tasks. */
abstract class LedTeam {

    final Installation visor = Installation.shared();
    final Database database = new Database(visor.bean(DatabaseAccess.class));
    final Cast cast = Cast.sharing(getClass(), visor);
    final Instant begin = Instant.now().truncatedTo(ChronoUnit.MICROS);
    final UUID tenant = database.tenant(cast.handle);
    final Person lea = person("lea", "team-lead", cast.team);
    final Person anna = person("anna", "annotator", cast.team);
    final Person ben = person("ben", "annotator", cast.team);
    final Person senta = person("senta", "senior-reviewer", cast.team);

    static Person person(String name, String role, String team) {
        return new Person(UUID.randomUUID(), name, Set.of(role), null, List.of(team), 1, null);
    }

    Line.Job planned(String plan) {
        Line.Job job = cast.project();
        visor.post(cast.client, "/api/v1/projects/" + job.project + "/work-plan", plan)
                .ok();
        return job.released("subject-" + job.project, cast.officer);
    }

    void join(Person person, boolean lead) {
        String body = "{\"person\": \"" + person.id() + "\", \"lead\": " + lead + "}";
        visor.post(Person.ADA, "/api/v1/teams/" + cast.team + "/members", body).ok();
    }

    @Nullable
    JsonNode offered(Person person) {
        Answer answer = visor.post(person, "/api/v1/tasks/next", "");
        return answer.status() == 204 ? null : answer.ok().json();
    }

    JsonNode next(Person person) {
        JsonNode task = offered(person);
        assertThat(task).as("a task for %s", person.name()).isNotNull();
        return task;
    }

    String task(JsonNode known) {
        return database.task(tenant, known.path("id").asString());
    }

    Answer moves(Line.Job job, Person lead, String task, @Nullable Person from, @Nullable Person to) {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("reason", "absent");
        if (from != null) {
            body.put("holder", from.id().toString());
        }
        if (to != null) {
            body.put("to", to.id().toString());
        }
        return visor.post(lead, "/api/v1/team-tasks/" + task + "/move", body.toString(), "Visor-Purpose", job.purpose);
    }

    Answer act(Line.Job job, Person person, JsonNode task, String path, String body) {
        String at = "/api/v1/tasks/" + task.path("id").asString() + path;
        return visor.post(person, at, body, "Visor-Purpose", job.purpose);
    }

    ArrayNode drafts(Line.Job job, Person person, JsonNode task) {
        ArrayNode points = job.points(person, task.path("id").asString());
        ObjectNode first = (ObjectNode) points.get(0);
        first.put("x", first.path("x").asDouble() + 1.5).put("provenance", "moved");
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("viewPoints", points);
        act(job, person, task, "/drafts", body.toString()).ok();
        return points;
    }

    void submits(Line.Job job, Person person, JsonNode task) {
        String id = task.path("id").asString();
        job.submit(person, id, job.points(person, id)).ok();
    }

    List<TrailRecord> records(String action) {
        return visor.bean(TrailReading.class).newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record ->
                        record.action().equals(action) && !record.time().isBefore(begin))
                .toList();
    }

    /** How many tasks are kept for him. */
    int keptForBen() {
        return database.asApp(
                tenant,
                app -> app.sql("select count(*) from turn_ticket where turn = 'given' and annotator = ?")
                        .param(ben.id())
                        .query(Integer.class)
                        .single());
    }
}
