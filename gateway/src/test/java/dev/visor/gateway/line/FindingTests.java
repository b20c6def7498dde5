package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.findings.Finding;
import dev.visor.gateway.findings.FindingState;
import dev.visor.gateway.findings.Findings;
import dev.visor.gateway.findings.Severity;
import dev.visor.gateway.findings.Verdict;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A finding is somebody's, until a day; who looked, took and closed it stands in the trail. */
class FindingTests {

    private static final Installation VISOR = Installation.shared();
    private static final Database DATABASE = new Database(VISOR.bean(DatabaseAccess.class));

    private final Cast cast = new Cast(VISOR);
    private final TenantId tenant = new TenantId(DATABASE.tenant(cast.handle));
    private final Person officer = cast.compliance;
    private final Person mate =
            new Person(UUID.randomUUID(), "Frida Mate", Set.of("compliance-officer"), cast.handle, List.of(), 2, null);

    private Finding open(Severity severity) {
        return open(severity, ObjectLabel.of("view", UUID.randomUUID()));
    }

    private Finding open(Severity severity, ObjectLabel object) {
        return VISOR.bean(Findings.class)
                .open(tenant, "test.rule", severity, "Something was found.", object, "compliance-officer");
    }

    private static String path(Finding finding) {
        return "/api/v1/findings/" + finding.id();
    }

    private static Answer take(Person person, Finding finding) {
        return VISOR.post(person, path(finding) + "/take", "");
    }

    private static Answer close(Person person, Finding finding, String verdict, String reason) {
        return VISOR.post(
                person, path(finding) + "/close", "{\"verdict\": \"" + verdict + "\", \"reason\": \"" + reason + "\"}");
    }

    private List<TrailRecord> records(String action) {
        return VISOR.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .toList();
    }

    private static ObjectLabel label(Finding finding) {
        return ObjectLabel.of("finding", finding.id());
    }

    @Test
    void isDueByItsSeverityAndListedNewestFirst() {
        Finding info = open(Severity.INFO);
        Finding warning = open(Severity.WARNING);
        Finding severe = open(Severity.SEVERE);

        JsonNode page = VISOR.get(officer, "/api/v1/findings?state=open").ok().json();

        assertThat(ids(page))
                .containsExactly(
                        severe.id().toString(),
                        warning.id().toString(),
                        info.id().toString());
        assertThat(page.path("next").isNull()).isTrue();
        JsonNode first = page.path("findings").get(0);
        assertThat(first.path("rule").asString()).isEqualTo("test.rule");
        assertThat(first.path("version").asInt()).isEqualTo(1);
        assertThat(first.path("severity").asString()).isEqualTo("severe");
        assertThat(first.path("sentence").asString()).isEqualTo("Something was found.");
        assertThat(first.path("object").asString()).isEqualTo(severe.object().value());
        assertThat(first.path("owner").asString()).isEqualTo("compliance-officer");
        assertThat(first.path("state").asString()).isEqualTo("open");
        assertThat(first.path("reason").isNull()).isTrue();
        assertThat(wait(page, 0)).isEqualTo(Duration.ofDays(1));
        assertThat(wait(page, 1)).isEqualTo(Duration.ofDays(7));
        assertThat(wait(page, 2)).isEqualTo(Duration.ofDays(30));
        assertThat(records("finding.list").getFirst())
                .returns(officer.name(), TrailRecord::actorName)
                .returns("open", record -> record.facts().get("state"));
        assertThat(records("finding.open")).hasSize(3).allSatisfy(record -> {
            assertThat(record.actor()).isEqualTo("system:findings");
            assertThat(record.facts()).containsEntry("rule", "test.rule").containsEntry("rule-version", "1");
        });
        assertThat(records("finding.open").getFirst().objects()).contains(label(severe), severe.object());
    }

    private static List<String> ids(JsonNode page) {
        return page.path("findings")
                .valueStream()
                .map(finding -> finding.path("id").asString())
                .toList();
    }

    private static Duration wait(JsonNode page, int number) {
        JsonNode finding = page.path("findings").get(number);
        return Duration.between(
                Instant.parse(finding.path("created").asString()),
                Instant.parse(finding.path("due").asString()));
    }

