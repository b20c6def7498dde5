package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** "I know this person": from then on that person never comes to that annotator, whatever hands out the tasks. */
class RecusalTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final Cast cast = new Cast(visor);
    private final UUID tenant = database.tenant(cast.handle);
    private final Person anna = worker("anna");
    private final Person ben = worker("ben");

    private Person worker(String name) {
        return new Person(UUID.randomUUID(), name, Set.of("annotator"), null, List.of(cast.team), 1, null);
    }

    @Test
    void thePersonNeverComesAgainInAnyProjectAndTheOthersGetTheTasks() {
        Line.Job first = released("known", "known");
        Line.Job second = released("known");
        JsonNode task = next(anna).ok().json();

        recuse(anna, task).ok();

        assertThat(next(anna).status()).as("nothing is left for her").isEqualTo(204);
        released("known");
        assertThat(next(anna).status()).as("what comes later, neither").isEqualTo(204);
        assertThat(count("select count(*) from recused_ticket"))
                .as("the queue itself knows")
                .isEqualTo(4);
        released("stranger");
        JsonNode strangers = next(anna).ok().json();
        assertThat(pseudonymOf(strangers)).isEqualTo("stranger");
        giveBack(anna, strangers).ok();
        Set<String> bens = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            JsonNode one = next(ben).ok().json();
            assertThat(bens.add(database.task(tenant, one.path("id").asString())))
                    .isTrue();
            submit(ben, one).ok();
        }
        assertThat(next(ben).status()).isEqualTo(204);
        assertThat(bens).contains(task.path("id").asString()).hasSize(5);
        assertThat(List.of(first.purpose, second.purpose)).doesNotHaveDuplicates();
    }

    @Test
    void theTaskGoesToSomebodyElseAtOnceWithoutWhatSheHadPlaced() {
        released("known");
        JsonNode task = next(anna).ok().json();
        ArrayNode suggested = points(anna, task);
        ArrayNode moved = Line.begun(suggested);
        ((ObjectNode) moved.get(3)).put("provenance", "placed");
        ((ObjectNode) moved.get(3)).put("x", suggested.get(3).path("x").asDouble() + 1);
        draft(anna, task, moved).ok();
        assertThat((JsonNode) points(anna, task)).isEqualTo(moved);

        recuse(anna, task).ok();

        JsonNode bens = next(ben).ok().json();
        assertThat(database.task(tenant, bens.path("id").asString()))
                .isEqualTo(task.path("id").asString());
        assertThat((JsonNode) points(ben, bens)).isEqualTo(suggested);
        draft(ben, bens, moved).ok();
        assertThat((JsonNode) points(ben, bens)).as("his own stays his").isEqualTo(moved);
    }

    @Test
    void everyTaskOfThePersonThatSheHoldsGoesBack() {
        released("known", "known");
        JsonNode task = next(anna).ok().json();
        String other = tasksOf("known").stream()
                .filter(id -> !id.equals(task.path("id").asString()))
                .findFirst()
                .orElseThrow();
        lease(other, anna);
        released("stranger");
        String strangers = tasksOf("stranger").getFirst();
        lease(strangers, anna);

        recuse(anna, task).ok();

        assertThat(state(task.path("id").asString())).isEqualTo("open");
        assertThat(state(other)).isEqualTo("open");
        assertThat(state(strangers)).as("somebody else's face is hers still").isEqualTo("leased");
        for (int i = 0; i < 2; i++) {
            submit(ben, next(ben).ok().json()).ok();
        }
    }

    /** As if whatever hands out tasks had forgotten. */
    @Test
    void thePoliciesRefuseWhatIsHandedOutAllTheSame() {
        Line.Job job = released("known");
        JsonNode task = next(anna).ok().json();
        recuse(anna, task).ok();
        database.asApp(tenant, app -> app.sql("delete from recused_ticket").update());

        assertThat(next(anna).status()).as("not offered").isEqualTo(204);
        String id = task.path("id").asString();
        lease(id, anna);
        assertThat(next(anna).status()).as("not even what she holds").isEqualTo(204);
        for (Answer answer : List.of(
                job.view(anna, id),
                visor.get(anna, "/api/v1/tasks/" + id + "/points", "Visor-Purpose", job.purpose),
                visor.get(anna, "/api/v1/tasks/" + id + "/comments", "Visor-Purpose", job.purpose),
                draft(anna, task, JsonMapper.shared().createArrayNode()))) {
            answer.refused(403, "forbidden");
            assertThat(refusal(answer).facts()).containsEntry("policies", "not-recused");
        }
        lease(id, ben);
        job.view(ben, id).ok();
    }

    /** The queue looks at the first fifty tickets. */
    @Test
    void aQueueFullOfThePersonDoesNotKeepOthersFromHer() {
        released("known");
        JsonNode task = next(anna).ok().json();
        recuse(anna, task).ok();
        int copies = database.asApp(tenant, app -> {
            List<UUID> made = app.sql("insert into task (id, tenant, project, view, guideline_version, state, created)"
                            + " select gen_random_uuid(), tenant, project, view, guideline_version, 'open', created"
                            + " from task, generate_series(1, 60) where id = ? returning id")
                    .param(UUID.fromString(task.path("id").asString()))
                    .query((row, number) -> row.getObject(1, UUID.class))
                    .list();
            for (UUID copy : made) {
                app.sql(
                                "insert into task_ticket (task, tenant, project, team, due, state)"
                                        + " select ?, tenant, project, team, now() - interval '1 day', 'open' from task_ticket where task = ?")
                        .params(copy, UUID.fromString(task.path("id").asString()))
                        .update();
                app.sql("insert into recused_ticket (task, tenant, annotator, subject)"
                                + " select ?, tenant, annotator, subject from recusal")
                        .param(copy)
                        .update();
            }
            return made.size();
        });
        assertThat(copies).isEqualTo(60);
        released("stranger");

        assertThat(pseudonymOf(next(anna).ok().json())).isEqualTo("stranger");
    }

    @Test
    void isARecordAboutThePersonWithThePurposeAndWithoutAReason() {
        Line.Job job = released("known");
        JsonNode task = next(anna).ok().json();
        KeyOwner subject = subject(task.path("id").asString());

        visor.post(
                        anna,
                        "/api/v1/tasks/" + task.path("id").asString() + "/recuse",
                        "{\"reason\": \"my neighbour\"}",
                        "Visor-Purpose",
                        job.purpose)
                .ok();

        List<TrailRecord> about = trail.about(new TenantId(tenant), subject, 0, TrailReading.PAGE);
        assertThat(about)
                .filteredOn(record -> record.action().equals("task.recuse"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.actorName()).isEqualTo(anna.name());
                    assertThat(record.purpose()).isEqualTo(job.purpose);
                    assertThat(record.facts())
                            .doesNotContainKey("reason")
                            .containsEntry("policies", "workforce-annotates");
                    assertThat(record.toString()).doesNotContain("neighbour");
                });
        JsonNode accesses = visor.post(cast.compliance, "/api/v1/subjects/accesses", "{\"pseudonym\": \"known\"}")
                .ok()
                .json();
        assertThat(accesses.path("accesses").findValuesAsString("sentence"))
                .anyMatch(sentence -> sentence.contains("said to know the person"));
    }

    @Test
    void onlyWhoHoldsTheTaskSaysItAndOnlyForItsPurpose() {
        Line.Job job = released("known");
        JsonNode task = next(anna).ok().json();
        String path = "/api/v1/tasks/" + task.path("id").asString() + "/recuse";

        assertThat(refusal(visor.post(ben, path, "", "Visor-Purpose", job.purpose)
                                .refused(403, "forbidden"))
                        .facts())
                .containsEntry("policies", "task-held")
                .containsEntry("act", "task.recuse");
        visor.post(anna, path, "").refused(403, "forbidden");
        visor.post(anna, path, "", "Visor-Purpose", "another-purpose").refused(403, "forbidden");
        visor.post(Person.STRANGER, path, "", "Visor-Purpose", job.purpose).refused(404, "not-found");
        assertThat(recusals()).isZero();
        recuse(anna, task).ok();
        recuse(anna, task).refused(403, "forbidden");
        assertThat(recusals()).isEqualTo(1);
        job.view(anna, task.path("id").asString()).refused(403, "forbidden");
    }

    @Test
    void diesWithThePerson() {
        released("known");
        released("other");
        List<String> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            JsonNode task = next(anna).ok().json();
            both.add(pseudonymOf(task));
            recuse(anna, task).ok();
        }
        assertThat(both).containsExactlyInAnyOrder("known", "other");
        assertThat(recusals()).isEqualTo(2);

        String id = visor.post(
                        cast.compliance, "/api/v1/erasures", "{\"pseudonym\": \"known\", \"ground\": \"objection\"}")
                .ok()
                .json()
                .path("id")
                .asString();
        await().until(() -> visor.get(cast.compliance, "/api/v1/erasures/" + id + "/receipt")
                        .status()
                == 200);

        assertThat(recusals()).isEqualTo(1);
        assertThat(count("select count(distinct subject) from recused_ticket")).isEqualTo(1);
        assertThat(tasksOf("other")).hasSize(1);
        assertThat(next(anna).status()).isEqualTo(204);
    }

    @Test
    void whoKnowsAFaceKnowsTheRightPerson() {
        Line.Job job = released("wrong");
        recuse(anna, next(anna).ok().json()).ok();
        String picture = job.review(cast.officer).get(0).path("id").asString();
        ObjectNode wanted = JsonMapper.shared()
                .createObjectNode()
                .put("picture", picture)
                .put("line", 2)
                .put("from", "wrong")
                .put("to", "right")
                .put("consent", "consent-2")
                .put("reason", "The list was wrong");
        String id = visor.post(cast.compliance, "/api/v1/reassignments", wanted.toString())
                .ok()
                .json()
                .path("id")
                .asString();
        await().until(() -> visor.get(cast.compliance, "/api/v1/reassignments")
                .json()
                .valueStream()
                .anyMatch(one -> one.path("id").asString().equals(id)
                        && !one.path("moved").isNull()));

        assertThat(next(anna).status()).isEqualTo(204);
        released("right");
        assertThat(next(anna).status()).as("the right person's").isEqualTo(204);
        released("wrong");
        assertThat(pseudonymOf(next(anna).ok().json())).isEqualTo("wrong");
        assertThat(recusals()).isEqualTo(1);
    }

    /** A picture for each of these persons, in a batch and a project of its own. */
    private Line.Job released(String... persons) {
        Line.Job job = cast.project();
        String[] rows = new String[persons.length];
        for (int i = 0; i < persons.length; i++) {
            rows[i] = "p" + i + ".jpg,\"" + Line.FACES[i] + "\"," + persons[i] + ",consent-1,reference-" + i;
        }
        job.manifest(rows);
        for (int i = 0; i < persons.length; i++) {
            job.upload("p" + i + ".jpg", Line.photograph()).ok();
        }
        job.staged();
        job.release(cast.officer).ok();
        return job;
    }

    private Answer next(Person person) {
        return visor.post(person, "/api/v1/tasks/next", "");
    }

    private Answer act(Person person, JsonNode task, String path, String body) {
        return visor.post(
                person,
                "/api/v1/tasks/" + task.path("id").asString() + path,
                body,
                "Visor-Purpose",
                task.path("purpose").asString());
    }

    private Answer recuse(Person person, JsonNode task) {
        return act(person, task, "/recuse", "");
    }

    private Answer giveBack(Person person, JsonNode task) {
        return act(person, task, "/release", "");
    }

    private Answer draft(Person person, JsonNode task, ArrayNode points) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("viewPoints", points);
        return act(person, task, "/drafts", body.toString());
    }

    private Answer submit(Person person, JsonNode task) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("viewPoints", points(person, task));
        return act(person, task, "/submission", body.toString());
    }

    private ArrayNode points(Person person, JsonNode task) {
        return (ArrayNode) visor.get(
                        person,
                        "/api/v1/tasks/" + task.path("id").asString() + "/points",
                        "Visor-Purpose",
                        task.path("purpose").asString())
                .ok()
                .json();
    }

    private TrailRecord refusal(Answer answer) {
        String id = answer.json().path("request").asString();
        return trail.newest(new TenantId(tenant), Long.MAX_VALUE, 20).stream()
                .filter(record -> id.equals(record.facts().get("request")))
                .findFirst()
                .orElseThrow();
    }

    private void lease(String task, Person person) {
        int rows = database.asApp(
                tenant,
                app -> app.sql(
                                "update task set state = 'leased', leased_by = ?, lease_ends = now() + interval '1 hour',"
                                        + " rendition = (select picture from view where view.id = task.view) where id = ?")
                        .params(person.id(), UUID.fromString(task))
                        .update());
        int tickets = database.asApp(
                tenant,
                app -> app.sql("update task_ticket set state = 'taken' where task = ?")
                        .param(UUID.fromString(task))
                        .update());
        assertThat(List.of(rows, tickets)).containsOnly(1);
    }

    private String state(String task) {
        return database.asApp(
                tenant,
                app -> app.sql("select state from task where id = ?")
                        .param(UUID.fromString(task))
                        .query(String.class)
                        .single());
    }

    private KeyOwner subject(String task) {
        return new KeyOwner(database.asApp(
                tenant,
                app -> app.sql("select f.subject from task t join view v on v.id = t.view join face f on f.id = v.face"
                                + " where t.id = ?")
                        .param(UUID.fromString(task))
                        .query(UUID.class)
                        .single()));
    }

    private String pseudonymOf(JsonNode task) {
        return visor.bean(dev.visor.gateway.projects.Subjects.class)
                .pseudonym(new TenantId(tenant), subject(task.path("id").asString()));
    }

    private List<String> tasksOf(String pseudonym) {
        KeyOwner subject = visor.bean(dev.visor.gateway.projects.Subjects.class)
                .find(new TenantId(tenant), pseudonym)
                .orElseThrow();
        return database.asApp(
                tenant,
                app -> app.sql("select t.id from task t join view v on v.id = t.view join face f on f.id = v.face"
                                + " where f.subject = ?")
                        .param(subject.value())
                        .query((row, number) -> row.getString(1))
                        .list());
    }

    private int recusals() {
        return count("select count(*) from recusal");
    }

    private int count(String sql) {
        return database.asApp(tenant, app -> app.sql(sql).query(Integer.class).single());
    }
}
