package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a person is refused stands in the log of whom it is about, or in the operator's where nobody can tell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTests {

    private static final @Nullable UUID OPERATOR = null;

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final Scene scene = new Scene(visor);
    private final Person annotator = scene.annotator;
    private final Person mate =
            new Person(UUID.randomUUID(), "mate", Set.of("annotator"), null, List.of(scene.team("own")), 1, null);
    private final Person stranger = scene.person("annotator", "other");
    private final UUID tenant = database.tenant(scene.tenant("own"));
    private final UUID otherTenant = database.tenant(scene.tenant("other"));
    private String task = "";

    @BeforeAll
    void holdsATask() {
        task = scene.next(annotator);
    }

    @BeforeEach
    void asIfItWereTakenAnew() {
        scene.job.renew(task);
    }

    @Test
    void anAnnotatorGetsNoOriginalExportBatchOrTrail() {
        String officer = scene.visor
                .get(scene.person("compliance-officer", "own"), "/api/v1/trail")
                .ok()
                .json()
                .path("origin")
                .asString();
        for (String path : List.of(
                "/api/v1/assets/" + scene.picture + "/original",
                "/api/v1/views/" + scene.view + "/picture",
                "/api/v1/batches/" + scene.job.batch() + "/review",
                "/api/v1/batches/" + scene.job.batch(),
                "/api/v1/exports/" + scene.export + "/archive",
                "/api/v1/exports/" + scene.export + "/check",
                "/api/v1/exports/" + scene.export + "/pictures/" + scene.picture,
                "/api/v1/projects/" + scene.job.project + "/exports?batch=" + scene.job.batch(),
                "/api/v1/trail",
                "/api/v1/trail/records",
                "/trail/" + officer + "/tile/entries/000")) {
            assertThat(refused(OPERATOR, annotator, () -> visor.get(annotator, path)))
                    .as(path)
                    .isIn(403, 404);
        }
        String question = "{\"pseudonym\": \"" + scene.pseudonym(0) + "\", \"after\": 0}";
        assertThat(refused(OPERATOR, annotator, () -> visor.post(annotator, "/api/v1/trail/questions", question)))
                .isIn(403, 404);
        assertThat(refused(
                        OPERATOR,
                        annotator,
                        () -> visor.post(
                                annotator,
                                "/api/v1/projects/" + scene.job.project + "/exports",
                                "{\"batch\": \"" + scene.job.batch() + "\"}")))
                .isIn(403, 404);
    }

    @Test
    void aTaskIsItsHoldersAlone() {
        String address = "/api/v1/tasks/" + task;
        assertThat(refused(tenant, mate, () -> scene.job.view(mate, task, "0".repeat(32))))
                .isEqualTo(403);
        for (String path : List.of("/grants", "/points", "/comments")) {
            String method = path.equals("/grants") ? "POST" : "GET";
            Supplier<Answer> ask =
                    () -> visor.send(mate, method, address + path, new byte[0], "Visor-Purpose", scene.job.purpose);
            denied(
                    tenant,
                    mate,
                    path.equals("/grants") ? "view.show" : "task.work",
                    path.equals("/grants") ? view() : "task:" + task,
                    "task-held",
                    ask);
            Supplier<Answer> asked =
                    () -> visor.send(stranger, method, address + path, new byte[0], "Visor-Purpose", scene.job.purpose);
            assertThat(refused(OPERATOR, stranger, asked)).as(path).isEqualTo(404);
        }
        for (Person other : List.of(mate, stranger)) {
            @Nullable UUID log = other.equals(mate) ? tenant : OPERATOR;
            assertThat(refused(log, other, () -> scene.draft(other, task))).isIn(403, 404);
            assertThat(refused(log, other, () -> scene.comment(other, task))).isIn(403, 404);
            assertThat(refused(log, other, () -> scene.job.submit(other, task, scene.points)))
                    .isIn(403, 404);
            assertThat(refused(
                            log,
                            other,
                            () -> visor.post(other, address + "/release", "", "Visor-Purpose", scene.job.purpose)))
                    .isIn(403, 404);
        }
    }

    @Test
    void whatIsAllowedNamesTheRuleThatAllowsIt() {
        scene.job.view(annotator, task).ok();

        assertThat(trail.newest(new TenantId(tenant), Long.MAX_VALUE, 20))
                .filteredOn(record -> record.action().equals("view.show"))
                .first()
                .satisfies(record -> {
                    assertThat(record.actorName()).isEqualTo(annotator.name());
                    assertThat(record.facts())
                            .containsEntry("policies", "workforce-annotates")
                            .containsKey("policy-set")
                            .containsEntry("policy-text", "kept");
                    assertThat(record.objects()).extracting(ObjectLabel::value).contains(view(), "task:" + task);
                });
    }

    @Test
    void whatNoRuleAllowsSaysSo() {
        Person client = scene.person("client", "own");
        String batch = scene.job.batch();
        denied(
                tenant,
                client,
                "batch.review",
                "batch:" + batch,
                "no-rule",
                () -> visor.get(client, "/api/v1/batches/" + batch + "/review"));
    }

    @Test
    void aTaskThatWasHandedInIsNobodysAnyMore() {
        assertThat(refused(tenant, annotator, () -> scene.job.view(annotator, scene.handedIn)))
                .isEqualTo(403);
        assertThat(refused(tenant, annotator, () -> scene.job.submit(annotator, scene.handedIn, scene.points)))
                .isEqualTo(403);
    }

    @Test
    void noFaceWithoutThePurposeThatItWasGivenFor() {
        String address = "/api/v1/tasks/" + task + "/grants";
        denied(tenant, annotator, "view.show", view(), "named-purpose", () -> visor.post(annotator, address, ""));
        for (String purpose : List.of("another-purpose", scene.job.purpose + "-too")) {
            denied(
                    tenant,
                    annotator,
                    "view.show",
                    view(),
                    "named-purpose",
                    () -> visor.post(annotator, address, "", "Visor-Purpose", purpose));
        }
        // A grant does not stand for the purpose.
        String grant =
                scene.job.grant(annotator, task).ok().json().path("grant").asString();
        denied(
                tenant,
                annotator,
                "view.show",
                view(),
                "named-purpose",
                () -> visor.get(annotator, "/api/v1/tasks/" + task + "/view", "Visor-Grant", grant));
        for (String purpose : List.of("", "*", scene.job.purpose.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(refused(tenant, annotator, () -> visor.post(annotator, address, "", "Visor-Purpose", purpose)))
                    .as(purpose)
                    .isEqualTo(400);
        }
        scene.job.view(annotator, task).ok();
    }

    @Test
    void noFaceAfterConsentWasWithdrawn() {
        consent("withdrawn");
        try {
            denied(tenant, annotator, "view.show", view(), "consent-in-force", () -> scene.job.view(annotator, task));
            scene.job.submit(annotator, task, scene.points).refused(403, "consent-ended");
            scene.draft(annotator, task).refused(403, "consent-ended");
            scene.job.submit(scene.senior, task, scene.points).refused(403, "forbidden");
            assertThat(visor.post(annotator, "/api/v1/tasks/next", "").text())
                    .as("the next task")
                    .doesNotContain(task);
        } finally {
            consent("given");
        }
        scene.job.view(annotator, task).ok();
    }

    @Test
    void noFaceOfABatchThatIsNotReleased() {
        state("staged");
        try {
            denied(tenant, annotator, "view.show", view(), "batch-released", () -> scene.job.view(annotator, task));
        } finally {
            state("released");
        }
        scene.job.view(annotator, task).ok();
    }

    @Test
    void noFaceAfterTheTeamsAccessHasEnded() {
        access("now()");
        try {
            denied(tenant, annotator, "view.show", view(), "team-access", () -> scene.job.view(annotator, task));
            assertThat(refused(tenant, annotator, () -> scene.draft(annotator, task)))
                    .isEqualTo(403);
            assertThat(visor.post(annotator, "/api/v1/tasks/next", "").status())
                    .as("the next task")
                    .isEqualTo(204);
        } finally {
            access("now() + interval '1 day'");
        }
        scene.job.view(annotator, task).ok();
    }

    @Test
    void anotherTenantsPeopleFindNothingOfThisOne() {
        String record = visor.get(scene.person("compliance-officer", "own"), "/api/v1/trail/records")
                .ok()
                .json()
                .get(0)
                .path("id")
                .asString();
        for (String role : List.of("client", "redaction-officer", "compliance-officer")) {
            Person other = scene.person(role, "other");
            for (String path : List.of(
                    "/api/v1/projects/" + scene.job.project,
                    "/api/v1/projects/" + scene.job.project + "/batches",
                    "/api/v1/batches/" + scene.job.batch(),
                    "/api/v1/batches/" + scene.job.batch() + "/review",
                    "/api/v1/views/" + scene.view + "/picture",
                    "/api/v1/assets/" + scene.picture + "/original",
                    "/api/v1/exports/" + scene.export + "/archive",
                    "/api/v1/exports/" + scene.export + "/check")) {
                assertThat(refused(otherTenant, other, () -> visor.get(other, path)))
                        .as(role + " " + path)
                        .isEqualTo(404);
            }
            assertThat(refused(otherTenant, other, () -> visor.get(other, "/api/v1/trail/records/" + record)))
                    .isIn(403, 404);
        }
    }

    /** Sends a request that the policies must turn down, and finds which of them, what for and on what in its record. */
    private void denied(
            @Nullable UUID log, Person person, String act, String object, String policy, Supplier<Answer> request) {
        Turned turned = turned(log, person, request);
        assertThat(turned.answer().status()).isEqualTo(403);
        assertThat(turned.record().facts())
                .containsEntry("act", act)
                .hasEntrySatisfying("policy-set", set -> assertThat(set).matches("[0-9a-f]{64}"))
                .hasEntrySatisfying(
                        "policies", names -> assertThat(names.split(",")).contains(policy));
        assertThat(turned.record().objects())
                .extracting(ObjectLabel::value)
                .as("what was asked for")
                .containsExactly(object);
    }

    /** Sends a request that must be refused, and finds its record in the log it belongs to; tells the status. */
    private int refused(@Nullable UUID log, Person person, Supplier<Answer> request) {
        return turned(log, person, request).answer().status();
    }

    private record Turned(Answer answer, TrailRecord record) {}

    private Turned turned(@Nullable UUID log, Person person, Supplier<Answer> request) {
        @Nullable TenantId whose = log == null ? null : new TenantId(log);

        Answer answer = request.get();

        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        String id = answer.json().path("request").asString("");
        assertThat(id).as(answer.text()).isNotEmpty();
        TrailRecord record = trail.newest(whose, Long.MAX_VALUE, 20).stream()
                .filter(one -> id.equals(one.facts().get("request")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No record of the request " + answer.text()));
        assertThat(record.action()).isEqualTo("access.refused");
        assertThat(record.actorName()).isEqualTo(person.name());
        assertThat(record.purpose()).isEqualTo("security");
        assertThat(record.basis()).isEqualTo("gdpr-6-1-c");
        assertThat(record.facts())
                .containsEntry("reason", answer.reason())
                .containsEntry("status", Integer.toString(answer.status()));
        return new Turned(answer, record);
    }

    /** The view of the task that the annotator holds. */
    private String view() {
        return "view:"
                + database.asApp(
                        tenant,
                        app -> app.sql("select view from task where id = ?")
                                .param(UUID.fromString(task))
                                .query(UUID.class)
                                .single());
    }

    private void consent(String state) {
        int rows = database.asApp(
                tenant,
                app -> app.sql(
                                "insert into consent (id, tenant, project, subject, reference, state, recorded)"
                                        + " select gen_random_uuid(), t.tenant, t.project, f.subject, '\\x00', ?, now()"
                                        + " from task t join view v on v.id = t.view join face f on f.id = v.face where t.id = ?")
                        .params(state, UUID.fromString(task))
                        .update());
        assertThat(rows).isEqualTo(1);
    }

    private void state(String state) {
        int rows = database.asApp(
                tenant,
                app -> app.sql("update view set state = ? where id = (select view from task where id = ?)")
                        .params(state, UUID.fromString(task))
                        .update());
        assertThat(rows).isEqualTo(1);
    }

    private void access(String ends) {
        int rows = database.asOwner(
                tenant,
                owner -> owner.sql("update team_access set ends = " + ends + " where project = ?")
                        .param(UUID.fromString(scene.job.project))
                        .update());
        assertThat(rows).isEqualTo(1);
    }
}
