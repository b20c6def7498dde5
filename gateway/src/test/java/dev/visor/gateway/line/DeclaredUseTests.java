package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A project says what its landmarks are for; what the AI Act forbids is not made, and an exception needs a second person. */
class DeclaredUseTests {

    private static final String NOTICE = "By letter, since the first of May";

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = new Cast(visor);
    private final TenantId tenant = new TenantId(database.tenant(cast.handle));

    @ParameterizedTest
    @CsvSource({"workplace", "education"})
    void emotionsAtWorkAndInEducationAreRefusedWithTheArticle(String setting) {
        Answer refused = create(use("emotion-inference", setting).put("notice", NOTICE));

        refused.refused(403, "forbidden");
        assertThat(refused.text()).contains("Article 5(1)(f)");
        assertThat(projects()).isZero();
        assertThat(records("access.refused"))
                .anySatisfy(record -> assertThat(record.facts().get("policies")).contains("ai-act-5-1-f"));
    }

    @Test
    void anExceptionIsWorkedUnderOnlyOnceASecondPersonAgreed() {
        String id = create(use("emotion-inference", "workplace")
                        .put("exception", "safety")
                        .put("reason", "Drivers fall asleep, says Ms Canary")
                        .put("notice", NOTICE))
                .ok()
                .json()
                .path("id")
                .asString();
        assertThat(open(id).refused(403, "forbidden").text()).contains("second person");

        agree(cast.client, id).refused(403, "forbidden");
        agree(cast.officer, id).refused(403, "forbidden");
        agree(cast.compliance.withoutSecondFactor(), id).refused(401, "step-up-required");
        agree(stranger(), id).refused(404, "not-found");
        // Who made it cannot agree, whatever else he is.
        agree(new Person(cast.client.id(), "both", Set.of("compliance-officer"), cast.handle, List.of(), 2, null), id)
                .refused(403, "forbidden");
        assertThat(open(id).status()).isEqualTo(403);
        assertThat(records("project.agree")).isEmpty();

        JsonNode agreed = agree(cast.compliance, id).ok().json().path("use");

        assertThat(agreed.path("agreed").asString()).isNotBlank();
        assertThat(agreed.path("reason").asString()).contains("Canary");
        open(id).ok();
        agree(cast.compliance, id).refused(409, "already-agreed");
        assertThat(records("project.agree")).singleElement().satisfies(record -> {
            assertThat(record.actorName()).isEqualTo(cast.compliance.name());
            assertThat(record.facts()).containsEntry("exception", "safety");
        });
        assertThat(records("project.create")).singleElement().satisfies(record -> {
            assertThat(record.facts()).containsEntry("use", "emotion-inference").containsEntry("setting", "workplace");
            assertThat(record.sealed()).containsEntry("notice", NOTICE);
            assertThat(record.sealed().get("reason")).contains("Canary");
            assertThat(record.leaf()).doesNotContain("Canary").doesNotContain("first of May");
        });
        String stored = database.asApp(
                tenant.value(),
                app -> app.sql("select encode(exemption_reason, 'escape') from project where id = ?")
                        .param(UUID.fromString(id))
                        .query(String.class)
                        .single());
        assertThat(stored).isNotEmpty().doesNotContain("Canary");
    }

    /** Whoever writes the row himself: the database does not take a maker's own word. */
    @Test
    void theDatabaseRefusesAnAgreementOfWhoeverMadeIt() {
        String id = create(use("emotion-inference", "education")
                        .put("exception", "medical")
                        .put("reason", "Pupils who faint")
                        .put("notice", NOTICE))
                .ok()
                .json()
                .path("id")
                .asString();

        assertThatThrownBy(() -> database.asApp(
                        tenant.value(),
                        app -> app.sql("update project set agreed_by = created_by, agreed_at = now() where id = ?")
                                .param(UUID.fromString(id))
                                .update()))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> database.asApp(
                        tenant.value(),
                        app -> app.sql("update project set use = 'measurement' where id = ?")
                                .param(UUID.fromString(id))
                                .update()))
                .isInstanceOf(DataAccessException.class);
    }

    @ParameterizedTest
    @CsvSource({"deception-detection", "security-screening"})
    void screeningNeedsALawThatIsNamed(String kind) {
        Answer refused = create(use(kind, "public-security"));
        assertThat(refused.refused(403, "forbidden").text()).contains("law that is named");

        String id = create(use(kind, "public-security").put("law", "Border Act, section 12"))
                .ok()
                .json()
                .path("id")
                .asString();
        open(id).ok();
    }

    @Test
    void whoseEmotionsAreInferredIsTold() {
        assertThat(create(use("emotion-inference", "health-care"))
                        .refused(403, "forbidden")
                        .text())
                .contains("Article 50(3)");
        create(use("emotion-inference", "health-care").put("notice", NOTICE)).ok();
    }

    @ParameterizedTest
    @CsvSource({
        "kind, mind-reading, unknown-use",
        "kind, Measurement, unknown-use",
        "setting, prison, unknown-setting",
        "exception, fun, unknown-exception",
        "exception, safety, bad-reason",
        "reason, because, bad-reason",
        "law, LONG, bad-law",
        "notice, LONG, bad-notice",
    })
    void isNotMadeWithAWordThatMeansNothing(String field, String value, String reason) {
        ObjectNode wanted = use("emotion-inference", "research").put("notice", NOTICE);
        create(wanted.put(field, value.equals("LONG") ? "x".repeat(401) : value))
                .refused(400, reason);
        assertThat(projects()).isZero();
    }

    @Test
    void aUseThatDependsOnTheSettingNamesIt() {
        ObjectNode wanted = use("emotion-inference", "research");
        wanted.remove("setting");
        create(wanted).refused(400, "unknown-setting");
    }

    private static ObjectNode use(String kind, @Nullable String setting) {
        ObjectNode use = JsonMapper.shared().createObjectNode().put("kind", kind);
        return setting == null ? use : use.put("setting", setting);
    }

    private Answer create(ObjectNode use) {
        ObjectNode project = JsonMapper.shared()
                .createObjectNode()
                .put("name", "Uses")
                .put("purpose", "declared-use")
                .put("legalBasis", "gdpr-9-2-a")
                .put("schema", "ibug68")
                .put("viewProfile", "face-oval")
                .put("retention", "P90D");
        project.set("use", use);
        return visor.post(cast.client, "/api/v1/projects", project.toString());
    }

    /** A first act on the project's pictures. */
    private Answer open(String project) {
        return visor.post(cast.client, "/api/v1/projects/" + project + "/batches", "{\"label\": \"One\"}");
    }

    private Answer agree(Person person, String project) {
        return visor.post(person, "/api/v1/projects/" + project + "/exemption/agree", "");
    }

    private static Person stranger() {
        return new Person(UUID.randomUUID(), "stranger", Set.of("compliance-officer"), "globex", List.of(), 2, null);
    }

    private int projects() {
        return database.asApp(
                tenant.value(),
                app -> app.sql("select count(*) from project")
                        .query(Integer.class)
                        .single());
    }

    private List<TrailRecord> records(String action) {
        return visor.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .toList();
    }
}
