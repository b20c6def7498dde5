package dev.visor.gateway.access;

import dev.visor.gateway.keys.KeyOwner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Asks Keycloak whether what a person shows is still good there (RFC 7662). A token that is checked here alone outlives the session
 * that it was given for, and a person who was disabled; for an act that can wait, the answer is waited for.
 */
@Component
class Introspection {

    /** So long a good answer is taken for the next act, too. A bad one is never kept. */
    static final Duration KEPT = Duration.ofSeconds(3);

    private static final int MOST = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Introspection.class);

    private final KeycloakClient.Settings settings;
    private final OAuth2AuthorizedClientRepository clients;
    private final Clock clock;
    private final RestClient http;
    private final Map<String, Instant> good = new ConcurrentHashMap<>();

    Introspection(KeycloakClient.Settings settings, OAuth2AuthorizedClientRepository clients, Clock clock) {
        this.settings = settings;
        this.clients = clients;
        this.clock = clock;
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
        http = RestClient.builder().requestFactory(requests).build();
    }

    /**
     * Whether the caller of the current request is signed in at Keycloak, at this moment or a few seconds ago.
     *
     * @throws Refused 401 {@code session-ended} if not, 503 {@code identity-unavailable} if Keycloak does not say
     */
    void require(KeyOwner caller) {
        Shown shown = shown();
        if (shown == null) {
            throw ended();
        }
        String key = hash(shown.token());
        Instant now = clock.instant();
        Instant asked = good.get(key);
        if (asked != null && !asked.isBefore(now.minus(KEPT)) && !asked.isAfter(now)) {
            return;
        }
        good.remove(key);
        if (!isActive(shown, caller)) {
            throw ended();
        }
        if (good.size() >= MOST) {
            good.values().removeIf(at -> at.isBefore(now.minus(KEPT)));
        }
        if (good.size() < MOST) {
            // From the moment of asking on: what ended while the answer was on its way is not known to it.
            good.put(key, now);
        }
    }

    /** What is shown to Keycloak, and what kind of token it is. */
    private record Shown(String token, String kind) {

        @Override
        public String toString() {
            return "Shown[" + kind + "]";
        }
    }

    /** A program's own token; a browser's refresh token, which is good for as long as the session at Keycloak is. */
    private @Nullable Shown shown() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof JwtAuthenticationToken bearer) {
            return new Shown(bearer.getToken().getTokenValue(), "access_token");
        }
        if (!(authentication instanceof OAuth2AuthenticationToken signedIn)
                || !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        OAuth2AuthorizedClient client = clients.loadAuthorizedClient(
                signedIn.getAuthorizedClientRegistrationId(), signedIn, attributes.getRequest());
        return client == null || client.getRefreshToken() == null
                ? null
                : new Shown(client.getRefreshToken().getTokenValue(), "refresh_token");
    }

    private boolean isActive(Shown shown, KeyOwner caller) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("client_id", settings.clientId());
        form.add("client_secret", settings.clientSecret());
        form.add("token", shown.token());
        form.add("token_type_hint", shown.kind());
        try {
            Map<String, Object> answer = http.post()
                    .uri(settings.protocol() + "/token/introspect")
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form)
                    .retrieve()
                    .body(new ParameterizedTypeReference<>() {});
            return answer != null
                    && Boolean.TRUE.equals(answer.get("active"))
                    && caller.value()
                            .toString()
                            .equals(answer.getOrDefault("sub", caller.value().toString()));
        } catch (RestClientException e) {
            log.warn(
                    "Keycloak did not say whether a session goes on: {}",
                    e.getClass().getSimpleName());
            throw new Refused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "identity-unavailable",
                    "The sign-in service does not answer, and this needs its word. Please try again in a minute.");
        }
    }

    private static Refused ended() {
        return new Refused(
                HttpStatus.UNAUTHORIZED,
                "session-ended",
                "Your session was ended where you signed in: please sign in again.");
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
