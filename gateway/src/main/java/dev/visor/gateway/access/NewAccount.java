package dev.visor.gateway.access;

import dev.visor.policies.Role;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An account that somebody is to get. Teams are no part of it: people of the workforce join them afterwards.
 *
 * @param id which the request for a second person names
 * @param name to sign in with, in lower case
 * @param roles which the account has at Keycloak; all of one side
 * @param tenant the client's handle, for its people; null for the operator's and the workforce's
 */
record NewAccount(
        UUID id, String name, Set<Role> roles, @Nullable String tenant) {

    /** Keycloak's own limits lie outside of these. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{2,99}");

    private static final Set<Role> WORKFORCE = EnumSet.of(Role.ANNOTATOR, Role.SENIOR_REVIEWER, Role.TEAM_LEAD);
    private static final Set<Role> OF_CLIENTS = EnumSet.of(Role.CLIENT, Role.REDACTION_OFFICER, Role.EXTERNAL_AUDITOR);

    /**
     * Checks that the roles and the side go together.
     *
     * @throws Refused 400 {@code bad-name}, {@code bad-roles} or {@code tenant-missing}
     */
    NewAccount {
        roles = Set.copyOf(roles);
        if (!NAME.matcher(name).matches()) {
            throw Refused.badRequest(
                    "bad-name", "A sign-in name has 3 to 100 characters: small letters, digits, dots, @, - and _.");
        }
        if (roles.isEmpty()) {
            throw Refused.badRequest("bad-roles", "An account has a role.");
        }
        boolean workforce = roles.stream().anyMatch(WORKFORCE::contains);
        if (workforce && !WORKFORCE.containsAll(roles)) {
            throw Refused.badRequest("bad-roles", "Whoever works on faces has no role of another side.");
        }
        if (workforce && tenant != null) {
            throw Refused.badRequest("bad-roles", "The workforce's people are no client's.");
        }
        if (tenant == null && roles.stream().anyMatch(OF_CLIENTS::contains)) {
            throw Refused.badRequest("tenant-missing", "These roles are a client's: name it by its handle.");
        }
    }

    /** Whether it is one of the operator's own people. */
    boolean operator() {
        return tenant == null && roles.stream().noneMatch(WORKFORCE::contains);
    }

    /** Whether what its roles are for needs a second factor. */
    boolean secondFactor() {
        return roles.stream().noneMatch(WORKFORCE::contains);
    }

    /** The roles as Keycloak names them. */
    Set<String> roleNames() {
        return roles.stream().map(Role::toString).collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    /** For the second person, who has to know what is agreed to. */
    String sentence() {
        return name + " as " + String.join(", ", roleNames()) + " of "
                + (tenant != null ? tenant : operator() ? "the operator" : "the workforce");
    }

    static String lower(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "NewAccount[" + id + "]";
    }
}
