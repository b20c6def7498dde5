package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

/** An external auditor reads what two people invited to, for as long as they did, and nothing else. */
class AuditorTests {

    private static final String LOG = "/api/v1/trail";
    private static final String RULES = "/api/v1/policy-sets";

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = new Cast(visor);
    private final UUID tenant = database.tenant(cast.handle);
    private final Person officer = cast.compliance;
    private final Person second = person("compliance-officer", "second-officer");
    private final Person auditor = person("external-auditor", "audit-" + cast.handle);

    private Person person(String role, String name) {
        return new Person(UUID.randomUUID(), name, Set.of(role), cast.handle, List.of(), 2, null);
    }

    private Answer invite(String name, String scope, Instant from, Instant until) {
        return visor.post(
                officer,
                "/api/v1/auditors",
                "{\"name\": \"" + name + "\", \"scope\": [" + scope + "], \"from\": \"" + from + "\", \"until\": \""
                        + until + "\"}");
    }

    private String invited(String name, String scope, Instant from) {
        return invite(name, scope, from, from.plus(Duration.ofDays(1)))
                .ok()
                .json()
                .path("id")
                .asString();
    }

    private String invited(String scope) {
        return invited(auditor.name(), scope, Instant.now());
    }

    private Answer agree(Person by, String id) {
        return visor.post(by, "/api/v1/auditors/" + id + "/agreement", "");
    }

    private Answer end(Person by, String id) {
        return visor.post(by, "/api/v1/auditors/" + id + "/end", "");
    }

    private void owner(String sql, Object... values) {
        database.asOwner(tenant, owner -> owner.sql(sql).params(values).update());
    }

    @Test
    void twoPeopleLetInAndOnePutsOut() {
        visor.get(auditor, LOG).refused(403, "forbidden");
        String id = invited("\"trail\", \"rules\"");
        visor.get(auditor, LOG).refused(403, "forbidden");
        agree(officer, id).refused(403, "forbidden");
        agree(auditor, id).refused(403, "forbidden");

        agree(second, id).ok();
        visor.get(auditor, LOG).ok();
        visor.get(auditor, RULES).ok();
        agree(second, id).refused(409, "already-agreed");

        end(officer, id).ok();
        visor.get(auditor, LOG).refused(403, "forbidden");
        visor.get(auditor, RULES).refused(403, "forbidden");
        end(second, id).refused(409, "invitation-over");
        agree(second, id).refused(409, "invitation-over");
    }

    @Test
    void isForWhatItSays() {
        agree(second, invited("\"rules\"")).ok();
        visor.get(auditor, RULES).ok();
        assertThat(visor.get(auditor, LOG)
                        .refused(403, "forbidden")
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("Your invitation is not for the trail.");

        Person another = person("external-auditor", "other-" + cast.handle);
        agree(second, invited(another.name(), "\"trail\"", Instant.now())).ok();
        visor.get(another, LOG).ok();
        visor.get(another, RULES).refused(403, "forbidden");
    }

    @Test
    void endsByItself() {
        String id = invited("\"trail\"");
        agree(second, id).ok();
        visor.get(auditor, LOG).ok();
        owner(
                "update auditor_invitation set begins = now() - interval '2 hours', ends = now() - interval '1 second'"
                        + " where id = ?",
                UUID.fromString(id));

        visor.get(auditor, LOG).refused(403, "forbidden");
        assertThat(listed(officer, id).path("state").asString()).isEqualTo("over");
        end(officer, id).refused(409, "invitation-over");
    }

    @Test
    void oneThatBeginsLaterLetsNobodyInYet() {
        agree(second, invited(auditor.name(), "\"trail\"", Instant.now().plus(Duration.ofHours(1))))
                .ok();

        visor.get(auditor, LOG).refused(403, "forbidden");
    }

    /** Each lets in for what it says: a longer one takes nothing away from a shorter, nor one that is still to begin. */
    @Test
    void severalAtOnceAreGoodTogether() {
        Instant now = Instant.now();
        agree(second, invited("\"rules\"")).ok();
        String trail = invite(auditor.name(), "\"trail\"", now, now.plus(Duration.ofDays(9)))
                .ok()
                .json()
                .path("id")
                .asString();
        agree(second, trail).ok();
        agree(second, invited(auditor.name(), "\"trail\"", now.plus(Duration.ofDays(20))))
                .ok();
        visor.get(auditor, LOG).ok();
        visor.get(auditor, RULES).ok();

        owner(
                "update auditor_invitation set begins = now() - interval '2 hours', ends = now() - interval '1 second'"
                        + " where id = ?",
                UUID.fromString(trail));
        visor.get(auditor, LOG).refused(403, "forbidden");
        visor.get(auditor, RULES).ok();
    }

    /** Keycloak knows names in lower case, whatever was typed. */
    @Test
    void isForThatNameOfThatClientAlone() {
        String id = invited(auditor.name().toUpperCase(Locale.ROOT), "\"trail\", \"rules\"", Instant.now());
        agree(second, id).ok();
        visor.get(auditor, LOG).ok();

        visor.get(person("external-auditor", auditor.name() + "x"), LOG).refused(403, "forbidden");
        Set<String> role = Set.of("external-auditor");
        Person elsewhere = new Person(UUID.randomUUID(), auditor.name(), role, "globex", List.of(), 2, null);
        visor.get(elsewhere, LOG).refused(403, "forbidden");
        Person theOperators = new Person(UUID.randomUUID(), auditor.name(), role, null, List.of(), 2, null);
        visor.get(theOperators, RULES).refused(403, "forbidden");
        agree(Person.GRETA, id).refused(404, "not-found");
        end(Person.GRETA, id).refused(404, "not-found");
        visor.get(Person.GRETA, "/api/v1/auditors?tenant=" + cast.handle).refused(404, "not-found");
    }

    @Test
    void neverLetsWhoeverIsCheckedCheck() {
        agree(second, invited("\"trail\"")).ok();
        Person both = new Person(
                auditor.id(), auditor.name(), Set.of("external-auditor", "client"), cast.handle, List.of(), 2, null);

        visor.get(both, LOG).refused(403, "forbidden");
    }

    @Test
    void ofSeveralWhoAgreeAtOnceOneDoes() throws Exception {
        String id = invited("\"trail\"");
        CyclicBarrier start = new CyclicBarrier(6);
        List<Future<Answer>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                Person one = person("compliance-officer", "officer-" + i);
                asked.add(threads.submit(() -> {
                    start.await();
                    return agree(one, id);
                }));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Answer> answer : asked) {
            statuses.add(answer.get().status());
        }
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
    }

