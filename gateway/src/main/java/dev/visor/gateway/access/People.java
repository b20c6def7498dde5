package dev.visor.gateway.access;

import dev.visor.policies.Role;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Who can sign in, as Keycloak has it. */
@Component
class People {

    /** How many are looked up at once. */
    static final int PAGE = 50;

    private static final Logger log = LoggerFactory.getLogger(People.class);

    private final KeycloakAdmin admin;

    People(KeycloakAdmin admin) {
        this.admin = admin;
    }

    /**
     * A page of the people, by name.
     *
     * @param first how many to pass over
     * @return {@value #PAGE} at most
     * @throws Refused with 503 {@code identity-unavailable} if Keycloak cannot be asked
     */
    List<Listed> from(int first) {
        try (Keycloak keycloak = admin.looking()) {
            RealmResource realm = keycloak.realm(admin.realm());
            return realm.users().list(first, PAGE).stream()
                    .map(user -> listed(user, realm.users().get(user.getId())))
                    .toList();
        } catch (ProcessingException | WebApplicationException e) {
            log.warn("Keycloak did not say who can sign in: {}", e.getClass().getSimpleName());
            throw KeycloakAdmin.unavailable();
        }
    }

    /**
     * Who of these people is disabled at Keycloak or not there any more.
     *
     * @throws Refused with 503 {@code identity-unavailable} if Keycloak cannot be asked
     */
    Set<UUID> gone(Collection<UUID> people) {
        try (Keycloak keycloak = admin.looking()) {
            UsersResource users = keycloak.realm(admin.realm()).users();
            return people.stream()
                    .filter(person -> isGone(users.get(person.toString())))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (ProcessingException | WebApplicationException e) {
            throw KeycloakAdmin.unavailable();
        }
    }

    private static boolean isGone(UserResource person) {
        try {
            return !Boolean.TRUE.equals(person.toRepresentation().isEnabled());
        } catch (NotFoundException e) {
            return true;
        }
    }

    private static Listed listed(UserRepresentation user, UserResource details) {
        Map<String, List<String>> attributes = user.getAttributes() == null ? Map.of() : user.getAttributes();
        List<String> roles = details.roles().realmLevel().listEffective().stream()
                .map(RoleRepresentation::getName)
                .filter(role -> Role.named(role).isPresent())
                .sorted()
                .toList();
        List<CredentialRepresentation> credentials = details.credentials();
        boolean secondFactor = credentials.stream()
                .map(CredentialRepresentation::getType)
                .anyMatch(type -> type.equals("otp") || type.equals("webauthn"));
        return new Listed(
                UUID.fromString(user.getId()),
                user.getUsername(),
                Boolean.TRUE.equals(user.isEnabled()),
                roles,
                attributes.getOrDefault("tenant", List.of()).stream()
                        .findFirst()
                        .orElse(null),
                attributes.getOrDefault("teams", List.of()),
                attributes.getOrDefault("operator", List.of()).contains("true"),
                secondFactor,
                KeycloakPasswords.isLapsed(user, credentials));
    }

    /**
     * One person.
     *
     * @param id which the trail and the teams know the person by
     * @param name the name to sign in with
     * @param enabled whether signing in is possible at all
     * @param roles Visor's roles alone
     * @param tenant the client organisation's handle, for its people
     * @param teams the teams of the workforce, for its people
     * @param operator whether this is one of the operator's own people
     * @param secondFactor whether one is set up
     * @param lapsed whether it is disabled because nobody used its first password in time
     */
    record Listed(
            UUID id,
            String name,
            boolean enabled,
            List<String> roles,
            @Nullable String tenant,
            List<String> teams,
            boolean operator,
            boolean secondFactor,
            boolean lapsed) {}
}
