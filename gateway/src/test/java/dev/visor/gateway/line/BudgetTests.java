package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody with an annotator's session and a script gets as much as the project allows, and the client's officer is told. */
class BudgetTests {

    private static final MovedClock.Moved CLOCK = MovedClock.CLOCK;
    private static final Installation VISOR = Installation.fresh("budgets", Map.of(), MovedClock.class);
    private static final Database DATABASE = new Database(VISOR.bean(DatabaseAccess.class));

    private final Cast cast = new Cast(VISOR);
    private final TenantId tenant = new TenantId(DATABASE.tenant(cast.handle));
    private final Line line = new Line(VISOR);
    private final Person officer = cast.compliance;

    @AfterAll
    static void stop() {
        VISOR.close();
    }

    @BeforeEach
    void beginsWithAnHour() {
        CLOCK.toNextHour();
    }

    /** A released project of so many faces, each another person's. */
    private Line.Job project(int pictures, String limits) {
        Line.Job job = line.project(now(cast.client), cast.team, CLOCK.instant().plusSeconds(864_000));
        limit(job, limits).ok();
        CLOCK.atPresent(() -> fill(job, pictures));
        return job;
    }

    private void fill(Line.Job job, int pictures) {
        List<String> rows = new ArrayList<>();
        for (int picture = 0; picture < pictures; picture++) {
            for (String face : Line.FACES) {
                rows.add("p" + picture + ".jpg,\"" + face + "\"," + job.project + rows.size() + ",consent,reference");
            }
        }
        job.manifest(rows.toArray(String[]::new));
        for (int picture = 0; picture < pictures; picture++) {
            job.upload("p" + picture + ".jpg", Line.photograph()).ok();
        }
        job.staged();
        job.release(now(cast.officer)).ok();
    }

    /** Whoever has just proved a second factor, by the gateway's clock. */
    private static Person now(Person person) {
        return person.authenticated(CLOCK.instant());
    }

    private Answer limit(Line.Job job, String limits) {
        return VISOR.post(now(cast.client), "/api/v1/projects/" + job.project + "/budgets", limits);
    }

    private Person mate() {
        return new Person(UUID.randomUUID(), "Mate", Set.of("annotator"), null, List.of(cast.team), 1, null);
    }

    private Answer next(Person who) {
        return VISOR.post(who, "/api/v1/tasks/next", "");
    }

    private static String id(Answer task) {
        return task.ok().json().path("id").asString();
    }

    /** Takes task after task, looks at each face and hands something in, as fast as it goes, until it is refused. */
    private Answer collect(Person who, Line.Job job, List<String> seen) {
        while (true) {
            Answer task = next(who);
            if (task.status() != 200) {
                return task;
            }
            String id = task.json().path("id").asString();
            Answer view = job.view(who, id);
            if (view.status() != 200) {
                return view;
            }
            seen.add(id);
            ArrayNode points = job.points(who, id);
            points.forEach(point -> ((ObjectNode) point).put("provenance", "placed"));
            job.submit(who, id, points).ok();
        }
    }

