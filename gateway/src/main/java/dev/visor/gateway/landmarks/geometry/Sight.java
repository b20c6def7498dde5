package dev.visor.gateway.landmarks.geometry;

import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.HeadPose;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the picture that points are placed on.
 *
 * @param shows whether the picture under a place of the view is shown
 * @param pose which way the head is turned, as the redaction saw it; null where it could not tell
 */
public record Sight(Predicate<ViewPoint> shows, @Nullable HeadPose pose) {

    @Override
    public String toString() {
        return "Sight[]";
    }
}
