package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/** One person at two browsers: leaving at one ends that one's session at Keycloak and leaves the other's alone. */
class SignOutTests {

    private final Installation visor = Installation.shared();
    private final OAuth2AuthorizedClientRepository clients = visor.bean(OAuth2AuthorizedClientRepository.class);
    private final LogoutHandler provider =
            Objects.requireNonNull(visor.beans(LogoutHandler.class).get("providerSignOut"));
    private final OAuth2AuthenticationToken person = new OAuth2AuthenticationToken(
            new DefaultOidcUser(
                    List.of(),
                    new OidcIdToken(
                            "token",
                            Instant.now(),
                            Instant.now().plusSeconds(60),
                            Map.of("sub", UUID.randomUUID().toString()))),
            List.of(),
            "visor");
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private HttpServer keycloak = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void keycloakListens() {
        keycloak.createContext("/logout", exchange -> {
            ended.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        keycloak.start();
    }

    @AfterEach
    void keycloakStops() {
        keycloak.stop(0);
    }

    private MockHttpServletRequest signedIn(String refreshToken) {
        MockHttpServletRequest browser = new MockHttpServletRequest("POST", "/logout");
        browser.setSession(new MockHttpSession());
        Instant now = Instant.now();
        ClientRegistration registration = ClientRegistration.withClientRegistration(Objects.requireNonNull(
                        visor.bean(ClientRegistrationRepository.class).findByRegistrationId("visor")))
                .tokenUri("http://localhost:" + keycloak.getAddress().getPort() + "/token")
                .build();
        clients.saveAuthorizedClient(
                new OAuth2AuthorizedClient(
                        registration,
                        person.getName(),
                        new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "access", now, now.plusSeconds(60)),
                        new OAuth2RefreshToken(refreshToken, now)),
                person,
                browser,
                new MockHttpServletResponse());
        return browser;
    }

    @Test
    void leavesTheOtherBrowserSignedIn() {
        MockHttpServletRequest first = signedIn("token-of-the-first");
        MockHttpServletRequest second = signedIn("token-of-the-second");
        assertThat(token(first)).isEqualTo("token-of-the-first");

        provider.logout(first, new MockHttpServletResponse(), person);

        assertThat(ended).singleElement().asString().contains("refresh_token=token-of-the-first");
        assertThat((Object) clients.loadAuthorizedClient("visor", person, first))
                .isNull();
        assertThat(token(second)).isEqualTo("token-of-the-second");
    }

    private String token(MockHttpServletRequest browser) {
        OAuth2AuthorizedClient client = Objects.requireNonNull(clients.loadAuthorizedClient("visor", person, browser));
        return Objects.requireNonNull(client.getRefreshToken()).getTokenValue();
    }
}
