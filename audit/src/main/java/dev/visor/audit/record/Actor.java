package dev.visor.audit.record;

/**
 * Who acts, without a name: the name is a sealed field of the record.
 *
 * @param label {@code person:PSEUDONYM} (43 characters of base64url), {@code system:NAME} or {@code anonymous}
 * @param role acted under, lower case with hyphens
 */
public record Actor(String label, String role) {

    private static final String PERSON = "person:";
    private static final String SYSTEM = "system:";
    private static final int PSEUDONYM = 43;
    private static final int LONGEST_NAME = 40;

    public Actor {
        if (!isLabel(label)) {
            throw new IllegalArgumentException(
                    "An actor's label is person:PSEUDONYM, system:NAME or anonymous, never a name");
        }
        if (!isName(role, 0)) {
            throw new IllegalArgumentException(
                    "A role is lower case letters, digits and hyphens, unlike '" + role + "'");
        }
    }

    /** {@code person:[A-Za-z0-9_-]{43}|system:NAME|anonymous}; the verifier asks for each leaf, so without a pattern. */
    private static boolean isLabel(String label) {
        if (!label.startsWith(PERSON)) {
            return label.equals("anonymous") || (label.startsWith(SYSTEM) && isName(label, SYSTEM.length()));
        }
        boolean fits = label.length() == PERSON.length() + PSEUDONYM;
        for (int i = PERSON.length(); fits && i < label.length(); i++) {
            char c = label.charAt(i);
            fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        }
        return fits;
    }

    /** {@code [a-z][a-z0-9-]{0,39}}. */
    private static boolean isName(String text, int begin) {
        int length = text.length() - begin;
        boolean fits = length > 0 && length <= LONGEST_NAME && text.charAt(begin) >= 'a';
        for (int i = begin; fits && i < text.length(); i++) {
            char c = text.charAt(i);
            fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        }
        return fits;
    }
}
