package dev.visor.gateway.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.springframework.stereotype.Component;

/**
 * First passwords at Keycloak: told to an administrator, good for one sign-in, which asks for another one. Keycloak itself lets them
 * stand for ever, so whoever is not asked for another one any more has used it.
 */
@Component
class KeycloakPasswords {

    /** What the next sign-in has to do; Keycloak takes it away once it was done. */
    static final String CHANGE = "UPDATE_PASSWORD";

    private final KeycloakAdmin admin;

    KeycloakPasswords(KeycloakAdmin admin) {
        this.admin = admin;
    }

    /** A password that the first sign-in has to change. */
    static CredentialRepresentation once(String password) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(true);
        return credential;
    }

    /** Whether an account was disabled by {@link #lapse}: one that somebody closed keeps its password. */
    static boolean isLapsed(UserRepresentation user, List<CredentialRepresentation> credentials) {
        return !Boolean.TRUE.equals(user.isEnabled())
                && isToBeChanged(user)
                && password(credentials).isEmpty();
    }

    /**
     * Whether a person who may sign in has not used a first password that was given before then.
     *
     * @throws Refused 404 if there is no such person, 503 {@code identity-unavailable}
     */
    boolean isUnused(UUID person, Instant givenBefore) {
        return admin.changing(users -> {
            UserResource account = users.get(person.toString());
            UserRepresentation user = account.toRepresentation();
            return Boolean.TRUE.equals(user.isEnabled())
                    && isToBeChanged(user)
                    && password(account.credentials())
                            .map(CredentialRepresentation::getCreatedDate)
                            .filter(given -> !Instant.ofEpochMilli(given).isAfter(givenBefore))
                            .isPresent();
        });
    }

    /**
     * Disables an account and removes its first password, so that whoever enables it by hand does not bring that back.
     *
     * @throws Refused 404 if there is no such person, 503 {@code identity-unavailable}
     */
    void lapse(UUID person) {
        admin.changing(users -> {
            UserResource account = users.get(person.toString());
            KeycloakAccounts.enable(account, false);
            account.logout();
            password(account.credentials()).ifPresent(first -> account.removeCredential(first.getId()));
            return person;
        });
    }

    /**
     * Gives somebody a password for one sign-in in place of the former one, and ends the sessions. An account that lapsed is enabled
     * again; one that was closed is not.
     *
     * @throws Refused 404 if there is no such person, 409 {@code account-closed} or {@code password-elsewhere}, 503
     *     {@code identity-unavailable}
     */
    void give(UUID person, String password) {
        admin.changing(users -> {
            UserResource account = users.get(person.toString());
            UserRepresentation user = account.toRepresentation();
            boolean lapsed = isLapsed(user, account.credentials());
            requireOwnPassword(user);
            if (!lapsed && !Boolean.TRUE.equals(user.isEnabled())) {
                throw Refused.conflict("account-closed", "This account is closed: open one anew.");
            }
            // First: whoever signs in between is asked for another one.
            List<String> actions = new ArrayList<>(actions(user));
            if (!actions.contains(CHANGE)) {
                actions.add(CHANGE);
            }
            user.setRequiredActions(actions);
            account.update(user);
            account.logout();
            account.resetPassword(once(password));
            if (lapsed) {
                KeycloakAccounts.enable(account, true);
            }
            return person;
        });
    }

    /** The realm takes no password from people whom a client's own provider sends. */
    private static void requireOwnPassword(UserRepresentation user) {
        Map<String, List<String>> attributes = user.getAttributes();
        if (attributes != null && attributes.containsKey("provider")) {
            throw Refused.conflict(
                    "password-elsewhere",
                    "This person signs in at the client's own provider, which keeps the password.");
        }
    }

    private static boolean isToBeChanged(UserRepresentation user) {
        return actions(user).contains(CHANGE);
    }

    private static List<String> actions(UserRepresentation user) {
        @Nullable List<String> actions = user.getRequiredActions();
        return actions == null ? List.of() : actions;
    }

    private static Optional<CredentialRepresentation> password(List<CredentialRepresentation> credentials) {
        return credentials.stream()
                .filter(credential -> CredentialRepresentation.PASSWORD.equals(credential.getType()))
                .findFirst();
    }
}
