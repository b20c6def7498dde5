package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.report.AccessKind;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the officer's pages ask for: how the trail stands, and who saw whom. */
class OfficerPagesTests {

    private static final Installation VISOR = Installation.shared();
    private static final Scene SCENE = new Scene(VISOR);

    private final Person officer = SCENE.person("compliance-officer", "own");
    private final TenantId tenant =
            new TenantId(new Database(VISOR.bean(DatabaseAccess.class)).tenant(SCENE.tenant("own")));
    private final String from =
            Instant.now().minus(Duration.ofDays(2)).toString().substring(0, 19) + "Z";
    private final String until =
            Instant.now().plus(Duration.ofDays(1)).toString().substring(0, 19) + "Z";

    private static ObjectNode where(String... pairs) {
        ObjectNode where = JsonMapper.shared().createObjectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            where.put(pairs[i], pairs[i + 1]);
        }
        return where;
    }

    private static Answer ask(Person person, ObjectNode where, String zone) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.set("where", where);
        body.put("zone", zone);
        return VISOR.post(person, "/api/v1/trail/sights", body.toString());
    }

    private List<TrailRecord> newest() {
        return VISOR.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, 1);
    }

    @Test
    void saysHowTheTrailStandsWithoutARecordAndWithoutOthersFigures() {
        TrailRecord before = newest().getFirst();
        JsonNode told = VISOR.get(officer, "/api/v1/trail/standing").ok().json();
        assertThat(told.path("head").path("size").asLong()).isPositive();
        assertThat(told.path("witnesses").path("configured").asBoolean()).isFalse();
        assertThat(told.path("space").path("level").asString()).isIn("unknown", "calm");
        assertThat(told.path("space").path("figures").isNull())
                .as("what all logs take tells how much other tenants do")
                .isTrue();
        assertThat(newest().getFirst().id()).isEqualTo(before.id());
    }

    @Test
    void tellsWhoSawWhomAndRecordsTheQuestionFirst() {
        String task = SCENE.next(SCENE.annotator);
        SCENE.job.view(SCENE.annotator, task).ok();
        JsonNode told = ask(officer, where("from", from, "until", until), "Europe/Berlin")
                .ok()
                .json();
        assertThat(told.path("missing").asLong()).isZero();
        JsonNode sight = told.path("sights")
                .valueStream()
                .filter(one -> one.path("actor").asString().equals(SCENE.annotator.name()))
                .findFirst()
                .orElseThrow();
        assertThat(sight.path("opened").asLong()).isPositive();
        assertThat(sight.path("sent").asLong()).isPositive();
        assertThat(sight.path("label").asString()).startsWith("person:");
        String subject = sight.path("subject").asString();
        assertThat(told.path("days")).isNotEmpty();
        String filter = told.path("filter").asString();
        assertThat(filter).contains("from=", "until=").doesNotContain("annotator");

        TrailRecord record = newest().getFirst();
        assertThat(record.action()).isEqualTo("trail.query");
        assertThat(record.facts()).containsEntry("by", "sights").containsEntry("query", filter);

        JsonNode about = ask(officer, where("from", from, "until", until, "subject", subject), "UTC")
                .ok()
                .json();
        assertThat(about.path("sights")
                        .valueStream()
                        .map(one -> one.path("subject").asString()))
                .isNotEmpty()
                .containsOnly(subject);
        JsonNode by = ask(officer, where("from", from, "until", until, "name", SCENE.annotator.name()), "UTC")
                .ok()
                .json();
        assertThat(by.path("sights").valueStream().map(one -> one.path("actor").asString()))
                .isNotEmpty()
                .containsOnly(SCENE.annotator.name());
    }

    @Test
    void tellsNobodyOfAnotherTenant() {
        Person other = SCENE.person("compliance-officer", "other");
        JsonNode told =
                ask(other, where("from", from, "until", until), "UTC").ok().json();
        assertThat(told.path("sights")).isEmpty();
        assertThat(told.path("days")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, from, 2026-01-01T00:00:00Z, range-missing",
        "+02:00, from, 2026-01-01T00:00:00Z, bad-zone",
        "UTC, action, view.show, range-missing",
        "Nowhere/Land, purpose, x, bad-zone"
    })
    void refusesWhatCannotBeMeant(String zone, String key, String value, String reason) {
        Answer answer = ask(officer, where(key, value), zone);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    @Test
    void refusesMoreThanAYearAndWhatItDoesNotCount() {
        assertThat(ask(officer, where("from", "2025-01-01T00:00:00Z", "until", "2026-02-01T00:00:00Z"), "UTC")
                        .reason())
                .isEqualTo("range-too-long");
        assertThat(ask(officer, where("from", from, "until", until, "action", "view.show"), "UTC")
                        .reason())
                .isEqualTo("bad-criterion");
        Answer page = VISOR.post(
                officer,
                "/api/v1/trail/sights",
                "{\"where\": {\"from\": \"" + from + "\", \"until\": \"" + until + "\"}, \"limit\": 101}");
        assertThat(page.reason()).isEqualTo("bad-limit");
    }

    private static Answer accesses(Person person, String... pairs) {
        return VISOR.post(person, "/api/v1/subjects/accesses", where(pairs).toString());
    }

    private static int count(JsonNode told, String kind) {
        return told.path("kinds")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow()
                .path("count")
                .asInt();
    }

    @Test
    void tellsByKindWhatWasDoneAboutAPersonAndRecordsTheQuestionFirst() {
        String task = SCENE.next(SCENE.annotator);
        JsonNode before = shown(task);
        SCENE.job.view(SCENE.annotator, task).ok();
        String subject = before.path("subject").asString();
        JsonNode told = accesses(officer, "subject", subject).ok().json();
        assertThat(count(told, "shown")).isEqualTo(count(before, "shown") + 1);
        assertThat(told.path("kinds")).hasSize(AccessKind.values().length);
        TrailRecord record = newest().getFirst();
        assertThat(record.action()).isEqualTo("trail.query");
        assertThat(record.facts()).containsEntry("by", "accesses");

        JsonNode only =
                accesses(officer, "subject", subject, "kind", "shown").ok().json();
        JsonNode first = only.path("accesses").get(0);
        assertThat(only.path("accesses")
                        .valueStream()
                        .map(one -> one.path("kind").asString()))
                .hasSize(Math.min(count(told, "shown"), 100))
                .containsOnly("shown");
        assertThat(first.path("actor").asString()).isEqualTo(SCENE.annotator.name());
        assertThat(first.path("ended").asString()).isEqualTo("sent");
        assertThat(first.path("purpose").asString()).isEqualTo(SCENE.job.purpose);
    }

    /** The accesses to whoever is on the annotator's view, by the pseudonym that the client gave. */
    private JsonNode shown(String task) {
        SCENE.job.view(SCENE.annotator, task).ok();
        for (int i = 0; i < 3; i++) {
            JsonNode told =
                    accesses(officer, "pseudonym", SCENE.pseudonym(i)).ok().json();
            boolean seen = told.path("accesses")
                    .valueStream()
                    .anyMatch(one -> one.path("kind").asString().equals("shown")
                            && one.path("actor").asString().equals(SCENE.annotator.name()));
            if (seen) {
                return told;
            }
        }
        throw new IllegalStateException("The annotator saw nobody");
    }

    @Test
    void tellsNothingAboutSomebodyElsesPersonAndRefusesWhatCannotBeMeant() {
        Person other = SCENE.person("compliance-officer", "other");
        assertThat(accesses(other, "pseudonym", SCENE.pseudonym(0)).reason()).isEqualTo("unknown-subject");
        assertThat(accesses(officer, "pseudonym", "nobody-knows").reason()).isEqualTo("unknown-subject");
        assertThat(accesses(officer).reason()).isEqualTo("pseudonym-and-subject");
        assertThat(accesses(officer, "pseudonym", SCENE.pseudonym(0), "kind", "seen")
                        .reason())
                .isEqualTo("unknown-kind");
        assertThat(VISOR.post(
                                officer,
                                "/api/v1/subjects/accesses",
                                "{\"pseudonym\": \"" + SCENE.pseudonym(0) + "\", \"offset\": -1}")
                        .reason())
                .isEqualTo("bad-place");
    }
}
