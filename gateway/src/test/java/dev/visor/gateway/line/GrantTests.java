package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.access.SignedOut;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A view leaves under a grant that is good once, soon, and for nobody and nothing else. */
class GrantTests {

    private static final int AT_ONCE = 12;

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final Cast cast = new Cast(visor);
    private final UUID tenant = database.tenant(cast.handle);
    private final Person anna = cast.annotator;
    private final Person ben =
            new Person(UUID.randomUUID(), "ben", Set.of("annotator"), null, List.of(cast.team), 1, null);
    private final Line.Job job = released();
    private final String task = job.next(anna).path("id").asString();

    /** Two faces, so that there are two tasks. */
    private Line.Job released() {
        Line.Job made = cast.project();
        made.manifest(row(0), row(1));
        made.upload("holiday-0.jpg", Line.photograph()).ok();
        made.staged();
        made.release(cast.officer).ok();
        return made;
    }

    private static String row(int face) {
        return "holiday-0.jpg,\"" + Line.FACES[face] + "\",pseudonym-" + face + ",consent-1,reference-1";
    }

    @Test
    void isGoodForOneDeliveryAndTheRecordNamesIt() {
        JsonNode given = job.grant(anna, task).ok().json();
        String grant = given.path("grant").asString();
        assertThat(grant).matches("[0-9a-f]{32}");

        Answer view = job.view(anna, task, grant).ok();

        assertThat(view.header("Content-Type")).isEqualTo("image/png");
        refused(job.view(anna, task, grant), "grant-used");
        TrailRecord record = shown().getFirst();
        assertThat(record.facts())
                .doesNotContainKey("again")
                .hasEntrySatisfying("grant", id -> assertThat(id).isEqualTo(text("select id::text from view_grant")));
        assertThat(shown()).hasSize(1);
    }

