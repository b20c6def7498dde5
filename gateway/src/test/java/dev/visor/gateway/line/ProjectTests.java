package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.policies.ViewProfiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A project states its purpose, basis, schema, profile and retention in words that mean something, or is not made. */
class ProjectTests {

    private final Installation visor = Installation.shared();
    private final String purpose = "project-" + Long.toString(System.nanoTime(), 36);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "name, '', bad-name",
                "name, '   ', bad-name",
                "name, LONG, bad-name",
                "purpose, '', bad-purpose",
                "purpose, 'Pain Study', bad-purpose",
                "purpose, '*', bad-purpose",
                "purpose, '../etc', bad-purpose",
                "purpose, LONG, bad-purpose",
                "legalBasis, '', unknown-legal-basis",
                "legalBasis, 'because', unknown-legal-basis",
                "legalBasis, 'gdpr-9-2', unknown-legal-basis",
                "legalBasis, 'GDPR-9-2-A', unknown-legal-basis",
                "schema, '', unknown-schema",
                "schema, 'ibug69', unknown-schema",
                "schema, 'IBUG68', unknown-schema",
                "viewProfile, '', unknown-view-profile",
                "viewProfile, 'everything', unknown-view-profile",
                "viewProfile, '../face-oval', unknown-view-profile",
                "retention, '', bad-retention",
                "retention, 'forever', bad-retention",
                "retention, 'P0D', bad-retention",
                "retention, 'P-1D', bad-retention",
                "retention, 'PT1H', bad-retention",
                "retention, 'P1000Y', bad-retention",
            })
    void isNotMadeWithABadField(String field, String value, String reason) {
        ObjectNode wanted = wanted().put(field, value.equals("LONG") ? "x".repeat(2000) : value);

        visor.post(Person.CLARA, "/api/v1/projects", wanted.toString()).refused(400, reason);

        assertThat(visor.get(Person.CLARA, "/api/v1/projects").ok().text()).doesNotContain(purpose);
    }

    @ParameterizedTest
    @CsvSource({"name", "purpose", "legalBasis", "schema", "viewProfile", "retention", "use"})
    void isNotMadeWithoutAField(String field) {
        ObjectNode missing = wanted();
        missing.remove(field);
        visor.post(Person.CLARA, "/api/v1/projects", missing.toString()).refused(400, "bad-request");

        visor.post(Person.CLARA, "/api/v1/projects", wanted().putNull(field).toString())
                .refused(400, "bad-request");
    }

    @Test
    void isNotMadeForATeamThatDoesNotExistOrForNoTime() {
        ObjectNode unknown = wanted();
        unknown.putArray("teams")
                .addObject()
                .put("team", "no-such-team")
                .put("from", "2026-01-01T00:00:00Z")
                .put("until", "2027-01-01T00:00:00Z");
        visor.post(Person.CLARA, "/api/v1/projects", unknown.toString()).refused(400, "unknown-team");

        ObjectNode backwards = wanted();
        backwards
                .putArray("teams")
                .addObject()
                .put("team", "north-1")
                .put("from", "2027-01-01T00:00:00Z")
                .put("until", "2026-01-01T00:00:00Z");
        visor.post(Person.CLARA, "/api/v1/projects", backwards.toString()).refused(400, "bad-dates");
    }

    @Test
    void isMadeWhereEveryFieldIsRight() {
        visor.post(Person.CLARA, "/api/v1/projects", wanted().toString()).ok();

        assertThat(visor.get(Person.CLARA, "/api/v1/projects").ok().text()).contains(purpose);
    }

    @Test
    void saysItsRetentionAsThePeriodThatItIs() {
        String wanted = wanted().put("retention", "P1Y6M").toString();

        assertThat(visor.post(Person.CLARA, "/api/v1/projects", wanted)
                        .ok()
                        .json()
                        .path("retention")
                        .asString())
                .isEqualTo("P1Y6M");
    }

    @Test
    void isMadeUnderEachProfileThatIsOffered() {
        List<String> offered = new ArrayList<>();
        for (JsonNode profile :
                visor.get(Person.CLARA, "/api/v1/view-profiles").ok().json()) {
            assertThat(profile.path("summary").asString()).isNotBlank();
            offered.add(profile.path("name").asString());
        }
        assertThat(offered)
                .contains("face-oval", "face-and-hair", "head", "face-box", "upper-body")
                .isEqualTo(List.copyOf(ViewProfiles.names()));
        for (String name : offered) {
            ObjectNode project = wanted().put("viewProfile", name);
            assertThat(visor.post(Person.CLARA, "/api/v1/projects", project.toString())
                            .ok()
                            .json()
                            .path("viewProfile")
                            .asString())
                    .isEqualTo(name);
        }
    }

    /** A profile that hides some of a schema's points goes with no project under it. */
    @Test
    void isMadeUnderSchemasWhosePointsTheProfileShows() {
        List<String> refused = new ArrayList<>();
        for (JsonNode schema : visor.get(Person.CLARA, "/api/v1/schemas").ok().json()) {
            String id = schema.path("id").asString();
            JsonNode whole =
                    visor.get(Person.CLARA, "/api/v1/schemas/" + id).ok().json();
            assertThat(whole.path("points").size())
                    .isEqualTo(schema.path("points").asInt());
            Answer made = visor.post(
                    Person.CLARA, "/api/v1/projects", wanted().put("schema", id).toString());
            if (schema.path("profiles")
                    .valueStream()
                    .anyMatch(profile -> profile.asString().equals("face-oval"))) {
                assertThat(made.ok().json().path("schema").asString()).isEqualTo(id);
            } else {
                made.refused(400, "points-always-hidden");
                refused.add(id);
            }
        }
        assertThat(refused).containsExactly("aflw21", "coco17", "wholebody133");
        assertThat(visor.post(
                                Person.CLARA,
                                "/api/v1/projects",
                                wanted().put("schema", "aflw21").toString())
                        .text())
                .contains("never shows these points of aflw21: ear-right-lobe, ear-left-lobe.");
        visor.post(
                        Person.CLARA,
                        "/api/v1/projects",
                        wanted().put("schema", "aflw21")
                                .put("viewProfile", "head")
                                .toString())
                .ok();
        visor.get(Person.CLARA, "/api/v1/schemas/ibug67").refused(404, "not-found");
    }

    private ObjectNode wanted() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("name", "Right")
                .put("purpose", purpose)
                .put("legalBasis", "gdpr-9-2-a")
                .put("schema", "ibug68")
                .put("viewProfile", "face-oval")
                .put("retention", "P90D")
                .set("use", JsonMapper.shared().createObjectNode().put("kind", "measurement"));
    }
}
