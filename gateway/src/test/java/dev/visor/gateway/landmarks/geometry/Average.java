package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.projects.LandmarkSchema;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The plain check that the others are held against: the average face, frontal, is laid over the points by a similarity, and a
 * point is misplaced that lies farther off than its whole spread allows, by the same false-alarm rate. It knows no pose, no
 * movements and no neighbours.
 */
final class Average {

    private static final double BY_CHANCE = 0.01;

    private final FaceShape shape;

    Average(LandmarkSchema schema) {
        shape = FaceShape.of(schema);
    }

    /** The indices in the schema of the points that it names. */
    Set<Integer> misplaced(List<Landmark> points) {
        Seen seen = Seen.of(shape, points);
        Set<Integer> misplaced = new TreeSet<>();
        if (seen.count() < 4) {
            return misplaced;
        }
        double[] weights = new double[shape.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = seen.placed(i) ? 1 / shape.variance(i) : 0;
        }
        Camera frontal = Camera.turned(0);
        Camera camera = Similarity.between(shape, frontal, seen, weights).applied(frontal);
        Head head = new Head(shape, camera, new double[shape.movements()]);
        double limit = 2 * Math.log(seen.count() / BY_CHANCE);
        for (int i = 0; i < weights.length; i++) {
            Vector at = head.seen(i);
            double off = Math.hypot(seen.x(i) - at.x(), seen.y(i) - at.y()) / camera.scale();
            if (seen.placed(i) && off * off / shape.variance(i) > limit) {
                misplaced.add(shape.points().get(i));
            }
        }
        return misplaced;
    }
}
