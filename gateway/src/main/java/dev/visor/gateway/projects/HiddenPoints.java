package dev.visor.gateway.projects;

import dev.visor.policies.ViewProfile;
import java.util.List;
import java.util.Set;

/**
 * Which points of a schema lie on parts of the body that a profile does not set out to show, though its margin may let some
 * of an ear be seen. Nobody could place them, and a guess would pass for an annotation.
 */
final class HiddenPoints {

    private static final Set<String> EARS = Set.of("ear");

    private static final Set<String> UPPER_BODY = Set.of("shoulder", "elbow", "wrist", "hand", "hip");

    private static final Set<String> LEGS = Set.of("knee", "ankle", "heel", "toe");

    private HiddenPoints() {}

    /** The names of the points, in the schema's order. */
    static List<String> of(LandmarkSchema schema, ViewProfile profile) {
        return schema.points().stream()
                .filter(point -> hides(profile.shape(), point))
                .toList();
    }

    private static boolean hides(String shape, String point) {
        Set<String> words = Set.copyOf(List.of(point.split("-", -1)));
        return switch (shape) {
            case "face-oval", "face-box" -> any(words, EARS) || any(words, UPPER_BODY) || any(words, LEGS);
            // Beside the face, hair is shown as far down as the nose, where the lobes begin.
            case "face-and-hair" -> words.contains("lobe") || any(words, UPPER_BODY) || any(words, LEGS);
            case "head" -> any(words, UPPER_BODY) || any(words, LEGS);
            case "upper-body" -> any(words, LEGS);
            default -> throw new IllegalArgumentException("It is not known what a view of this shape shows: " + shape);
        };
    }

    private static boolean any(Set<String> words, Set<String> parts) {
        return parts.stream().anyMatch(words::contains);
    }
}
