package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A request that waits is shown, reminded of once, and its end is on record, whether it was granted or not. */
class WaitingApprovalTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final TenantId acme = new TenantId(database.tenant("acme"));
    private final Person ada = administrator(null);
    private final Person amir = administrator("acme");

    @Test
    void isRemindedOfOnceAndTheFindingEndsWithTheAnswer() {
        String fresh = ask();
        String id = ask();
        long before = waiting();
        later(id, "2 hours");

        await().untilAsserted(() -> assertThat(records("approval.remind", id)).isEqualTo(1));
        await().untilAsserted(() -> assertThat(finding(id)).isEqualTo("open"));
        assertThat(waiting()).isEqualTo(before);

        visor.post(amir, "/api/v1/approvals/" + id + "/grant", "").ok();

        assertThat(finding(id)).isEqualTo("closed");
        assertThat(waiting()).isEqualTo(before - 1);
        assertThat(records("approval.remind", fresh)).isZero();
        assertThat(records("approval.remind", id)).isEqualTo(1);
    }

    @Test
    void itsEndIsOnRecordOnce() {
        String waited = ask();
        String ended = ask();
        visor.post(ada, "/api/v1/approvals/" + ended + "/end?tenant=acme", "").ok();
        String granted = grantedLongAgo(waited);
        for (String id : new String[] {waited, ended}) {
            later(id, "4 hours");
        }

        await().untilAsserted(() -> {
            assertThat(records("approval.expire", waited)).isEqualTo(1);
            assertThat(records("approval.expire", granted)).isEqualTo(1);
        });
        assertThat(records("approval.expire", ended)).isZero();
        assertThat(visor.get(amir, "/api/v1/approvals").ok().json()).anySatisfy(row -> {
            assertThat(row.path("id").asString()).isEqualTo(waited);
            assertThat(row.path("state").asString()).isEqualTo("expired");
        });
    }

    @Test
    void whatTheAskerHasAskedDoesNotWaitForTheAsker() {
        long before = count(ada);
        ask(null);
        assertThat(count(ada)).isEqualTo(before);
        assertThat(count(administrator(null))).isGreaterThan(before);
    }

    private long waiting() {
        return count(amir);
    }

    private long count(Person person) {
        return visor.get(person, "/api/v1/approvals/waiting")
                .ok()
                .json()
                .path("waiting")
                .asLong();
    }

    /** As if it had been asked for so much earlier. */
    private void later(String id, String by) {
        int moved = database.asOwner(
                acme.value(),
                owner -> owner.sql("update approval set asked_at = asked_at - interval '" + by + "',"
                                + " expires_at = expires_at - interval '" + by + "' where id = ?")
                        .param(UUID.fromString(id))
                        .update());
        assertThat(moved).isEqualTo(1);
    }

    private String grantedLongAgo(String like) {
        UUID id = UUID.randomUUID();
        database.asApp(
                acme.value(),
                app -> app.sql("insert into approval (id, tenant, act, object, reason, asked_by, asked_at, expires_at,"
                                + " granted_by, granted_at) select ?, tenant, act, object, reason, asked_by,"
                                + " now() - interval '4 hours', now(), gen_random_uuid(), now() - interval '3 hours'"
                                + " from approval where id = ?")
                        .params(id, UUID.fromString(like))
                        .update());
        return id.toString();
    }

    private String ask() {
        return ask("acme");
    }

    private String ask(@Nullable String tenant) {
        String body = tenant == null
                ? "{\"act\": \"root-rotate\", \"object\": \"domain:" + UUID.randomUUID() + "\", \"reason\": \"Why\"}"
                : "{\"act\": \"break-glass\", \"object\": \"asset:" + UUID.randomUUID()
                        + "\", \"reason\": \"Why\", \"tenant\": \"" + tenant + "\"}";
        return visor.post(ada, "/api/v1/approvals", body).ok().json().path("id").asString();
    }

    private String finding(String approval) {
        return database.asApp(
                acme.value(),
                app -> app.sql("select state from finding where rule = 'second-person.waiting' and object = ?")
                        .param("approval:" + approval)
                        .query(String.class)
                        .optional()
                        .orElse("none"));
    }

    private long records(String action, String approval) {
        return trail.newest(acme, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .filter(record -> record.objects().stream()
                        .anyMatch(label -> label.value().equals("approval:" + approval)))
                .count();
    }

    private static Person administrator(@Nullable String tenant) {
        UUID id = UUID.randomUUID();
        return new Person(id, "admin-" + id, Set.of("administrator"), tenant, List.of(), 2, null);
    }
}
