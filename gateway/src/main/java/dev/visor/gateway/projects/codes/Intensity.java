package dev.visor.gateway.projects.codes;

import java.util.Arrays;
import java.util.Optional;

/** How much of a movement is seen: the five steps of FACS, which are no equal parts of a scale. */
public enum Intensity {
    /** A trace. */
    A,
    /** Slight. */
    B,
    /** Marked or pronounced: the widest step. */
    C,
    /** Severe or extreme. */
    D,
    /** As much as there can be. */
    E;

    /** The intensity of that letter. */
    public static Optional<Intensity> named(String letter) {
        return Arrays.stream(values())
                .filter(step -> step.name().equals(letter))
                .findFirst();
    }
}