    @Test
    void theDatabaseRefusesWhatTheProgramForgot() {
        String invited = invited("\"trail\"");
        UUID id = UUID.fromString(invited);
        String agreement = "update auditor_invitation set agreed_by = ?, agreed_at = now() where id = ?";
        refused(agreement, officer.id(), id);
        agree(second, invited).ok();
        refused(agreement, UUID.randomUUID(), id);
        end(officer, invited).ok();
        refused("update auditor_invitation set ended_by = null, ended_at = null where id = ?", id);
        assertThatThrownBy(() -> database.asApp(
                        tenant,
                        app -> app.sql("update auditor_invitation set ends = ends + interval '1 day' where id = ?")
                                .param(id)
                                .update()))
                .isInstanceOf(DataAccessException.class);
    }

    /** Whoever may not ask must not learn which clients there are. */
    @Test
    void strangersLearnOfNoClient() {
        for (Person stranger : List.of(auditor, cast.client, cast.annotator)) {
            for (String handle : List.of(cast.handle, "globex", "nobody-of-this-name")) {
                visor.get(stranger, "/api/v1/auditors?tenant=" + handle).refused(403, "forbidden");
            }
        }
    }

    @Test
    void thatTheyWereReadAndWhatWasRefusedStandsInTheClientsLog() {
        String id = invited("\"trail\"");
        visor.get(officer, "/api/v1/auditors").ok();
        visor.get(Person.ADA, "/api/v1/auditors?tenant=" + cast.handle).ok();
        end(officer, id).ok();
        Answer over = visor.post(Person.ADA, "/api/v1/auditors/" + id + "/agreement?tenant=" + cast.handle, "")
                .refused(409, "invitation-over");

        List<TrailRecord> records =
                visor.bean(TrailReading.class).newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE);
        assertThat(records.stream().filter(record -> record.action().equals("auditor.list")))
                .hasSize(2);
        assertThat(records)
                .anySatisfy(record -> assertThat(record.facts())
                        .containsEntry("request", over.json().path("request").asString())
                        .containsEntry("reason", "invitation-over"));
    }

    private void refused(String sql, Object... values) {
        assertThatThrownBy(() -> owner(sql, values)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void isListedAndRecordedAndTheNameRestsSealed() {
        String id = invited("\"trail\"");
        agree(second, id).ok();
        end(second, id).ok();

        assertThat(listed(officer, id).path("name").asString()).isEqualTo(auditor.name());
        assertThat(listed(officer, id).path("mine").asBoolean()).isTrue();
        assertThat(listed(second, id).path("mine").asBoolean()).isFalse();
        byte[] rests = Objects.requireNonNull(database.asOwner(
                tenant,
                owner -> owner.sql("select name || name_index from auditor_invitation where id = ?")
                        .param(UUID.fromString(id))
                        .query(byte[].class)
                        .single()));
        assertThat(new String(rests, StandardCharsets.ISO_8859_1)).doesNotContain(auditor.name());
        List<TrailRecord> records =
                visor.bean(TrailReading.class).newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE);
        assertThat(records.stream()
                        .filter(record -> record.objects().toString().contains(id))
                        .map(TrailRecord::action))
                .containsExactly("auditor.end", "auditor.agree", "auditor.invite");
    }

    private JsonNode listed(Person reader, String id) {
        for (JsonNode one : visor.get(reader, "/api/v1/auditors").ok().json()) {
            if (one.path("id").asString().equals(id)) {
                return one;
            }
        }
        throw new AssertionError("It is not listed");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '\"trail\"', 60, bad-name",
        "someone, '\"pictures\"', 60, unknown-scope",
        "someone, '', 60, unknown-scope",
        "someone, '\"trail\"', -60, bad-dates",
        "someone, '\"trail\"', 32000000, bad-dates",
    })
    void whatCannotBeAnInvitationIsRefused(String name, String scope, long seconds, String reason) {
        Instant now = Instant.now();
        invite(name, scope, now, now.plusSeconds(seconds)).refused(400, reason);
    }

    @Test
    void oneThatWouldBeOverIsRefused() {
        Instant now = Instant.now();
        invite("someone", "\"trail\"", now.minusSeconds(60), now.minusSeconds(1))
                .refused(400, "bad-dates");
    }
}
