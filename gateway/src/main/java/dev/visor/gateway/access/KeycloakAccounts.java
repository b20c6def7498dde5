package dev.visor.gateway.access;

import dev.visor.policies.Role;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Accounts at Keycloak: opened, closed, and rid of a lost second factor. Whoever calls has the word of two people. */
@Component
class KeycloakAccounts {

    /** Everything that confirms beside the password. */
    private static final Set<String> SECOND_FACTORS = Set.of("otp", "recovery-authn-codes", "webauthn");

    /** Enrolling gives recovery codes as well; the realm says so. */
    private static final String ENROL = "CONFIGURE_TOTP";

    private final KeycloakAdmin admin;

    KeycloakAccounts(KeycloakAdmin admin) {
        this.admin = admin;
    }

    /**
     * Opens an account. Its password is good for one sign-in, which asks for another one and, where the roles are for something
     * that needs it, for a second factor.
     *
     * @return the person
     * @throws Refused 409 {@code name-taken} if somebody has the name, 503 {@code identity-unavailable}
     */
    UUID open(NewAccount wanted, String password) {
        return admin.changing(users -> {
            UserRepresentation user = new UserRepresentation();
            user.setUsername(wanted.name());
            // Nobody signs in before the roles are there.
            user.setEnabled(false);
            user.setAttributes(attributes(wanted));
            user.setCredentials(List.of(KeycloakPasswords.once(password)));
            user.setRequiredActions(
                    wanted.secondFactor()
                            ? List.of(KeycloakPasswords.CHANGE, ENROL)
                            : List.of(KeycloakPasswords.CHANGE));
            String id;
            try (Response response = users.create(user)) {
                if (response.getStatus() == HttpStatus.CONFLICT.value()) {
                    throw Refused.conflict("name-taken", "Somebody signs in with this name already.");
                }
                id = CreatedResponseUtil.getCreatedId(response);
            }
            UserResource person = users.get(id);
            try {
                person.roles().realmLevel().add(roles(person, wanted.roleNames()));
                enable(person, true);
            } catch (RuntimeException e) {
                // Half an account would keep its name from the next try.
                person.remove();
                throw e;
            }
            return UUID.fromString(id);
        });
    }

    /**
     * Closes an account, and ends its sessions at Keycloak, which tells the gateway.
     *
     * @throws Refused 404 if there is no such person, 503 {@code identity-unavailable}
     */
    void close(UUID person) {
        admin.changing(users -> {
            UserResource account = users.get(person.toString());
            enable(account, false);
            account.logout();
            return person;
        });
    }

    /**
     * Who somebody is, for the second person, who has to know whom an act is about.
     *
     * @throws Refused 404 if there is no such person, 503 {@code identity-unavailable}
     */
    String sentence(UUID person) {
        return admin.changing(users -> {
            UserResource account = users.get(person.toString());
            UserRepresentation user = account.toRepresentation();
            Map<String, List<String>> attributes = user.getAttributes() == null ? Map.of() : user.getAttributes();
            String roles = account.roles().realmLevel().listEffective().stream()
                    .map(RoleRepresentation::getName)
                    .filter(role -> Role.named(role).isPresent())
                    .sorted()
                    .collect(Collectors.joining(", "));
            String side = attributes.containsKey("tenant")
                    ? String.join(", ", attributes.get("tenant"))
                    : attributes.containsKey("operator") ? "the operator" : "the workforce";
            return user.getUsername() + " as " + (roles.isEmpty() ? "nobody" : roles) + " of " + side;
        });
    }

    /**
     * Takes every second factor off somebody and ends the sessions. The next sign-in, with the person's own password, sets another
     * one up.
     *
     * @throws Refused 404 if there is no such person, 503 {@code identity-unavailable}
     */
    void resetSecondFactor(UUID person) {
        admin.changing(users -> {
            UserResource account = users.get(person.toString());
            UserRepresentation user = account.toRepresentation();
            // First: whoever signs in between is asked to enrol.
            List<String> actions =
                    new ArrayList<>(user.getRequiredActions() == null ? List.of() : user.getRequiredActions());
            if (!actions.contains(ENROL)) {
                actions.add(ENROL);
            }
            user.setRequiredActions(actions);
            account.update(user);
            account.logout();
            for (CredentialRepresentation credential : account.credentials()) {
                if (SECOND_FACTORS.contains(credential.getType())) {
                    account.removeCredential(credential.getId());
                }
            }
            return person;
        });
    }

    static void enable(UserResource person, boolean enabled) {
        UserRepresentation user = person.toRepresentation();
        user.setEnabled(enabled);
        person.update(user);
    }

    private static Map<String, List<String>> attributes(NewAccount wanted) {
        Map<String, List<String>> attributes = new HashMap<>();
        @Nullable String tenant = wanted.tenant();
        if (tenant != null) {
            attributes.put("tenant", List.of(tenant));
        }
        if (wanted.operator()) {
            attributes.put("operator", List.of("true"));
        }
        return attributes;
    }

    private static List<RoleRepresentation> roles(UserResource person, Set<String> names) {
        List<RoleRepresentation> roles = person.roles().realmLevel().listAvailable().stream()
                .filter(role -> names.contains(role.getName()))
                .toList();
        if (roles.size() != names.size()) {
            throw new IllegalStateException("The realm lacks a role of " + names);
        }
        return roles;
    }
}
