package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Links to views, for programs of an annotator's own: an address lets in what its giver would see, counted, and nothing else. */
class LinkTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final Cast cast = new Cast(visor);
    private final UUID tenant = database.tenant(cast.handle);
    private final Person anna = cast.annotator;
    private final Line.Job job = released();
    private final String task = job.next(anna).path("id").asString();

    private Line.Job released() {
        Line.Job made = cast.project();
        made.manifest("holiday.jpg,\"" + Line.FACES[0] + "\",pseudonym,consent-1,reference-1");
        made.upload("holiday.jpg", Line.photograph()).ok();
        made.staged();
        made.release(cast.officer).ok();
        return made;
    }

    @BeforeEach
    void allows() {
        plan("{\"links\": true}");
    }

    private void plan(String plan) {
        visor.post(cast.client, "/api/v1/projects/" + job.project + "/work-plan", plan)
                .ok();
    }

    private Answer ask(Person person) {
        return visor.post(person, "/api/v1/tasks/" + task + "/links", "", "Visor-Purpose", job.purpose);
    }

    private String link() {
        return ask(anna).ok().json().path("path").asString();
    }

    /** As a program would that has nothing but the address. */
    private Answer fetch(String link) {
        return visor.get(null, link);
    }

    private List<TrailRecord> records(String action) {
        return trail.newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .toList();
    }

    @Test
    void showsTheViewToWhoeverComesWithItAndTheTrailSaysWhoseItWas() {
        JsonNode given = ask(anna).ok().json();
        assertThat(given.path("path").asString()).matches("/api/v1/links/[0-9a-f]{32}\\.[A-Za-z0-9_-]{43}");
        assertThat(given.path("deliveries").asInt()).isEqualTo(3);

        Answer fetched = fetch(given.path("path").asString()).ok();

        assertThat(fetched.header("Content-Type")).isEqualTo("image/png");
        assertThat(fetched.header("Cache-Control")).contains("no-store");
        assertThat(fetched.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(fetched.body()).isEqualTo(job.view(anna, task).ok().body());
        assertThat(records("view.link")).hasSize(1);
        List<TrailRecord> shown = records("view.show");
        assertThat(shown).hasSize(2);
        assertThat(shown.getLast().facts()).containsEntry("link", "yes");
        assertThat(shown.getFirst().facts()).doesNotContainKey("link");
        assertThat(shown.getLast().actor()).isEqualTo(shown.getFirst().actor());
        assertThat(records("view.sent")).hasSize(2);
    }

    @Test
    void isNothingWhereTheClientDoesNotWantIt() {
        String link = link();
        plan("{}");

        ask(anna).refused(403, "links-not-allowed");
        fetch(link).refused(403, "links-not-allowed");
        assertThat(records("view.show")).isEmpty();
    }

    @Test
    void countsItsDeliveriesAndTheLeases() {
        String link = link();
        for (int delivery = 0; delivery < 3; delivery++) {
            fetch(link).ok();
        }
        fetch(link).refused(403, "link-used-up");

        // Another link is no way around: a lease has four deliveries, by whatever way.
        String second = link();
        fetch(second).ok();
        fetch(second).refused(409, "grants-spent");
        job.view(anna, task).refused(409, "grants-spent");
        assertThat(records("view.show")).hasSize(4);
    }

    @Test
    void isOverWithItsTime() {
        database.asApp(
                tenant,
                app -> app.sql("update task set lease_ends = now() + interval '3 seconds'")
                        .update());
        String link = link();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> fetch(link).refused(403, "link-expired"));
    }

    @Test
    void isNobodysThatWasMadeUp() {
        String link = link();
        String secret = link.substring("/api/v1/links/".length()).substring(0, 32);
        String signature = link.substring(link.indexOf('.') + 1);
        String other = link();
        String otherSignature = other.substring(other.indexOf('.') + 1);
        String none = "0".repeat(32);
        // Whoever can write rows, and knows no key.
        database.asOwner(
                tenant,
                owner -> owner.sql("insert into view_link (hash, tenant, task, handle, annotator, session, lease_ends,"
                                + " policy_set, purpose, caller, given_at, expires_at, most)"
                                + " select sha256(convert_to(?, 'UTF8')), tenant, task, handle, annotator, session, lease_ends,"
                                + " policy_set, purpose, caller, given_at, expires_at, most from view_link limit 1")
                        .param(none)
                        .update());

        for (String word : List.of(
                none + "." + signature,
                secret + "." + otherSignature,
                secret + "." + "A".repeat(43),
                secret,
                "f".repeat(32) + "." + signature,
                secret.toUpperCase(Locale.ROOT) + "." + signature)) {
            fetch("/api/v1/links/" + word).refused(401, "link-unknown");
        }
        assertThat(records("view.show")).isEmpty();
        // A row that was changed is another's word, too.
        database.asOwner(
                tenant,
                owner -> owner.sql("update view_link set fetched = 1, expires_at = expires_at + interval '1 day'"
                                + " where fetched = 0 and hash = sha256(convert_to(?, 'UTF8'))")
                        .param(secret)
                        .update());
        fetch(link).refused(401, "link-unknown");
        fetch(other).ok();
    }

    @Test
    void isOverWithTheTaskAndAnotherLeaseDoesNotBringItBack() {
        String link = link();
        visor.post(anna, "/api/v1/tasks/" + task + "/release", "", "Visor-Purpose", job.purpose)
                .ok();
        fetch(link).refused(403, "grant-task-over");

        job.next(anna);
        fetch(link).refused(403, "grant-task-over");
        assertThat(records("view.show")).isEmpty();
    }

    @Test
    void isGivenToNobodyElse() {
        Person ben = new Person(UUID.randomUUID(), "ben", Set.of("annotator"), null, List.of(cast.team), 1, null);
        assertThat(ask(ben).status()).isIn(403, 404);
        assertThat(visor.post(null, "/api/v1/tasks/" + task + "/links", "").status())
                .isEqualTo(401);
        assertThat(visor.post(anna, "/api/v1/tasks/" + task + "/links", "").status())
                .as("without a purpose")
                .isEqualTo(403);
        assertThat(records("view.link")).isEmpty();
    }

    @Test
    void isOverForWhoeverLeftTheTeam() {
        String link = link();
        visor.send(Person.ADA, "DELETE", "/api/v1/teams/" + cast.team + "/members/" + anna.id(), new byte[0])
                .ok();

        Answer fetched = fetch(link);

        assertThat(fetched.status()).isIn(403, 404);
        assertThat(records("view.show")).isEmpty();
    }

    @Test
    void isOverForWhoeverLeftAltogether() {
        String link = link();
        database.asOwner(
                tenant,
                owner -> owner.sql("insert into session_end (kind, label, ended, until)"
                                + " values ('person', ?, now(), now() + interval '1 hour')")
                        .param(anna.id().toString())
                        .update());

        // Other processes' word is looked for every two seconds.
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            Answer fetched = fetch(link);
            return fetched.status() == 403
                    && fetched.json().path("reason").asString().equals("session-ended");
        });
    }

    @Test
    void endsWithThePersonsConsent() {
        String link = link();
        int rows = database.asApp(
                tenant,
                app -> app.sql("insert into consent (id, tenant, project, subject, reference, state, recorded)"
                                + " select gen_random_uuid(), t.tenant, t.project, f.subject, '\\x00', 'withdrawn', now()"
                                + " from task t join view v on v.id = t.view join face f on f.id = v.face")
                        .update());
        assertThat(rows).isEqualTo(1);

        fetch(link).refused(403, "consent-ended");
        ask(anna).refused(403, "consent-ended");
        assertThat(records("view.show")).isEmpty();
        // Nobody was signed in; the refusal is its giver's all the same.
        assertThat(records("access.refused").getLast().actor())
                .isEqualTo(records("view.link").getFirst().actor());
    }

    @Test
    void restsAsAHashAndWhoTheAnnotatorIsSealed() {
        String link = link();
        String row = database.asApp(
                tenant,
                app -> app.sql("select view_link::text || encode(caller, 'escape') from view_link")
                        .query(String.class)
                        .single());

        assertThat(row).doesNotContain(link.substring("/api/v1/links/".length(), "/api/v1/links/".length() + 32));
        assertThat(row).doesNotContain(anna.name()).doesNotContain("annotator\"");
    }
}
