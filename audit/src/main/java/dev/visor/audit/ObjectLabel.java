package dev.visor.audit;

import java.util.UUID;

/**
 * What a record is about: a kind and a random identifier, never a name. A receipt lists the labels that it covers.
 *
 * @param value {@code kind:uuid}, at most 64 characters
 */
public record ObjectLabel(String value) {

    private static final int LONGEST_KIND = 27;
    private static final int UUID_LENGTH = 36;

    public ObjectLabel {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException("An object label is kind:uuid, not '" + value + "'");
        }
    }

    /** {@code [a-z][a-z-]{0,26}:[0-9a-f-]{36}}; the verifier asks for each object of each leaf, so without a pattern. */
    private static boolean wellFormed(String value) {
        int colon = value.length() - UUID_LENGTH - 1;
        if (colon < 1 || colon > LONGEST_KIND || value.charAt(colon) != ':' || value.charAt(0) == '-') {
            return false;
        }
        boolean fits = true;
        for (int i = 0; i < colon; i++) {
            char c = value.charAt(i);
            fits &= (c >= 'a' && c <= 'z') || c == '-';
        }
        for (int i = colon + 1; i < value.length(); i++) {
            char c = value.charAt(i);
            fits &= (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
        }
        return fits;
    }

    /** Makes the label of one object. */
    public static ObjectLabel of(String kind, UUID id) {
        return new ObjectLabel(kind + ":" + id);
    }

    /** What stands before the colon. */
    public String kind() {
        return value.substring(0, value.length() - UUID_LENGTH - 1);
    }

    /**
     * What stands behind it.
     *
     * @throws IllegalArgumentException if the dashes do not stand where a UUID has them
     */
    public UUID id() {
        return UUID.fromString(value.substring(value.length() - UUID_LENGTH));
    }

    @Override
    public String toString() {
        return value;
    }
}
