package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.access.Approvals;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Asking and granting over HTTP, with what stands in the trail afterwards. */
class TwoPersonTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final Approvals approvals = visor.bean(Approvals.class);
    private final TenantId acme = new TenantId(database.tenant("acme"));
    private final String object = "original:" + UUID.randomUUID();
    private final Person ada = administrator("ada-" + object, null);
    private final Person alan = administrator("alan-" + object, null);

    @Test
    void aSecondPersonGrantsAndTheTrailTellsBothAndWhy() {
        String id = ask(ada, "acme", "A court asks for it");
        assertThat(approvals.granted(acme, "break-glass", new ObjectLabel(object)))
                .isFalse();

        Answer granted = grant(alan, "acme", id).ok();

        assertThat(granted.json().path("grantedBy").asString())
                .isEqualTo(alan.id().toString());
        assertThat(approvals.granted(acme, "break-glass", new ObjectLabel(object)))
                .isTrue();
        assertThat(approvals.granted(null, "break-glass", new ObjectLabel(object)))
                .isFalse();
        assertThat(records(acme, "approval.ask", id)).singleElement().satisfies(record -> {
            assertThat(record.actorName()).isEqualTo(ada.name());
            assertThat(record.sealed()).containsEntry("reason", "A court asks for it");
            assertThat(record.leaf()).doesNotContain("court");
        });
        assertThat(records(acme, "approval.grant", id))
                .singleElement()
                .satisfies(record -> assertThat(record.actorName()).isEqualTo(alan.name()));
    }

    @Test
    void whatIsTheOperatorsOwnStaysInItsLog() {
        String id = ask(ada, null, "The yearly turn of keys");
        grant(alan, "acme", id).refused(404, "not-found");

        grant(alan, null, id).ok();

        assertThat(approvals.granted(null, "break-glass", new ObjectLabel(object)))
                .isTrue();
        assertThat(approvals.granted(acme, "break-glass", new ObjectLabel(object)))
                .isFalse();
        assertThat(records(null, "approval.ask", id)).hasSize(1);
        assertThat(records(null, "approval.grant", id)).hasSize(1);
    }

    @Test
    void whoeverAskedCannotGrantAndIsOnRecord() {
        String id = ask(ada, "acme", "I want to");

        grant(ada, "acme", id).refused(403, "forbidden");

        assertThat(approvals.granted(acme, "break-glass", new ObjectLabel(object)))
                .isFalse();
        assertThat(records(acme, "approval.grant", id)).isEmpty();
        assertThat(trail.newest(acme, Long.MAX_VALUE, 20))
                .anyMatch(record ->
                        record.action().equals("access.refused") && ada.name().equals(record.actorName()));
    }

    @Test
    void anExpiredRequestIsNotGrantedAndAnExpiredGrantIsNotInForce() {
        String late = insert("now() - interval '4 hours'", "now()", "null", "null");
        grant(alan, "acme", late).refused(409, "approval-expired");
        assertThat(records(acme, "approval.grant", late)).isEmpty();

        insert("now() - interval '4 hours'", "now()", "gen_random_uuid()", "now() - interval '1 hour'");
        assertThat(approvals.granted(acme, "break-glass", new ObjectLabel(object)))
                .isFalse();
        insert("now() - interval '3 hours'", "now() + interval '1 minute'", "gen_random_uuid()", "now()");
        assertThat(approvals.granted(acme, "break-glass", new ObjectLabel(object)))
                .isTrue();
    }

    @Test
    void ofSeveralWhoGrantAtOnceOneDoes() throws Exception {
        String id = ask(ada, "acme", "Quickly");
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService at = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                Person person = administrator("granter-" + i + object, null);
                answers.add(at.submit(() -> grant(person, "acme", id)));
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
        visor.get(Person.ANNA, "/api/v1/approvals?tenant=acme").refused(403, "forbidden");
        visor.get(Person.ANNA, "/api/v1/approvals?tenant=nobody-there").refused(403, "forbidden");
        grant(tenants, null, mine).refused(404, "not-found");
    }

    @Test
    void aRequestWithoutReasonActOrObjectIsRefused() {
        asked("break-glass", object, " ").refused(400, "bad-reason");
        asked("break-glass", object, "x".repeat(401)).refused(400, "bad-reason");
        asked("break-glass", object, "\u4e00".repeat(400)).ok();
        asked("Break glass", object, "Why").refused(400, "bad-act");
        asked("break-glass", "original:1", "Why").refused(400, "bad-object");
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
        String whose = tenant == null ? "" : ", \"tenant\": \"" + tenant + "\"";
        return visor.post(
                        person,
                        "/api/v1/approvals",
                        "{\"act\": \"break-glass\", \"object\": \"" + object + "\", \"reason\": \"" + reason + "\""
                                + whose + "}")
                .ok()
                .json()
                .path("id")
                .asString();
    }

    private Answer asked(String act, String of, String reason) {
        return visor.post(
                ada,
                "/api/v1/approvals",
                "{\"act\": \"" + act + "\", \"object\": \"" + of + "\", \"reason\": \"" + reason + "\"}");
    }

    private Answer grant(Person person, @Nullable String tenant, String id) {
        String whose = tenant == null ? "" : "?tenant=" + tenant;
        return visor.post(person, "/api/v1/approvals/" + id + "/grant" + whose, "");
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
        return new Person(UUID.randomUUID(), name, Set.of("administrator"), tenant, List.of(), 2, null);
    }
}
