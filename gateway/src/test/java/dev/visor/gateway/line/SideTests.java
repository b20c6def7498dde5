package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whose person somebody is: said by the token, known to the installation, and never two at once. */
class SideTests {

    private static final String UNKNOWN = "nowhere-at-all";

    private final Installation visor = Installation.shared();

    /** Somebody of the operator's. */
    private static Person operator(String name, String... roles) {
        return new Person(UUID.randomUUID(), name, Set.of(roles), null, List.of(), 2, null);
    }

    private Answer send(Person person, Map<String, ? extends @Nullable Object> claims, String path, String json) {
        JWTClaimsSet.Builder token = visor.issuer().claims(person).claim("operator", null);
        claims.forEach(token::claim);
        return visor.sendWith(
                visor.issuer().signed(token.build()),
                json.isEmpty() ? "GET" : "POST",
                path,
                json.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
    }

    static Stream<Arguments> withoutASide() {
        return Stream.of(
                Arguments.of("no side", Map.of()),
                Arguments.of("an unknown tenant", Map.of("tenant", UNKNOWN)),
                Arguments.of("unknown teams", Map.of("teams", List.of(UNKNOWN))),
                Arguments.of("not the operator's", Map.of("operator", "false")),
                Arguments.of("the operator's and an unknown tenant's", Map.of("operator", "true", "tenant", UNKNOWN)),
                Arguments.of("the operator's and a tenant's", Map.of("operator", "true", "tenant", "acme")),
                Arguments.of(
                        "the operator's and of the workforce",
                        Map.of("operator", "true", "teams", List.of("north-1"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withoutASide")
    void nobodyIsTheOperatorsForWantOfAnotherSide(String side, Map<String, Object> claims) {
        String handle = "side-" + Long.toString(System.nanoTime(), 36);

        send(operator("ada", "administrator"), claims, "/api/v1/tenants", "{\"handle\": \"" + handle + "\"}")
                .refused(403, "forbidden");
        send(operator("olga", "compliance-officer"), claims, "/api/v1/trail/records", "")
                .refused(403, "forbidden");
    }

    @Test
    void whoeverIsOnTwoSidesIsOnNeither() {
        Map<String, Object> both = Map.of("tenant", "acme", "teams", List.of("north-1"));

        send(operator("clara", "client"), both, "/api/v1/projects", "").refused(404, "not-found");
        send(operator("otto", "compliance-officer"), both, "/api/v1/trail", "").refused(403, "forbidden");
    }

    @Test
    void theOperatorsOfficerReadsTheOperatorsLog() {
        Person olga = operator("olga", "compliance-officer");
        String refused = visor.get(Person.ANNA, "/api/v1/projects/" + UUID.randomUUID())
                .refused(404, "not-found")
                .json()
                .path("request")
                .asString();

        JsonNode records = visor.get(olga, "/api/v1/trail/records?before=" + Long.MAX_VALUE)
                .ok()
                .json();

        JsonNode found = records.valueStream()
                .filter(record ->
                        record.path("facts").path("request").asString("").equals(refused))
                .findFirst()
                .orElseThrow();
        assertThat(found.path("actor").asString()).isEqualTo("anna");
        String record = "/api/v1/trail/records/" + found.path("id").asString();
        visor.get(olga, record).ok();
        await().until(() -> visor.get(olga, record + "/proof").status() == 200);
        String origin =
                visor.get(olga, "/api/v1/trail").ok().json().path("origin").asString();
        assertThat(visor.get(Person.OTTO, "/api/v1/trail")
                        .ok()
                        .json()
                        .path("origin")
                        .asString())
                .isNotEqualTo(origin);
        visor.get(olga, "/trail/" + origin + "/tile/entries/999").refused(404, "not-found");
        visor.post(olga, "/api/v1/trail/questions", "{\"pseudonym\": \"somebody\", \"after\": 0}")
                .refused(400, "no-subjects");

        JsonNode asked = visor.get(olga, "/api/v1/trail/records")
                .ok()
                .json()
                .valueStream()
                .filter(one -> one.path("action").asString().equals("trail.query"))
                .findFirst()
                .orElseThrow();
        assertThat(asked.path("purpose").asString()).isEqualTo("accountability");
        assertThat(asked.path("basis").asString()).isEqualTo("gdpr-6-1-c");
        assertThat(asked.path("facts").path("policies").asString()).isEqualTo("officer-answers-for-the-operator");
    }

    @Test
    void nobodyElseReadsTheOperatorsLogNorItsOfficerATenants() {
        Person olga = operator("olga", "compliance-officer");
        String operators = "/api/v1/trail/records/"
                + visor.get(olga, "/api/v1/trail/records")
                        .ok()
                        .json()
                        .get(0)
                        .path("id")
                        .asString();
        String tenants = "/api/v1/trail/records/"
                + visor.get(Person.OTTO, "/api/v1/trail/records")
                        .ok()
                        .json()
                        .get(0)
                        .path("id")
                        .asString();
        String tenantsLog = visor.get(Person.OTTO, "/api/v1/trail")
                .ok()
                .json()
                .path("origin")
                .asString();

        visor.get(olga, tenants).refused(404, "not-found");
        visor.get(olga, "/trail/" + tenantsLog + "/tile/entries/000").refused(404, "not-found");
        visor.get(Person.OTTO, operators).refused(404, "not-found");
        for (Person other : List.of(
                Person.ADA,
                operator("both", "compliance-officer", "annotator"),
                operator("nobody"),
                Person.ANNA,
                Person.LEA)) {
            visor.get(other, operators).refused(403, "forbidden");
            visor.get(other, "/api/v1/trail").refused(403, "forbidden");
        }
    }
}