    @Test
    void ofThoseWhoSendItAtOnceOneIsServed() throws Exception {
        String grant = grant();

        List<Answer> answers = together(() -> job.view(anna, task, grant));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200);
        answers.stream().filter(answer -> answer.status() != 200).forEach(answer -> refused(answer, "grant-used"));
        assertThat(shown()).hasSize(1);
    }

    @Test
    void theDatabaseRefusesWhatTheProgramForgot() {
        job.view(anna, task, grant()).ok();

        for (String set :
                List.of("used_at = null", "used_at = now()", "expires_at = expires_at + interval '1 second'")) {
            assertThatThrownBy(() -> database.asApp(
                            tenant,
                            app -> app.sql("update view_grant set " + set).update()))
                    .as(set)
                    .isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> alter("used_at = null"))
                .as("whoever writes the row")
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void isForTheSessionThatAskedForIt() {
        String grant = grant();

        refused(inSession("another-session", "GET", "/view", grant), "grant-other-session");

        job.view(anna, task, grant).ok();
    }

    @Test
    void aTokenOfNoSessionGetsNone() {
        String token = visor.issuer()
                .signed(visor.issuer().claims(anna).claim("sid", null).build());
        refused(send(token, "POST", "/grants", ""), "session-unknown");
        String own = visor.issuer()
                .signed(visor.issuer()
                        .claims(anna)
                        .claim("sid", null)
                        .jwtID("once")
                        .build());
        String grant =
                send(own, "POST", "/grants", "").ok().json().path("grant").asString();
        refused(job.view(anna, task, grant), "grant-other-session");
        send(own, "GET", "/view", grant).ok();
    }

    @Test
    void isForTheAnnotatorAndTheTaskThatItWasGivenFor() {
        String grant = grant();
        refused(job.view(ben, task, grant), "grant-of-another");
        String bens = job.next(ben).path("id").asString();
        refused(job.view(ben, bens, grant), "grant-of-another");
        lease(bens, anna);
        refused(job.view(anna, bens, grant), "grant-other-task");

        job.view(anna, task, grant).ok();
    }

    /** With all the rest the same, down to the moment at which the lease ends and the name of the session. */
    @Test
    void theTaskAndTheAnnotatorCountEachByThemselves() {
        String grant = grant();
        String other = job.next(ben).path("id").asString();
        lease(other, anna);
        database.asApp(
                tenant,
                app -> app.sql("update task set lease_ends = (select max(lease_ends) from view_grant)")
                        .update());
        refused(job.view(anna, other, grant), "grant-other-task");

        alterTask("leased_by = '" + ben.id() + "'");
        String bens = visor.issuer()
                .signed(visor.issuer()
                        .claims(ben)
                        .claim("sid", Issuer.session(anna))
                        .build());
        refused(send(bens, "GET", "/view", grant), "grant-of-another");

        alterTask("leased_by = '" + anna.id() + "'");
        job.view(anna, task, grant).ok();
    }

    @Test
    void isOverAfterTwoMinutes() {
        JsonNode given = job.grant(anna, task).ok().json();
        assertThat(text("select (expires_at <= now() + interval '2 minutes')::text from view_grant"))
                .isEqualTo("true");
        assertThat(text("select (expires_at > now() + interval '100 seconds')::text from view_grant"))
                .isEqualTo("true");
        alter("expires_at = now()");

        refused(job.view(anna, task, given.path("grant").asString()), "grant-expired");
    }

    @Test
    void endsWithTheLeaseThatItWasGivenUnder() {
        alterTask("lease_ends = now() + interval '30 seconds'");
        job.grant(anna, task).ok();
        assertThat(text("select (g.expires_at = t.lease_ends)::text from view_grant g join task t on t.id = g.task"))
                .isEqualTo("true");
    }

    @Test
    void isOverOnceThePersonSignedOut() {
        String grant = grant();
        String other = inSession("elsewhere", "POST", "/grants", "")
                .ok()
                .json()
                .path("grant")
                .asString();

        visor.tell(new SignedOut(new KeyOwner(anna.id()), "token:" + Issuer.session(anna)));

        refused(job.view(anna, task, grant), "grant-signed-out");
        refused(job.grant(anna, task), "grant-signed-out");
        inSession("elsewhere", "GET", "/view", other).ok();
    }

    @Test
    void isOverOnceTheTaskIsHandedIn() {
        String grant = grant();
        ArrayNode points = job.points(anna, task);
        job.submit(anna, task, points).ok();

        refused(job.view(anna, task, grant), "grant-task-over");
        job.grant(anna, task).refused(403, "forbidden");
    }

    @Test
    void isOverOnceTheTaskIsSomebodyElsesAndDoesNotComeBackWithIt() {
        String grant = grant();
        act("/release", anna).ok();
        refused(job.view(anna, task, grant), "grant-task-over");
        lease(task, ben);
        refused(job.view(anna, task, grant), "grant-task-over");
        refused(job.view(ben, task, grant), "grant-of-another");
        lease(task, anna);

        refused(job.view(anna, task, grant), "grant-task-over");
    }

    @Test
    void isOverOnceTheRulesChanged() {
        String grant = grant();
        alter("policy_set = repeat('0', 64)");

        refused(job.view(anna, task, grant), "grant-policy-changed");
    }

    @Test
    void comesThreeTimesMoreForOneLeaseAndEachIsRecordedAsAReView() {
        for (int again = 0; again <= 3; again++) {
            JsonNode given = job.grant(anna, task).ok().json();
            assertThat(given.path("again").asInt()).isEqualTo(again);
            job.view(anna, task, given.path("grant").asString()).ok();
        }
        Answer fourth = job.grant(anna, task).refused(409, "grants-spent");
        assertThat(fourth.json().path("detail").asString()).contains("take it anew");
        assertThat(refusal(fourth).facts()).containsEntry("reason", "grants-spent");
        inSession("elsewhere", "POST", "/grants", "").refused(409, "grants-spent");
        assertThat(shown())
                .extracting(record -> String.valueOf(record.facts().get("again")))
                .containsExactlyInAnyOrder("null", "1", "2", "3");

        job.renew(task);

        assertThat(job.grant(anna, task).ok().json().path("again").asInt()).isZero();
    }

    @Test
    void fourAreGivenHoweverManyAskAtOnce() throws Exception {
        List<Answer> answers = together(() -> job.grant(anna, task));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(4);
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> answer.refused(409, "grants-spent"));
    }

    @Test
    void nothingIsDeliveredWithoutOne() {
        grant();
        refused(visor.get(anna, "/api/v1/tasks/" + task + "/view", "Visor-Purpose", job.purpose), "grant-missing");
        for (String made :
                List.of("0".repeat(32), "0", "' or true --", text("select encode(hash, 'hex') from view_grant"))) {
            refused(job.view(anna, task, made), "grant-unknown");
        }
        // In the address it is none.
        refused(
                visor.get(anna, "/api/v1/tasks/" + task + "/view?grant=" + grant(), "Visor-Purpose", job.purpose),
                "grant-missing");
        assertThat(shown()).isEmpty();
    }

    @Test
    void restsAsAHashAlone() throws Exception {
        String grant = grant();

        String row = text("select view_grant::text from view_grant");

        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(grant.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(row).contains(HexFormat.of().formatHex(hash)).doesNotContain(grant);
        assertThat(row).doesNotContain(Issuer.session(anna));
    }

    @Test
    void answersAreKeptByNobodyAndReadByNoOtherSite() {
        Answer given = job.grant(anna, task).ok();
        Answer view =
                job.view(anna, task, given.json().path("grant").asString()).ok();
        for (Answer answer :
                List.of(given, view, visor.get(null, "/api/v1/session").ok())) {
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'; script-src 'self';")
                    .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        }
    }

    @Test
    void signingOutClearsWhatTheBrowserHoldsButThePromises() {
        Answer session = visor.get(null, "/api/v1/session").ok();
        String cookie = session.headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith("XSRF-TOKEN="))
                .findFirst()
                .orElseThrow()
                .split(";", 2)[0];

        Answer out = visor.send(
                null, "POST", "/logout", new byte[0], "Cookie", cookie, "X-XSRF-TOKEN", cookie.split("=", 2)[1]);

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Clear-Site-Data")).isEqualTo("\"cache\", \"cookies\"");
    }

    @Test
    void nothingTellsTheAnnotatorWhatTheClientCallsThePicture() {
        Answer next = visor.post(anna, "/api/v1/tasks/next", "").ok();
        Answer given = job.grant(anna, task).ok();
        Answer view =
                job.view(anna, task, given.json().path("grant").asString()).ok();
        Answer points = visor.get(anna, "/api/v1/tasks/" + task + "/points", "Visor-Purpose", job.purpose)
                .ok();
        JsonNode picture = job.review(cast.officer).get(0);
        List<String> secrets = new ArrayList<>(List.of(
                "holiday-0",
                "pseudonym-",
                "reference-",
                job.project,
                job.batch(),
                picture.path("id").asString()));
        picture.path("views").forEach(one -> secrets.add(one.path("id").asString()));
        assertThat(secrets).hasSize(8);
        for (Answer answer : List.of(next, given, view, points)) {
            String all = answer.headers().map() + answer.text();
            assertThat(secrets).noneMatch(all::contains);
        }
    }

    private String grant() {
        return job.grant(anna, task).ok().json().path("grant").asString();
    }

    /** Anna at another browser. */
    private Answer inSession(String session, String method, String path, String grant) {
        String token = visor.issuer()
                .signed(visor.issuer().claims(anna).claim("sid", session).build());
        return send(token, method, path, grant);
    }

    private Answer send(String token, String method, String path, String grant) {
        List<String> headers = new ArrayList<>(List.of("Visor-Purpose", job.purpose));
        if (!grant.isEmpty()) {
            headers.addAll(List.of("Visor-Grant", grant));
        }
        return visor.sendWith(
                token, method, "/api/v1/tasks/" + task + path, new byte[0], headers.toArray(String[]::new));
    }

    private Answer act(String path, Person person) {
        return visor.post(person, "/api/v1/tasks/" + task + path, "", "Visor-Purpose", job.purpose);
    }

    /** Refused, for that reason, and on record in the tenant's log. */
    private void refused(Answer answer, String reason) {
        answer.refused(403, reason);
        assertThat(refusal(answer).facts()).containsEntry("reason", reason).containsEntry("status", "403");
    }

    private TrailRecord refusal(Answer answer) {
        String id = answer.json().path("request").asString();
        return trail.newest(new TenantId(tenant), Long.MAX_VALUE, 50).stream()
                .filter(record -> id.equals(record.facts().get("request")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No record of " + answer.text()));
    }

    private List<TrailRecord> shown() {
        return trail.newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals("view.show"))
                .toList();
    }

    private void lease(String to, Person person) {
        int rows = database.asApp(
                tenant,
                app -> app.sql(
                                "update task set state = 'leased', leased_by = ?, lease_ends = now() + interval '1 hour',"
                                        + " rendition = (select picture from view where view.id = task.view) where id = ?")
                        .params(person.id(), UUID.fromString(to))
                        .update());
        assertThat(rows).isEqualTo(1);
    }

    private void alterTask(String set) {
        int rows = database.asApp(
                tenant,
                app -> app.sql("update task set " + set + " where id = ?")
                        .param(UUID.fromString(task))
                        .update());
        assertThat(rows).isEqualTo(1);
    }

    /** What only time or an administrator could do. */
    private void alter(String set) {
        int rows = database.asOwner(
                tenant, owner -> owner.sql("update view_grant set " + set).update());
        assertThat(rows).isEqualTo(1);
    }

    private String text(String sql) {
        return database.asApp(tenant, app -> app.sql(sql).query(String.class).single());
    }

    private static List<Answer> together(Callable<Answer> act) throws Exception {
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        List<Future<Answer>> asked = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < AT_ONCE; i++) {
                asked.add(people.submit(() -> {
                    start.await();
                    return act.call();
                }));
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : asked) {
            answers.add(answer.get());
        }
        return answers;
    }
}
