package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.findings.Finding;
import dev.visor.gateway.findings.RuleKeeper;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From what somebody did to what the officer reads, decides, and learns about the rules. */
class FindingRulesTests {

    private static final Installation VISOR = Installation.shared();
    private static final Database DATABASE = new Database(VISOR.bean(DatabaseAccess.class));

    private final Cast cast = new Cast(VISOR);
    private final TenantId tenant = new TenantId(DATABASE.tenant(cast.handle));
    private final RuleKeeper keeper = VISOR.bean(RuleKeeper.class);

    private List<Finding> look() {
        return keeper.look(tenant, Instant.now());
    }

    private List<TrailRecord> records() {
        return VISOR.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, TrailReading.PAGE);
    }

    private JsonNode rule(String code) {
        return VISOR.get(cast.compliance, "/api/v1/findings/rules")
                .ok()
                .json()
                .path("rules")
                .valueStream()
                .filter(rule -> rule.path("rule").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoeverIsRefusedAgainAndAgainIsFoundOnceADay() {
        for (int i = 0; i < 9; i++) {
            VISOR.get(cast.client, "/api/v1/trail/records").refused(403, "forbidden");
        }
        assertThat(look()).isEmpty();
        VISOR.get(cast.client, "/api/v1/trail/records").refused(403, "forbidden");

        assertThat(look())
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo("denied-burst"));
        assertThat(look()).isEmpty();

        JsonNode finding = VISOR.get(cast.compliance, "/api/v1/findings?state=open")
                .ok()
                .json()
                .path("findings")
                .get(0);
        assertThat(finding.path("rule").asString()).isEqualTo("denied-burst");
        assertThat(finding.path("day").asString())
                .isEqualTo(LocalDate.ofInstant(
                                Instant.parse(finding.path("created").asString()), ZoneOffset.UTC)
                        .toString());
        List<TrailRecord> refusals = records().stream()
                .filter(record -> record.action().equals("access.refused"))
                .toList();
        assertThat(finding.path("actor").asString())
                .isEqualTo(refusals.getFirst().actor())
                .startsWith("person:");
        assertThat(finding.path("evidence").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(
                        refusals.stream().map(record -> record.id().toString()).toList());
        assertThat(finding.toString()).doesNotContain(cast.client.id().toString());

        TrailRecord opened = only("finding.open");
        TrailRecord set = records().stream()
                .filter(record -> record.action().equals("rule.set")
                        && "denied-burst".equals(record.facts().get("rule")))
                .reduce((one, other) -> {
                    throw new AssertionError("The rule was set twice");
                })
                .orElseThrow();
        assertThat(set.position()).isLessThan(opened.position());
        assertThat(set.facts())
                .containsEntry("parameters", "least=10 minutes=10")
                .containsEntry("rule-version", "2");
        assertThat(set.facts().get("says"))
                .isEqualTo(rule("denied-burst").path("sentence").asString());

        assertThat(rule("denied-burst").path("findings").asInt()).isEqualTo(1);
        assertThat(rule("denied-burst").path("rate").isNull()).isTrue();
        VISOR.post(
                        cast.compliance,
                        "/api/v1/findings/" + finding.path("id").asString() + "/close",
                        "{\"verdict\": \"false-alarm\", \"reason\": \"A bookmark\"}")
                .ok();
        assertThat(rule("denied-burst").path("falseAlarms").asInt()).isEqualTo(1);
        assertThat(rule("denied-burst").path("rate").asDouble()).isEqualTo(1);
        assertThat(rule("off-hours").path("findings").asInt()).isZero();
        assertThat(look()).as("closed for this day").isEmpty();
    }

    @Test
    void whoeverTriesIdentifiersIsFoundAndNobodyElsesLogIsLookedThrough() {
        Cast other = new Cast(VISOR);
        for (int i = 0; i < 20; i++) {
            VISOR.get(cast.officer, "/api/v1/batches/" + UUID.randomUUID()).refused(404, "not-found");
        }
        TenantId others = new TenantId(DATABASE.tenant(other.handle));
        assertThat(keeper.look(others, Instant.now())).isEmpty();
        assertThat(look())
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo("identifier-enumeration"));
        assertThat(VISOR.get(other.compliance, "/api/v1/findings?state=all")
                        .ok()
                        .json()
                        .path("findings"))
                .isEmpty();
    }

    @Test
    void aFindingWhoseRecordWasLostToACrashGetsItLater() {
        for (int i = 0; i < 10; i++) {
            VISOR.get(cast.client, "/api/v1/trail/records").refused(403, "forbidden");
        }
        Finding finding = look().getFirst();
        only("finding.open");
        DATABASE.asApp(
                tenant.value(),
                app -> app.sql("update finding set told = null, created = created - interval '1 hour' where id = ?")
                        .param(finding.id())
                        .update());

        look();

        assertThat(records())
                .filteredOn(record -> record.action().equals("finding.open"))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.facts())
                        .containsEntry("finding", finding.id().toString()));
    }

    @Test
    void theDayBeforeIsLookedThroughWhenItIsOver() {
        for (int i = 0; i < 10; i++) {
            VISOR.get(cast.client, "/api/v1/trail/records").refused(403, "forbidden");
        }
        assertThat(keeper.look(tenant, Instant.now().plus(Duration.ofDays(2)))).isEmpty();
        assertThat(keeper.look(tenant, Instant.now().plus(Duration.ofDays(1)))).hasSize(1);
        assertThat(look()).isEmpty();
    }

    private TrailRecord only(String action) {
        List<TrailRecord> found = records().stream()
                .filter(record -> record.action().equals(action))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
