package dev.visor.gateway.landmarks;

import com.fasterxml.jackson.annotation.JsonValue;

/** What the holder of a task is to do with it. */
enum Turn {
    /** Place points, or go on with what was placed. */
    PLACE("place"),
    /** The same, after a reviewer returned what was handed in: the remarks say why. */
    RETURNED("returned"),
    /** Look at what somebody else handed in: accept it, mend it, or return it with remarks. */
    SECOND_LOOK("second-look");

    private final String label;

    Turn(String label) {
        this.label = label;
    }

    @JsonValue
    String label() {
        return label;
    }
}
