package dev.visor.gateway.projects;

import dev.visor.gateway.access.Refused;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a project asks of points when they are handed in, beyond their schema.
 *
 * @param occluded what becomes of points that are not seen
 * @param required the keys of the points that may not be missing without a reason, each once
 */
public record PointRules(Occluded occluded, List<String> required) {

    /** Asks for nothing. */
    static final PointRules NONE = new PointRules(Occluded.AS_FOUND, List.of());

    public PointRules {
        required = List.copyOf(required);
    }

    /** Which required points a version of the schema has not, by key. */
    List<String> missing(LandmarkSchema schema) {
        List<String> keys = schema.details().stream().map(PointDetail::key).toList();
        return required.stream().filter(key -> !keys.contains(key)).toList();
    }

    /** The names that the required points have in a version of the schema, in its order. */
    public List<String> names(LandmarkSchema schema) {
        return IntStream.range(0, schema.size())
                .filter(point -> requires(schema, point))
                .mapToObj(schema.points()::get)
                .toList();
    }

    /** Whether a point of the schema may not be missing without a reason. */
    public boolean requires(LandmarkSchema schema, int point) {
        return required.contains(schema.details().get(point).key());
    }

    /**
     * Reads what a new project asks for.
     *
     * @throws Refused (400) if a word or a point is unknown
     */
    static PointRules wanted(NewProject.@Nullable NewRules wanted, LandmarkSchema schema) {
        if (wanted == null) {
            return NONE;
        }
        Occluded occluded;
        try {
            occluded = wanted.occluded() == null ? Occluded.AS_FOUND : Occluded.named(wanted.occluded());
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("unknown-point-rule", e.getMessage() + ".");
        }
        List<String> unknown = wanted.required().stream()
                .filter(name -> !schema.points().contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw Refused.badRequest(
                    "unknown-required-point", "The schema has no such points as some that are required.");
        }
        return new PointRules(
                occluded,
                wanted.required().stream()
                        .distinct()
                        .map(name -> schema.details()
                                .get(schema.points().indexOf(name))
                                .key())
                        .toList());
    }

    /** What becomes of points that are not seen. */
    public enum Occluded {
        /** The annotator decides. */
        AS_FOUND("as-found"),
        /** Only a point that is seen has a place. */
        VISIBLE_ONLY("visible-only"),
        /** A point that is hidden is placed where it should lie. */
        ESTIMATE("estimate-occluded");

        private final String id;

        Occluded(String id) {
            this.id = id;
        }

        /** The name in requests, answers and the database. */
        public String id() {
            return id;
        }

        /**
         * Finds a rule by its name.
         *
         * @throws IllegalArgumentException if there is none
         */
        static Occluded named(String id) {
            return Stream.of(values())
                    .filter(rule -> rule.id.equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Points that are not seen are "
                            + Stream.of(values()).map(Occluded::id).collect(Collectors.joining(", "))));
        }
    }
}
