package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.HeadPose;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The points that an annotator starts from, and what is known of them.
 *
 * @param points in the order of the places that were asked for, in view pixels; may lie outside the view
 * @param deviations for each point the standard deviation along each axis, in view pixels, more than 0; none at all where
 *     nobody can tell
 * @param pose which way the head is turned in the upright picture; null where no face could be read
 */
public record SuggestedPoints(
        List<ViewPoint> points,
        List<Double> deviations,
        @Nullable HeadPose pose) {

    public SuggestedPoints {
        points = List.copyOf(points);
        deviations = List.copyOf(deviations);
        if (!deviations.isEmpty() && deviations.size() != points.size()) {
            throw new IllegalArgumentException("Each suggested point has a deviation, or none has");
        }
        for (double deviation : deviations) {
            if (!(deviation > 0 && Double.isFinite(deviation))) {
                throw new IllegalArgumentException("A deviation is finite and more than 0");
            }
        }
    }

    /** Points of which nothing else is known. */
    public static SuggestedPoints unsure(List<ViewPoint> points) {
        return new SuggestedPoints(points, List.of(), null);
    }

    @Override
    public String toString() {
        return "SuggestedPoints[]";
    }
}
