package dev.visor.gateway.projects;

import dev.visor.gateway.access.Refused;
import dev.visor.policies.ViewProfile;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        return IntStream.range(0, schema.size())
                .filter(point -> said(schema, point).anyMatch(name -> hides(profile.shape(), name)))
                .mapToObj(schema.points()::get)
                .toList();
    }

    /**
     * Stops a project whose points nobody could place.
     *
     * @throws Refused (400) naming them
     */
    static void requireShown(LandmarkSchema schema, ViewProfile profile) {
        List<String> hidden = of(schema, profile);
        if (!hidden.isEmpty()) {
            throw Refused.badRequest(
                    "points-always-hidden",
                    "A view of " + profile.name() + " never shows these points of " + schema.id() + ": "
                            + String.join(", ", hidden) + ".");
        }
    }

    /** A tenant's own point is also what it says that it is: an ear by another name is hidden like an ear. */
    private static Stream<String> said(LandmarkSchema schema, int point) {
        PointDetail detail = schema.details().get(point);
        PointDetail.Between between = detail.between();
        return Stream.of(
                        schema.points().get(point),
                        detail.place(),
                        between == null ? null : between.from(),
                        between == null ? null : between.to())
                .filter(Objects::nonNull);
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
