package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sign-in asks for goes from the gateway to the identity provider; the browser carries a reference alone. */
class PushedRequestTests {

    private final Installation visor = Installation.shared();
    private final Browser browser = Browser.fresh(visor);

    @AfterEach
    void isThereAgain() {
        visor.issuer().away(false);
    }

    @Test
    void aBrowserCarriesNothingButAReference() {
        Map<String, String> carried = browser.asks("");

        assertThat(carried.keySet()).isEqualTo(Set.of("client_id", "request_uri"));
        assertThat(carried.get("client_id")).isEqualTo(Issuer.CLIENT);
    }

    @Test
    void theGatewayAsksAsItselfForACodeBoundToAKeyOfItsOwn() {
        Map<String, String> asked = asked("");

        assertThat(asked)
                .containsEntry("client_id", Issuer.CLIENT)
                .containsEntry("response_type", "code")
                .containsEntry("scope", "openid profile")
                .containsEntry("redirect_uri", visor.address() + "/login/oauth2/code/visor")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("client_secret", "state", "nonce")
                .doesNotContainKey("acr_values");
        assertThat(asked.get("code_challenge")).hasSize(43);
        assertThat(asked("?acr=2")).containsEntry("acr_values", "2");
    }

    @Test
    void aPersonIsToldWhereTheIdentityProviderTakesNoRequest() {
        visor.issuer().away(true);

        Answer answer = browser.get("/oauth2/authorization/visor");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/?sign-in=failed");
    }

    /** Whoever laid a cookie into somebody's browser before it signed in would hold the session. */
    @Test
    void aSessionHasAnotherCookieOnceSomebodySignedIn() {
        String callback = browser.callback(Person.CLARA);
        String before = browser.cookie("visor-session");

        browser.follow(callback);

        assertThat(before).hasSizeGreaterThanOrEqualTo(32);
        assertThat(browser.cookie("visor-session")).hasSameSizeAs(before).isNotEqualTo(before);
    }

    private Map<String, String> asked(String more) {
        return visor.issuer().asked(Objects.requireNonNull(browser.asks(more).get("request_uri")));
    }
}
