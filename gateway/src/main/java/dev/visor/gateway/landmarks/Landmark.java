package dev.visor.gateway.landmarks;

import dev.visor.redaction.geometry.ViewPoint;
import org.jspecify.annotations.Nullable;

/**
 * One point of an annotation, in view coordinates: continuous, corner-origin, view pixels.
 *
 * @param place where; null only in states that need no place
 * @param provenance how it came to its place; null where, and only where, it has none
 * @param reason why, in state {@link PointState#AMBIGUOUS}; may say why a point is not labelled; null otherwise
 */
public record Landmark(
        @Nullable ViewPoint place,
        PointState state,
        @Nullable Provenance provenance,
        @Nullable String reason) {

    public Landmark {
        if ((place == null) != (provenance == null)) {
            throw new IllegalArgumentException("A landmark with a place has a provenance, and no other");
        }
    }

    @Override
    public String toString() {
        return "Landmark[" + state.label() + "]";
    }
}
