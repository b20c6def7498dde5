package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Looking people up where Keycloak is away; the real one is asked where {@code deploy/test} drives the browser. */
class PeopleTests {

    @Test
    void areNotListedWithoutKeycloakAndTheAnswerSaysSo() {
        try (Installation visor =
                Installation.fresh("people", Map.of("visor.identity.admin-address", "http://localhost:1"))) {
            Answer answer = visor.get(Person.ADA, "/api/v1/people").refused(503, "identity-unavailable");
            assertThat(answer.text()).doesNotContain("localhost:1");
            assertThat(visor.get(null, "/actuator/health/liveness").status()).isEqualTo(200);
        }
    }
}
