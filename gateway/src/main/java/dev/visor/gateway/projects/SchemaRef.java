package dev.visor.gateway.projects;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One version of a landmark schema: points are counted by it, and by no other. A schema that Visor ships never changes under
 * its id and has the version 1 alone.
 *
 * @param id such as {@code ibug68}
 * @param version from 1
 */
public record SchemaRef(String id, int version) {

    private static final Pattern LABEL = Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*)(?:@([1-9]\\d{0,5}))?");

    public SchemaRef {
        if (version < 1) {
            throw new IllegalArgumentException("The versions of a schema are counted from 1");
        }
    }

    /**
     * How payloads, exports and the trail name it: by the id alone where Visor ships it, else as {@code eyes@2}.
     */
    public String label() {
        return LandmarkSchemas.ships(id) ? id : id + "@" + version;
    }

    /**
     * Reads a label; without a version it is the first.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SchemaRef labelled(String label) {
        Matcher parts = LABEL.matcher(label);
        if (!parts.matches()) {
            throw new IllegalArgumentException("A schema is named like ibug68, or eyes@2 for its second version");
        }
        return new SchemaRef(parts.group(1), parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2)));
    }
}