    private List<JsonNode> findings(String rule) {
        return VISOR.get(officer, "/api/v1/findings?state=all")
                .ok()
                .json()
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("rule").asString().equals(rule))
                .toList();
    }

    private JsonNode budgets() {
        return VISOR.get(officer, "/api/v1/budgets").ok().json();
    }

    private JsonNode budget(String kind) {
        List<JsonNode> found = budgets()
                .valueStream()
                .filter(budget -> budget.path("kind").asString().equals(kind)
                        && budget.path("running").asBoolean())
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private Answer release(Person who, JsonNode budget) {
        return VISOR.post(
                who,
                "/api/v1/budgets/" + budget.path("id").asString() + "/release",
                "{\"reason\": \"Mrs Miller works overtime\"}");
    }

    private List<TrailRecord> records(String action) {
        return VISOR.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .toList();
    }

    @Test
    void aCollectorIsStoppedTheOfficerIsToldAndReleasesOnce() {
        Line.Job job = project(4, "{\"viewsPerHour\": 5}");
        List<String> seen = new ArrayList<>();

        Answer stopped = collect(cast.annotator, job, seen);

        stopped.refused(429, "budget-used-up");
        assertThat(seen).hasSize(5);
        Instant frees = Instant.parse(stopped.json().path("frees").asString());
        assertThat(frees).isAfter(CLOCK.instant()).isBefore(CLOCK.instant().plusSeconds(3601));
        assertThat(Long.parseLong(stopped.header("Retry-After"))).isBetween(1L, 3600L);
        assertThat(stopped.json().path("detail").asString()).contains(frees.toString());
        assertThat(records("view.show")).as("nothing was opened beyond it").hasSize(5);

        next(cast.annotator).refused(429, "budget-used-up");
        assertThat(records("access.refused").getFirst().facts())
                .containsEntry("reason", "budget-used-up")
                .containsEntry("policies", "budget-views")
                .containsEntry("project", job.project);
        assertThat(records("budget.used-up")).singleElement().satisfies(record -> {
            assertThat(record.actorName()).isEqualTo(cast.annotator.name());
            assertThat(record.facts()).containsEntry("kind", "views").containsEntry("project", job.project);
        });
        JsonNode views = budget("views");
        assertThat(findings("budget.used-up")).singleElement().satisfies(finding -> {
            assertThat(finding.path("object").asString())
                    .isEqualTo("budget:" + views.path("id").asString());
            assertThat(finding.path("owner").asString()).isEqualTo("compliance-officer");
        });
        assertThat(records("finding.open")).hasSize(1);
        assertThat(views.path("annotator").asString()).isEqualTo(cast.annotator.name());
        assertThat(views.path("used").asInt()).isEqualTo(5);
        assertThat(views.path("most").asInt()).isEqualTo(5);
        assertThat(views.path("stoppedAt").isNull()).isFalse();

        release(now(officer).withoutSecondFactor(), views).refused(401, "step-up-required");
        release(now(new Cast(VISOR).compliance), views).refused(404, "not-found");
        assertThat(next(cast.annotator).status()).isEqualTo(429);
        assertThat(release(now(officer), views).ok().json().path("most").asInt())
                .isEqualTo(10);
        assertThat(records("budget.release")).singleElement().satisfies(record -> {
            assertThat(record.sealed()).containsEntry("reason", "Mrs Miller works overtime");
            assertThat(record.leaf()).doesNotContain("Miller");
        });

        collect(cast.annotator, job, seen).refused(429, "budget-used-up");
        assertThat(seen).hasSize(10);
        assertThat(new HashSet<>(seen)).as("goes on to other faces").hasSize(10);
        release(now(officer), views).refused(409, "budget-released");
        assertThat(findings("budget.used-up")).as("one in a window").hasSize(1);
        assertThat(records("budget.release")).as("and none for nothing").hasSize(1);

        CLOCK.toNextHour();
        release(now(officer), views).refused(409, "budget-window-over");
        collect(cast.annotator, job, seen);
        assertThat(seen).as("free again, to the end of the work").hasSize(12);
    }

    @Test
    void isNobodyElsesAndNoOtherProjects() {
        Line.Job job = project(2, "{\"viewsPerHour\": 2}");
        collect(cast.annotator, job, new ArrayList<>()).refused(429, "budget-used-up");

        Person mate = mate();
        List<String> mates = new ArrayList<>();
        collect(mate, job, mates).refused(429, "budget-used-up");
        assertThat(mates).as("a budget of the mate's own").hasSize(2);

        Line.Job other = project(1, "{}");
        List<String> others = new ArrayList<>();
        Answer end = collect(cast.annotator, other, others);
        assertThat(others).as("other work is offered while one waits").hasSize(3);
        assertThat(end.status()).isEqualTo(429);
    }

    @Test
    void twentyAtOnceGetNoMoreThanTwentyOneByOne() throws Exception {
        // Fewer than the four grants of a lease: the budget is what ends first.
        Line.Job job = project(1, "{\"viewsPerHour\": 3}");
        String task = id(next(cast.annotator));
        List<Callable<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(() -> job.view(cast.annotator, task));
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            for (Future<Answer> answer : threads.invokeAll(all)) {
                statuses.add(answer.get().status());
            }
        }
        assertThat(statuses).contains(429).isSubsetOf(200, 409, 429);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(3);
        assertThat(records("view.show")).hasSize(3);
        assertThat(findings("budget.used-up")).hasSize(1);

        ArrayNode points = job.points(cast.annotator, task);
        points.forEach(point -> ((ObjectNode) point).put("provenance", "placed"));
        job.submit(cast.annotator, task, points).ok();
    }

    @Test
    void countsAPersonOnceOnADayAndBeginsAnewOnTheNext() {
        CLOCK.toNextDay();
        Line.Job job = project(1, "{\"personsPerDay\": 1}");
        String task = id(next(cast.annotator));
        for (int i = 0; i < 3; i++) {
            job.view(cast.annotator, task).ok();
        }
        ArrayNode points = job.points(cast.annotator, task);
        points.forEach(point -> ((ObjectNode) point).put("provenance", "placed"));
        job.submit(cast.annotator, task, points).ok();
        next(cast.annotator).refused(429, "budget-used-up");
        CLOCK.toNextHour();
        next(cast.annotator).refused(429, "budget-used-up");
        CLOCK.toNextDay();
        String second = id(next(cast.annotator));
        job.view(cast.annotator, second).ok();
    }

    @Test
    void whoeverWasSeenTodayIsOfferedAgain() {
        CLOCK.toNextDay();
        Line.Job job = line.project(now(cast.client), cast.team, CLOCK.instant().plusSeconds(864_000));
        limit(job, "{\"personsPerDay\": 1}").ok();
        CLOCK.atPresent(() -> {
            String row = ".jpg,\"" + Line.FACES[0] + "\",one,consent,reference";
            job.manifest("p0" + row, "p1" + row);
            job.upload("p0.jpg", Line.photograph()).ok();
            job.upload("p1.jpg", Line.photograph()).ok();
            job.staged();
            job.release(now(cast.officer)).ok();
        });
        List<String> seen = new ArrayList<>();

        assertThat(collect(cast.annotator, job, seen).status())
                .as("nothing waits")
                .isEqualTo(204);

        assertThat(new HashSet<>(seen)).hasSize(2);
    }

    @Test
    void warnsFromFourFifthsOn() {
        Line.Job job = project(2, "{\"viewsPerHour\": 5}");
        for (int i = 0; i < 4; i++) {
            Answer task = next(cast.annotator);
            assertThat(task.ok().json().path("budget").isNull()).isTrue();
            job.view(cast.annotator, id(task)).ok();
        }
        JsonNode warning = next(cast.annotator).ok().json().path("budget");
        assertThat(warning.path("kind").asString()).isEqualTo("views");
        assertThat(warning.path("used").asInt()).isEqualTo(4);
        assertThat(warning.path("most").asInt()).isEqualTo(5);
        assertThat(Instant.parse(warning.path("frees").asString())).isAfter(CLOCK.instant());
        JsonNode views = budget("views");
        assertThat(views.path("warned").asBoolean()).isTrue();
        assertThat(views.path("stoppedAt").isNull()).isTrue();
        assertThat(findings("budget.used-up")).isEmpty();
    }

    @Test
    void whoeverGuessesIsStoppedAndFound() {
        Line.Job job = project(1, "{\"offTaskPerHour\": 4}");
        Line.Job other = project(1, "{}");
        Person mate = mate();
        String task = id(next(cast.annotator));
        String held = id(next(mate));
        for (int i = 0; i < 4; i++) {
            job.view(cast.annotator, i < 2 ? held : UUID.randomUUID().toString());
        }
        assertThat(findings("budget.off-task")).isEmpty();
        job.view(cast.annotator, task).ok();

        job.view(cast.annotator, held).refused(403, "forbidden");

        assertThat(findings("budget.off-task")).hasSize(1);
        assertThat(findings("budget.off-task").get(0).path("severity").asString())
                .isEqualTo("severe");
        job.view(cast.annotator, task).refused(429, "budget-used-up");
        job.view(cast.annotator, UUID.randomUUID().toString()).refused(404, "not-found");
        assertThat(findings("budget.off-task")).hasSize(1);
        job.view(mate, held).ok();
        Answer elsewhere = next(cast.annotator);
        assertThat(elsewhere.ok().json().path("purpose").asString()).isEqualTo(other.purpose);
        other.view(cast.annotator, id(elsewhere)).ok();

        JsonNode attempts = budgets()
                .valueStream()
                .filter(budget -> budget.path("kind").asString().equals("off-task")
                        && budget.path("project").asString().equals(job.project))
                .findFirst()
                .orElseThrow();
        assertThat(attempts.path("used").asInt()).isEqualTo(6);
        release(now(officer), attempts).ok();
        job.view(cast.annotator, task).ok();
    }

    /** On a task of one's own, too: each guess counts. */
    @Test
    void whoeverTriesGrantsGuesses() {
        Line.Job job = project(1, "{}");
        Person mate = mate();
        String task = id(next(cast.annotator));
        String held = id(next(mate));
        String mates = job.grant(mate, held).ok().json().path("grant").asString();

        job.view(cast.annotator, task, "0".repeat(32)).refused(403, "grant-unknown");
        assertThat(budget("off-task").path("used").asInt()).isEqualTo(1);
        job.view(cast.annotator, task, mates).refused(403, "grant-of-another");
        assertThat(budget("off-task").path("used").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsRefusedForAnotherReasonIsNotCharged() {
        Line.Job job = project(1, "{}");
        String task = id(next(cast.annotator));
        String grant = job.grant(cast.annotator, task).ok().json().path("grant").asString();

        VISOR.get(
                        cast.annotator,
                        "/api/v1/tasks/" + task + "/view",
                        "Visor-Purpose",
                        "another-purpose",
                        "Visor-Grant",
                        grant)
                .refused(403, "forbidden");

        assertThat(budgets()).isEmpty();
        assertThat(records("budget.list")).as("that they were looked at").hasSize(1);
    }

    @Test
    void waitingForABudgetIsNoAttempt() {
        Line.Job job = project(1, "{\"viewsPerHour\": 1, \"offTaskPerHour\": 1}");
        String task = id(next(cast.annotator));
        job.view(cast.annotator, task).ok();
        for (int i = 0; i < 3; i++) {
            job.view(cast.annotator, task).refused(429, "budget-used-up");
        }
        assertThat(findings("budget.off-task")).isEmpty();
    }

    @Test
    void isTheClientsToSet() {
        Line.Job job = line.project(now(cast.client), cast.team, CLOCK.instant().plusSeconds(864_000));
        String path = "/api/v1/projects/" + job.project + "/budgets";
        JsonNode defaults = VISOR.get(cast.client, path).ok().json();
        assertThat(defaults.path("viewsPerHour").asInt()).isEqualTo(300);

        limit(job, "{\"viewsPerHour\": 7}").ok();

        assertThat(VISOR.get(cast.client, path).ok().json().path("viewsPerHour").asInt())
                .isEqualTo(7);
        assertThat(records("budget.set").getFirst().facts())
                .containsEntry("views", "7")
                .containsEntry("off-task", "20");
        limit(job, "{\"viewsPerHour\": 0}").refused(400, "bad-budget");
        limit(job, "{\"bytesPerDay\": 1}").refused(400, "bad-budget");
        VISOR.post(now(cast.client).withoutSecondFactor(), path, "{}").refused(401, "step-up-required");
        VISOR.post(now(officer), path, "{}").refused(403, "forbidden");
        VISOR.post(now(new Cast(VISOR).client), path, "{}").refused(404, "not-found");
    }

    @Test
    void keepsNoName() {
        Line.Job job = project(1, "{}");
        job.view(cast.annotator, id(next(cast.annotator))).ok();
        String rows = DATABASE.asApp(
                tenant.value(),
                app -> app.sql("select string_agg(cast(b as text), ' ') from budget_use b")
                        .query(String.class)
                        .single());
        assertThat(rows).contains(cast.annotator.id().toString()).doesNotContain(cast.annotator.name());
    }
}
