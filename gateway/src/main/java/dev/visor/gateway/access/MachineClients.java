package dev.visor.gateway.access;

import dev.visor.policies.Role;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Programs of a client organisation that sign in at Keycloak by themselves, each with a key of its own, to upload and to fetch.
 * Such a program is of one tenant, has the role {@code client} and no other, and no second factor. Its token is bound to a key
 * that it holds (RFC 9449): whoever steals the token alone has nothing.
 *
 * <p>A token that was given to anybody but the gateway is one of theirs, or nobody's: nobody else's client at Keycloak signs people
 * in here.
 */
@Component
class MachineClients {

    private static final Logger log = LoggerFactory.getLogger(MachineClients.class);

    private final KeycloakClient.Settings settings;

    MachineClients(KeycloakClient.Settings settings) {
        this.settings = settings;
    }

    /** Whether a token that was let in is a machine client's own. */
    boolean owns(Jwt token) {
        return !settings.clientId().equals(token.getClaimAsString("azp"));
    }

    /** Refuses what is neither a person's token, given to the gateway, nor a machine client's as it has to be. */
    OAuth2TokenValidatorResult validate(Jwt token) {
        String fault = owns(token) ? fault(token) : null;
        if (fault == null) {
            return OAuth2TokenValidatorResult.success();
        }
        log.warn("The token of a machine client was refused: {}", fault);
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", fault, null));
    }

    private static @Nullable String fault(Jwt token) {
        String client = token.getClaimAsString("azp");
        // Keycloak says so of a client that signed in for itself, and of nobody's sign-in through one.
        if (client == null || !client.equals(token.getClaimAsString("client_id"))) {
            return "it was not given to the client itself";
        }
        if (!(token.getClaim("cnf") instanceof Map<?, ?> bound
                && bound.get("jkt") instanceof String key
                && !key.isBlank())) {
            return "it is not bound to a key";
        }
        if (!roles(token).equals(Set.of(Role.CLIENT))) {
            return "it has another role than client, or none";
        }
        if (!(token.getClaim("tenant") instanceof String) || token.hasClaim("teams") || token.hasClaim("operator")) {
            return "it is not of one tenant";
        }
        return null;
    }

    private static Set<Role> roles(Jwt token) {
        return token.getClaim("realm_access") instanceof Map<?, ?> access
                        && access.get("roles") instanceof Collection<?> names
                ? names.stream()
                        .map(name -> Role.named(String.valueOf(name)))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