    @Test
    void pagesWithoutDoublesOrHolesWhileOthersAreOpened() {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            wanted.addFirst(open(Severity.INFO).id().toString());
        }
        List<String> read = new ArrayList<>();
        String after = "";
        do {
            JsonNode page =
                    VISOR.get(officer, "/api/v1/findings?limit=2" + after).ok().json();
            read.addAll(ids(page));
            open(Severity.INFO);
            JsonNode next = page.path("next");
            after = next.isNull() ? "" : "&after=" + next.asString();
        } while (!after.isEmpty());
        assertThat(read).isEqualTo(wanted);
    }

    @Test
    void isTakenOnceAndClosedOnceWithAVerdictAndASentence() {
        Finding finding = open(Severity.WARNING);

        JsonNode taken = take(officer, finding).ok().json();
        assertThat(taken.path("state").asString()).isEqualTo("taken");
        assertThat(taken.path("taker").asString()).isEqualTo(officer.name());
        take(mate, finding).refused(409, "finding-taken");
        assertThat(ids(VISOR.get(officer, "/api/v1/findings?state=open").ok().json()))
                .contains(finding.id().toString());

        JsonNode closed = close(mate, finding, "false-alarm", "It was the yearly drill of Mrs Miller.")
                .ok()
                .json();
        assertThat(closed.path("state").asString()).isEqualTo("closed");
        assertThat(closed.path("verdict").asString()).isEqualTo("false-alarm");
        assertThat(closed.path("reason").asString()).isEqualTo("It was the yearly drill of Mrs Miller.");
        close(officer, finding, "confirmed", "Or not").refused(409, "finding-closed");
        take(officer, finding).refused(409, "finding-closed");
        assertThat(ids(VISOR.get(officer, "/api/v1/findings").ok().json())).isEmpty();
        assertThat(ids(VISOR.get(officer, "/api/v1/findings?state=closed").ok().json()))
                .containsExactly(finding.id().toString());

        JsonNode again = VISOR.get(officer, path(finding)).ok().json();
        assertThat(again).isEqualTo(closed);
        assertThat(records("finding.read").getFirst().objects()).contains(label(finding));
        assertThat(records("finding.take")).singleElement().satisfies(record -> {
            assertThat(record.actorName()).isEqualTo(officer.name());
            assertThat(record.objects()).contains(label(finding), finding.object());
        });
        assertThat(records("finding.close")).singleElement().satisfies(record -> {
            assertThat(record.actorName()).isEqualTo(mate.name());
            assertThat(record.facts()).containsEntry("verdict", "false-alarm").containsEntry("rule", "test.rule");
            assertThat(record.sealed()).containsEntry("reason", "It was the yearly drill of Mrs Miller.");
            assertThat(record.leaf()).doesNotContain("Miller");
        });
    }

    @Test
    void keepsNoNameAndNoSentenceInTheClear() {
        Finding finding = open(Severity.WARNING);
        take(mate, finding).ok();
        close(mate, finding, "confirmed", "Mrs Miller did it").ok();
        String row = DATABASE.asApp(
                tenant.value(),
                app -> app.sql("select cast(f as text) from finding f where id = ?")
                        .param(finding.id())
                        .query(String.class)
                        .single());
        for (String clear : List.of("Mrs Miller did it", mate.name())) {
            StringBuilder hex = new StringBuilder();
            for (byte b : clear.getBytes(StandardCharsets.UTF_8)) {
                hex.append("%02x".formatted(b));
            }
            assertThat(row).doesNotContain(clear).doesNotContain(hex);
        }
    }

    @Test
    void ofTwoWhoDecideAtOnceOneDoesAndTheOthersRecordSaysSo() throws Exception {
        Finding finding = open(Severity.SEVERE);
        List<Callable<Answer>> both = List.of(
                () -> close(officer, finding, "confirmed", "Yes"), () -> close(mate, finding, "false-alarm", "No"));
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (var answer : threads.invokeAll(both)) {
                statuses.add(answer.get().status());
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        assertThat(records("finding.close").size() - records("act.failed").size())
                .isEqualTo(1);
    }

    @Test
    void refusesWhatMakesNoSense() {
        Finding finding = open(Severity.INFO);
        close(officer, finding, "guilty", "Why not").refused(400, "bad-verdict");
        close(officer, finding, "confirmed", " ").refused(400, "bad-reason");
        close(officer, finding, "confirmed", "x".repeat(501)).refused(400, "bad-reason");
        assertThat(VISOR.post(officer, path(finding) + "/close", "{}").status()).isEqualTo(400);
        VISOR.get(officer, "/api/v1/findings?state=lost").refused(400, "bad-state");
        VISOR.get(officer, "/api/v1/findings?limit=0").refused(400, "bad-limit");
        VISOR.get(officer, "/api/v1/findings?limit=101").refused(400, "bad-limit");
        VISOR.get(officer, "/api/v1/findings?after=" + UUID.randomUUID()).refused(400, "bad-place");
        assertThat(VISOR.get(officer, "/api/v1/findings?after=1").status()).isEqualTo(400);
        VISOR.get(officer, "/api/v1/findings/" + UUID.randomUUID()).refused(404, "not-found");
        assertThat(records("finding.close")).isEmpty();
    }

    @Test
    void isNobodyElsesToSeeOrDecide() {
        Finding finding = open(Severity.INFO);
        Person stranger = new Cast(VISOR).compliance;
        VISOR.get(stranger, path(finding)).refused(404, "not-found");
        take(stranger, finding).refused(404, "not-found");
        close(stranger, finding, "confirmed", "Mine").refused(404, "not-found");
        VISOR.get(stranger, "/api/v1/findings?after=" + finding.id()).refused(400, "bad-place");
        Person both = new Person(
                UUID.randomUUID(), "both", Set.of("compliance-officer", "client"), cast.handle, List.of(), 2, null);
        VISOR.get(both, "/api/v1/findings").refused(403, "forbidden");
        take(both, finding).refused(403, "forbidden");
        assertThat(VISOR.get(officer, path(finding)).ok().json().path("state").asString())
                .isEqualTo("open");
    }

    @Test
    void thatIsRolledBackLeavesNoRecordAndOneThatSettledItselfLeavesTwo() {
        ObjectLabel object = ObjectLabel.of("view", UUID.randomUUID());
        TenantTransactions transactions = VISOR.bean(TenantTransactions.class);
        try {
            transactions.runInTenant(tenant, () -> {
                open(Severity.INFO, object);
                throw new IllegalStateException("Rolled back");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("Rolled back");
        }
        assertThat(records("finding.open")).isEmpty();

        Finding finding = open(Severity.INFO, object);
        take(officer, finding).ok();
        VISOR.bean(Findings.class).close(tenant, "test.rule", object);

        JsonNode closed = VISOR.get(officer, path(finding)).ok().json();
        assertThat(closed.path("verdict").asString()).isEqualTo(Verdict.RESOLVED.label());
        assertThat(closed.path("state").asString()).isEqualTo(FindingState.CLOSED.label());
        assertThat(closed.path("reason").isNull()).isTrue();
        assertThat(records("finding.open")).hasSize(1);
        assertThat(records("finding.close"))
                .singleElement()
                .satisfies(record -> assertThat(record.actor()).isEqualTo("system:findings"));
    }
}
