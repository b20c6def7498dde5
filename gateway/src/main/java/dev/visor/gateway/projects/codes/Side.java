package dev.visor.gateway.projects.codes;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** On which side of the face a movement is. The subject's own: {@code left} is what a picture shows on its right. */
public enum Side {
    /** The subject's left. */
    LEFT,
    /** The subject's right. */
    RIGHT,
    /** Both alike. */
    BILATERAL;

    /** The side of that name. */
    public static Optional<Side> named(String name) {
        return Arrays.stream(values()).filter(side -> side.label().equals(name)).findFirst();
    }

    /** The name in requests, payloads and exports. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The halves of the face that it takes in. */
    public List<Side> halves() {
        return this == BILATERAL ? List.of(LEFT, RIGHT) : List.of(this);
    }
}
