package dev.visor.audit.record;

import java.util.regex.Pattern;

/**
 * Who acts, without a name: the name is a sealed field of the record.
 *
 * @param label {@code person:PSEUDONYM} (43 characters of base64url), {@code system:NAME} or {@code anonymous}
 * @param role acted under, lower case with hyphens
 */
public record Actor(String label, String role) {

    private static final Pattern LABEL =
            Pattern.compile("person:[A-Za-z0-9_-]{43}|system:[a-z][a-z0-9-]{0,39}|anonymous");
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public Actor {
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException(
                    "An actor's label is person:PSEUDONYM, system:NAME or anonymous, never a name");
        }
        if (!ROLE.matcher(role).matches()) {
            throw new IllegalArgumentException(
                    "A role is lower case letters, digits and hyphens, unlike '" + role + "'");
        }
    }
}
