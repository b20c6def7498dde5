package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.landmarks.PointState;
import dev.visor.redaction.geometry.ViewPoint;
import java.util.List;

/** Where the points of a shape were placed, in view pixels to the right and upwards, along the shape's list. */
final class Seen {

    private final double[] x;
    private final double[] y;
    private final boolean[] placed;
    private final boolean[] guessed;

    private Seen(double[] x, double[] y, boolean[] placed, boolean[] guessed) {
        this.x = x;
        this.y = y;
        this.placed = placed;
        this.guessed = guessed;
    }

    static Seen of(FaceShape shape, List<Landmark> points) {
        int count = shape.size();
        Seen seen = new Seen(new double[count], new double[count], new boolean[count], new boolean[count]);
        for (int i = 0; i < count; i++) {
            Landmark point = points.get(shape.points().get(i));
            ViewPoint place = point.place();
            if (place != null) {
                seen.x[i] = place.x();
                seen.y[i] = -place.y();
                seen.placed[i] = true;
                seen.guessed[i] = point.state() != PointState.VISIBLE;
            }
        }
        return seen;
    }

    int size() {
        return x.length;
    }

    double x(int point) {
        return x[point];
    }

    double y(int point) {
        return y[point];
    }

    boolean placed(int point) {
        return placed[point];
    }

    /** Whether nobody saw the point, so that its place is an estimate. */
    boolean guessed(int point) {
        return guessed[point];
    }

    int count() {
        int count = 0;
        for (boolean one : placed) {
            count += one ? 1 : 0;
        }
        return count;
    }

    double distance(int a, int b) {
        return Math.hypot(x[a] - x[b], y[a] - y[b]);
    }

    /**
     * The same places under other names.
     *
     * @param from for each point whose place it gets
     */
    Seen renamed(int[] from) {
        int count = size();
        Seen renamed = new Seen(new double[count], new double[count], new boolean[count], new boolean[count]);
        for (int i = 0; i < count; i++) {
            renamed.x[i] = x[from[i]];
            renamed.y[i] = y[from[i]];
            renamed.placed[i] = placed[from[i]];
            renamed.guessed[i] = guessed[from[i]];
        }
        return renamed;
    }
}
