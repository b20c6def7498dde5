package dev.visor.gateway.access;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.ClientBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.UsersResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The gateway's own ways into Keycloak. One client there may look people up and change nothing; what two people agreed on is
 * done by another, which an operator can leave out: then accounts are kept elsewhere, and the gateway cannot give anybody a role.
 */
@Component
class KeycloakAdmin {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(KeycloakAdmin.class);

    private final KeycloakClient.Settings settings;

    KeycloakAdmin(KeycloakClient.Settings settings) {
        this.settings = settings;
    }

    /** The realm's name. */
    String realm() {
        return settings.realm();
    }

    /**
     * To look people up.
     *
     * @return closing it closes its connections
     * @throws Refused with 503 {@code identity-unavailable} if there is no credential for it
     */
    Keycloak looking() {
        if (settings.adminClientSecret().isEmpty()) {
            throw unavailable();
        }
        return client(settings.adminClientId(), settings.adminClientSecret());
    }

    /**
     * Asks or changes something about accounts.
     *
     * @throws Refused as {@link #requireChanging}, 404 if there is no such person, 503 {@code identity-unavailable}
     */
    <T> T changing(Function<UsersResource, T> change) {
        requireChanging();
        try (Keycloak keycloak = client(settings.accountsClientId(), settings.accountsClientSecret())) {
            return change.apply(keycloak.realm(settings.realm()).users());
        } catch (NotFoundException e) {
            throw Refused.notFound();
        } catch (ProcessingException | WebApplicationException e) {
            log.warn("Keycloak did not change an account: {}", e.getClass().getSimpleName());
            throw unavailable();
        }
    }

    /** Whether accounts are changed here at all. */
    boolean isChanging() {
        return !settings.accountsClientSecret().isEmpty();
    }

    /**
     * Says that accounts cannot be changed here.
     *
     * @throws Refused with 409 {@code accounts-elsewhere} if there is no credential for it
     */
    void requireChanging() {
        if (!isChanging()) {
            throw Refused.conflict(
                    "accounts-elsewhere",
                    "This installation's accounts are kept at its sign-in service alone: ask whoever keeps that.");
        }
    }

    private Keycloak client(String id, String secret) {
        return KeycloakBuilder.builder()
                .serverUrl(settings.server())
                .realm(settings.realm())
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId(id)
                .clientSecret(secret)
                .resteasyClient(ClientBuilder.newBuilder()
                        .register(JacksonProvider.class)
                        .connectTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .readTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .build())
                .build();
    }

    static Refused unavailable() {
        return new Refused(
                HttpStatus.SERVICE_UNAVAILABLE,
                "identity-unavailable",
                "The sign-in service does not answer. Please try again in a minute.");
    }
}
