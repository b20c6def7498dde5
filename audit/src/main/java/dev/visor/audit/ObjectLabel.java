package dev.visor.audit;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a record is about: a kind and a random identifier, never a name. A receipt lists the labels that it covers.
 *
 * @param value {@code kind:uuid}, at most 64 characters
 */
public record ObjectLabel(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z-]{0,26}:[0-9a-f-]{36}");

    public ObjectLabel {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("An object label is kind:uuid, not '" + value + "'");
        }
    }

    /** Makes the label of one object. */
    public static ObjectLabel of(String kind, UUID id) {
        return new ObjectLabel(kind + ":" + id);
    }

    @Override
    public String toString() {
        return value;
    }
}
