package dev.visor.gateway.line;

import static dev.visor.policies.TwoPersonAct.BREAK_GLASS;
import static dev.visor.policies.TwoPersonAct.ROOT_ROTATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.access.Approvals;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Asking and granting over HTTP, with what stands in the trail afterwards. */
class TwoPersonTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final Approvals approvals = visor.bean(Approvals.class);
    private final TenantId acme = new TenantId(database.tenant("acme"));
    private final String object = "asset:" + UUID.randomUUID();
    private final String root = "domain:" + UUID.randomUUID();
    private final Person ada = administrator("ada-" + object, null);
    private final Person alan = administrator("alan-" + object, null);
    private final Person amir = administrator("amir-" + object, "acme");

    @Test
    void aSecondPersonGrantsAndTheTrailTellsBothAndWhy() {
        String id = ask(ada, "acme", "A court asks for it");
        assertThat(approvals.granted(acme, BREAK_GLASS, new ObjectLabel(object)))
                .isFalse();

        Answer granted = grant(amir, null, id).ok();

        assertThat(granted.json().path("grantedBy").asString())
                .isEqualTo(amir.id().toString());
        assertThat(granted.json().path("state").asString()).isEqualTo("granted");
        assertThat(approvals.granted(acme, BREAK_GLASS, new ObjectLabel(object)))
                .isTrue();
        assertThat(approvals.granted(null, BREAK_GLASS, new ObjectLabel(object)))
                .isFalse();
        assertThat(records(acme, "approval.ask", id)).singleElement().satisfies(record -> {
            assertThat(record.actorName()).isEqualTo(ada.name());
            assertThat(record.sealed()).containsEntry("reason", "A court asks for it");
            assertThat(record.leaf()).doesNotContain("court");
        });
        assertThat(records(acme, "approval.grant", id))
                .singleElement()
                .satisfies(record -> assertThat(record.actorName()).isEqualTo(amir.name()));
    }

    @Test
    void theOperatorsPeopleAloneDoNotOpenAClientsOriginal() {
        String id = ask(ada, "acme", "We are curious");

        grant(alan, "acme", id).refused(403, "forbidden");
        grant(administrator("gina-" + object, "globex"), null, id).refused(404, "not-found");
        assertThat(approvals.granted(acme, BREAK_GLASS, new ObjectLabel(object)))
                .isFalse();

        grant(Person.OTTO, null, id).ok();
        assertThat(approvals.granted(acme, BREAK_GLASS, new ObjectLabel(object)))
                .isTrue();
    }

    @Test
    void aSecondFactorIsAskedOfBoth() {
        visor.post(ada.withoutSecondFactor(), "/api/v1/approvals", body("break-glass", object, "Why", "acme"))
                .refused(401, "step-up-required");
        String id = ask(ada, "acme", "Why");
        grant(amir.withoutSecondFactor(), null, id).refused(401, "step-up-required");
    }

    @Test
    void whoeverAskedTakesItBackAndASecondPersonSaysNo() {
        String mine = ask(ada, "acme", "Changed my mind");
        end(ada, "acme", mine).ok();
        grant(amir, null, mine).refused(409, "approval-ended");
        end(amir, null, mine).refused(409, "approval-ended");
        assertThat(records(acme, "approval.withdraw", mine)).hasSize(1);

        String theirs = ask(ada, "acme", "Please");
        end(Person.OTTO, null, theirs).ok();
        grant(amir, null, theirs).refused(409, "approval-ended");
        assertThat(records(acme, "approval.refuse", theirs)).hasSize(1);
        end(Person.CLARA, null, theirs).refused(403, "forbidden");
    }

    @Test
    void aGrantIsTakenBack() {
        String id = ask(ada, "acme", "For an hour");
        grant(amir, null, id).ok();
        assertThat(approvals.granted(acme, BREAK_GLASS, new ObjectLabel(object)))
                .isTrue();

        end(amir, null, id).ok();

        assertThat(approvals.granted(acme, BREAK_GLASS, new ObjectLabel(object)))
                .isFalse();
    }

    @Test
    void whatWasSaidStaysSaidWhoeverWritesTheRow() {
        String id = ask(ada, "acme", "Once");
        grant(amir, null, id).ok();
        assertRefusedByTheDatabase("update approval set granted_by = gen_random_uuid() where id = ?", id);
        end(amir, null, id).ok();
        assertRefusedByTheDatabase("update approval set ended_by = null, ended_at = null where id = ?", id);
        String ended = ask(ada, "acme", "Never");
        end(ada, "acme", ended).ok();
        assertRefusedByTheDatabase(
                "update approval set granted_by = gen_random_uuid(), granted_at = now() where id = ?", ended);
    }

    @Test
    void whatIsTheOperatorsOwnStaysInItsLog() {
        String id = ask(ada, null, "The yearly turn of keys");
        grant(alan, "acme", id).refused(404, "not-found");

        grant(alan, null, id).ok();

        assertThat(approvals.granted(null, ROOT_ROTATE, new ObjectLabel(root))).isTrue();
        assertThat(approvals.granted(acme, ROOT_ROTATE, new ObjectLabel(root))).isFalse();
        assertThat(approvals.granted(acme, BREAK_GLASS, new ObjectLabel(object)))
                .isFalse();
        assertThat(records(null, "approval.ask", id)).hasSize(1);
        assertThat(records(null, "approval.grant", id)).hasSize(1);
    }

    @Test
    void whoeverAskedCannotGrantAndIsOnRecord() {
        String id = ask(ada, "acme", "I want to");

        grant(ada, "acme", id).refused(403, "forbidden");
        grant(administrator(ada.name(), "acme", ada.id()), null, id).refused(403, "forbidden");

        assertThat(approvals.granted(acme, BREAK_GLASS, new ObjectLabel(object)))
                .isFalse();
        assertThat(records(acme, "approval.grant", id)).isEmpty();
        assertThat(trail.newest(acme, Long.MAX_VALUE, 20))
                .anyMatch(record ->
                        record.action().equals("access.refused") && ada.name().equals(record.actorName()));
    }

    @Test
    void anExpiredRequestIsNotGrantedAndAnExpiredGrantIsNotInForce() {
        String late = insert("now() - interval '4 hours'", "now()", "null", "null");
        grant(amir, null, late).refused(409, "approval-expired");
        end(amir, null, late).refused(409, "approval-expired");
        assertThat(records(acme, "approval.grant", late)).isEmpty();

        insert("now() - interval '4 hours'", "now()", "gen_random_uuid()", "now() - interval '1 hour'");
        assertThat(approvals.granted(acme, BREAK_GLASS, new ObjectLabel(object)))
                .isFalse();
        insert("now() - interval '3 hours'", "now() + interval '1 minute'", "gen_random_uuid()", "now()");
        assertThat(approvals.granted(acme, BREAK_GLASS, new ObjectLabel(object)))
                .isTrue();
    }

    @Test
    void ofSeveralWhoGrantAtOnceOneDoes() throws Exception {
        String id = ask(ada, "acme", "Quickly");
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService at = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                Person person = administrator("granter-" + i + object, "acme");
                answers.add(at.submit(() -> grant(person, null, id)));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Answer> answer : answers) {
            statuses.add(answer.get().status());
            if (answer.get().status() != 200) {
                answer.get().refused(409, "already-granted");
            }
        }
        assertThat(statuses).containsOnlyOnce(200);
        long failed = records(acme, "act.failed", id).size();
        assertThat(records(acme, "approval.grant", id)).hasSize(1 + (int) failed);
    }

    @Test
    void theListHoldsWhatIsAskedOnOnesOwnSideOnly() {
        String mine = ask(ada, "acme", "Seen by the second person");
        String operators = ask(ada, null, "Another matter");
        Person tenants = administrator("tenant-admin-" + object, "globex");

        String seen = visor.get(alan, "/api/v1/approvals?tenant=acme").ok().text();

        assertThat(seen).contains(mine, "Seen by the second person").doesNotContain(operators);
        assertThat(visor.get(alan, "/api/v1/approvals").ok().text())
                .contains(operators)
                .doesNotContain(mine);
        assertThat(visor.get(tenants, "/api/v1/approvals").ok().text()).doesNotContain(mine, operators);
        visor.get(tenants, "/api/v1/approvals?tenant=acme").refused(404, "not-found");
        visor.get(tenants, "/api/v1/approvals?tenant=nobody-there").refused(404, "not-found");
        assertThat(visor.get(Person.OTTO, "/api/v1/approvals").ok().text())
                .contains(mine, "Seen by the second person")
                .doesNotContain(operators);
        visor.get(Person.OTTO, "/api/v1/approvals?tenant=globex").refused(404, "not-found");
        visor.get(Person.ANNA, "/api/v1/approvals?tenant=acme").refused(403, "forbidden");
        visor.get(Person.ANNA, "/api/v1/approvals?tenant=nobody-there").refused(403, "forbidden");
        grant(tenants, null, mine).refused(404, "not-found");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        asked("break-glass", object, " ", "acme").refused(400, "bad-reason");
        asked("break-glass", object, "x".repeat(401), "acme").refused(400, "bad-reason");
        asked("break-glass", object, "\u4e00".repeat(400), "acme").ok();
        asked("Break glass", object, "Why", "acme").refused(400, "bad-act");
        asked("unheard-of", object, "Why", "acme").refused(400, "bad-act");
        asked("break-glass", "asset:1", "Why", "acme").refused(400, "bad-object");
        asked("break-glass", root, "Why", "acme").refused(400, "bad-object");
        asked("break-glass", "asset:" + "-".repeat(36), "Why", "acme").refused(400, "bad-object");
        asked("break-glass", object, "Why", null).refused(400, "tenant-missing");
        asked("root-rotate", root, "Why", "acme").refused(400, "not-a-tenants");
        for (String minutes : new String[] {"9", "241", "-1"}) {
            visor.post(
                            ada,
                            "/api/v1/approvals",
                            body("root-rotate", root, "Why", null).replace("}", ", \"minutes\": " + minutes + "}"))
                    .refused(400, "bad-time-box");
        }
    }

    @Test
    void theAskerChoosesAShorterTime() {
        Answer answer = visor.post(
                        ada,
                        "/api/v1/approvals",
                        body("root-rotate", root, "Why", null).replace("}", ", \"minutes\": 10}"))
                .ok();
        Instant asked = Instant.parse(answer.json().path("askedAt").asString());
        assertThat(Instant.parse(answer.json().path("expiresAt").asString()))
                .isEqualTo(asked.plus(Duration.ofMinutes(10)));
    }

    @Test
    void theReasonRestsSealed() {
        String id = ask(ada, "acme", "canary-of-a-reason");
        String stored = database.asApp(
                acme.value(),
                app -> app.sql("select encode(reason, 'escape') from approval where id = ?")
                        .param(UUID.fromString(id))
                        .query(String.class)
                        .single());
        assertThat(stored).doesNotContain("canary");
    }

    private String ask(Person person, @Nullable String tenant, String reason) {
        String body =
                tenant == null ? body("root-rotate", root, reason, null) : body("break-glass", object, reason, tenant);
        return visor.post(person, "/api/v1/approvals", body)
                .ok()
                .json()
                .path("id")
                .asString();
    }

    private static String body(String act, String of, String reason, @Nullable String tenant) {
        String whose = tenant == null ? "" : ", \"tenant\": \"" + tenant + "\"";
        return "{\"act\": \"" + act + "\", \"object\": \"" + of + "\", \"reason\": \"" + reason + "\"" + whose + "}";
    }

    private Answer asked(String act, String of, String reason, @Nullable String tenant) {
        return visor.post(ada, "/api/v1/approvals", body(act, of, reason, tenant));
    }

    private Answer grant(Person person, @Nullable String tenant, String id) {
        return answer(person, tenant, id, "grant");
    }

    private Answer end(Person person, @Nullable String tenant, String id) {
        return answer(person, tenant, id, "end");
    }

    private Answer answer(Person person, @Nullable String tenant, String id, String word) {
        String whose = tenant == null ? "" : "?tenant=" + tenant;
        return visor.post(person, "/api/v1/approvals/" + id + "/" + word + whose, "");
    }

    private void assertRefusedByTheDatabase(String statement, String id) {
        assertThatThrownBy(() -> database.asApp(
                        acme.value(),
                        app -> app.sql(statement).param(UUID.fromString(id)).update()))
                .isInstanceOf(DataAccessException.class);
    }

    private String insert(String asked, String expires, String by, String at) {
        UUID id = UUID.randomUUID();
        UUID like = UUID.fromString(ask(ada, "acme", "Earlier"));
        database.asApp(
                acme.value(),
                app -> app.sql("insert into approval (id, tenant, act, object, reason, asked_by, asked_at, expires_at,"
                                + " granted_by, granted_at) select ?, tenant, act, object, reason, asked_by, " + asked
                                + ", "
                                + expires + ", " + by + ", " + at + " from approval where id = ?")
                        .params(id, like)
                        .update());
        return id.toString();
    }

    private List<TrailRecord> records(@Nullable TenantId log, String action, String approval) {
        return trail.newest(log, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .filter(record -> record.objects().stream()
                        .anyMatch(label -> label.value().equals("approval:" + approval)))
                .toList();
    }

    private static Person administrator(String name, @Nullable String tenant) {
        return administrator(name, tenant, UUID.randomUUID());
    }

    private static Person administrator(String name, @Nullable String tenant, UUID id) {
        return new Person(id, name, Set.of("administrator"), tenant, List.of(), 2, null);
    }
}
