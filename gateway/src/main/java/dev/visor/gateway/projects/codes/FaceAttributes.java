package dev.visor.gateway.projects.codes;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of a face that a project may ask for. The list never changes under its id.
 *
 * @param id such as {@code attributes-1}
 */
public record FaceAttributes(String id, List<FaceAttribute> attributes) {

    private static final FaceAttributes SHIPPED = read(StrictJson.shipped("attributes.json"));

    public FaceAttributes {
        attributes = List.copyOf(attributes);
        Set<String> ids = new HashSet<>();
        for (FaceAttribute attribute : attributes) {
            if (!ids.add(attribute.id())) {
                throw new IllegalArgumentException("Two attributes are called " + attribute.id());
            }
        }
    }

    /**
     * Reads a list of attributes.
     *
     * @throws IllegalArgumentException if a name is there twice, or a field is missing
     */
    static FaceAttributes read(byte[] json) {
        return StrictJson.read(json, FaceAttributes.class);
    }

    /** Those that there are. */
    public static FaceAttributes shipped() {
        return SHIPPED;
    }

    /** The attribute of that name. */
    public static Optional<FaceAttribute> named(String id) {
        return SHIPPED.attributes.stream()
                .filter(attribute -> attribute.id().equals(id))
                .findFirst();
    }

    /**
     * Something before or on a face.
     *
     * @param id in requests, payloads and exports
     * @param name for people
     * @param kinds of which kind it can be, where that is asked; else none
     * @param shows what it is and when it is full, in one sentence without its end
     */
    public record FaceAttribute(String id, String name, List<String> kinds, String shows) {

        public FaceAttribute {
            kinds = List.copyOf(kinds);
            if (!id.matches("[a-z]+(-[a-z]+)*") || name.isBlank() || shows.isBlank()) {
                throw new IllegalArgumentException("An attribute has an id like hair-over-eye, a name and a sentence");
            }
            if (new HashSet<>(kinds).size() != kinds.size() || kinds.size() == 1) {
                throw new IllegalArgumentException("An attribute is of no kind, or of one of several: " + id);
            }
        }
    }
}
