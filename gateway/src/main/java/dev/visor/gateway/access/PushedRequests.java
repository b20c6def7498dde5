package dev.visor.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Hands what a sign-in asks for to Keycloak itself, as the gateway (RFC 9126). The browser carries a reference that is good once and
 * for a minute: what is asked for stands in no address, and nobody on the way can change it.
 */
final class PushedRequests implements OAuth2AuthorizationRequestResolver {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};

    private final OAuth2AuthorizationRequestResolver requests;
    private final KeycloakClient.Settings settings;
    private final RestClient http;

    PushedRequests(OAuth2AuthorizationRequestResolver requests, KeycloakClient.Settings settings) {
        this.requests = requests;
        this.settings = settings;
        SimpleClientHttpRequestFactory connections = new SimpleClientHttpRequestFactory();
        connections.setConnectTimeout(PATIENCE);
        connections.setReadTimeout(PATIENCE);
        http = RestClient.builder().requestFactory(connections).build();
    }

    /**
     * What is asked for, pushed.
     *
     * @throws RestClientException if Keycloak is away or refuses the request
     */
    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return pushed(requests.resolve(request));
    }

    /**
     * What is asked for, pushed.
     *
     * @throws RestClientException if Keycloak is away or refuses the request
     */
    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
        return pushed(requests.resolve(request, registration));
    }

    private @Nullable OAuth2AuthorizationRequest pushed(@Nullable OAuth2AuthorizationRequest request) {
        if (request == null) {
            return null;
        }
        String address = UriComponentsBuilder.fromUriString(request.getAuthorizationUri())
                .queryParam("client_id", "{client}")
                .queryParam("request_uri", "{reference}")
                .encode()
                .buildAndExpand(settings.clientId(), push(request))
                .toUriString();
        return OAuth2AuthorizationRequest.from(request)
                .authorizationRequestUri(address)
                .build();
    }

    private String push(OAuth2AuthorizationRequest request) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        UriComponentsBuilder.fromUriString(request.getAuthorizationRequestUri())
                .build()
                .getQueryParams()
                .forEach((name, values) ->
                        values.forEach(value -> form.add(decoded(name), value == null ? "" : decoded(value))));
        form.set("client_id", settings.clientId());
        form.set("client_secret", settings.clientSecret());
        Map<String, Object> answer = http.post()
                .uri(settings.protocol() + "/ext/par/request")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(OBJECT);
        if (answer == null || !(answer.get("request_uri") instanceof String reference)) {
            throw new ResourceAccessException("Keycloak took a sign-in's request without a reference to it");
        }
        return reference;
    }

    private static String decoded(String text) {
        return UriUtils.decode(text, StandardCharsets.UTF_8);
    }
}
