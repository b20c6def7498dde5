package dev.visor.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Ends a person's session at Keycloak as well, so that the next one at the same browser is asked who they are. It is done
 * from server to server: the usual way, a redirect with the identity token in its address, would show the browser a token.
 */
@Component
class ProviderSignOut implements LogoutHandler {

    private static final Logger log = LoggerFactory.getLogger(ProviderSignOut.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OAuth2AuthorizedClientRepository clients;
    private final RestClient http;

    ProviderSignOut(OAuth2AuthorizedClientRepository clients) {
        this.clients = clients;
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
        http = RestClient.builder().requestFactory(requests).build();
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (!(authentication instanceof OAuth2AuthenticationToken signedIn)) {
            return;
        }
        String registration = signedIn.getAuthorizedClientRegistrationId();
        OAuth2AuthorizedClient client = clients.loadAuthorizedClient(registration, authentication, request);
        if (client == null || client.getRefreshToken() == null) {
            return;
        }
        try {
            end(client.getClientRegistration(), client.getRefreshToken().getTokenValue());
        } catch (RestClientException e) {
            // Our own session ends all the same; Keycloak's ends by its timeout.
            log.warn("Keycloak did not end a session: {}", e.getClass().getSimpleName());
        }
        clients.removeAuthorizedClient(registration, authentication, request, response);
    }

    private void end(ClientRegistration client, String refreshToken) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("client_id", client.getClientId());
        form.add("client_secret", client.getClientSecret());
        form.add("refresh_token", refreshToken);
        String endpoint = client.getProviderDetails().getTokenUri().replaceFirst("/token$", "/logout");
        http.post()
                .uri(endpoint)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .toBodilessEntity();
    }
}
