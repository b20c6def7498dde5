package dev.visor.gateway.landmarks;

import dev.visor.redaction.geometry.ViewPoint;
import org.jspecify.annotations.Nullable;

/**
 * One point of an annotation, in view coordinates: continuous, corner-origin, view pixels.
 *
 * @param place where; null only in states that need no place
 * @param reason why, in state {@link PointState#AMBIGUOUS}; null otherwise
 */
public record Landmark(
        @Nullable ViewPoint place,
        PointState state,
        Provenance provenance,
        @Nullable String reason) {

    @Override
    public String toString() {
        return "Landmark[" + state.label() + "]";
    }
}
