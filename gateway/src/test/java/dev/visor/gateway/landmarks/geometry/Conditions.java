package dev.visor.gateway.landmarks.geometry;

import java.util.List;

/**
 * How simulated people are photographed and how annotators miss.
 *
 * @param first the first of the seeds, which no other conditions have, nor the tests
 * @param schemas what is annotated
 */
record Conditions(String name, Photographs photographs, Annotators annotators, int first, List<String> schemas) {

    /** What the tests hold. */
    static final Conditions NORMAL = development("normal", Photographs.EVEN, Annotators.NORMAL, 1);

    /** Those by which the checks are made: limits and laws may be chosen by what they show. */
    static final List<Conditions> DEVELOPMENT = List.of(
            NORMAL,
            development("laplace", Photographs.FRONTAL, Annotators.LAPLACE, 7001),
            development("student", Photographs.EVEN, Annotators.STUDENT, 101),
            development("contaminated", Photographs.FRONTAL, Annotators.CONTAMINATED, 201),
            development("outlying", Photographs.EVEN, Annotators.OUTLYING, 301));

    /**
     * Written down before anything was measured under them: seeds, laws, poses and sizes that nothing was looked at with, and of
     * the schemas none by which anything was chosen here.
     */
    static final Conditions HELD_OUT = new Conditions(
            "held-out",
            Photographs.OTHER,
            Annotators.MIXED,
            91001,
            List.of("wflw98", "lapa106", "ibug51", "micro67", "aflw21", "mediapipe478"));

    Conditions {
        schemas = List.copyOf(schemas);
    }

    private static Conditions development(String name, Photographs photographs, Annotators annotators, int first) {
        return new Conditions(
                name, photographs, annotators, first, List.of("ibug68", "cofw29", "aflw19", "mediapipe468"));
    }
}
