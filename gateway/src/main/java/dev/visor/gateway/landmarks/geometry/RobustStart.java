package dev.visor.gateway.landmarks.geometry;

import java.util.stream.IntStream;

/**
 * Finds the head that most of the points agree on, however wrong the others are: from several yaws, by weights that fall with
 * a point's miss (Cauchy's), each point for itself. {@link GrossErrors} looks more closely from there.
 */
final class RobustStart {

    /** Where Cauchy's weights are a half: the square of a miss, in variances. */
    private static final double HALF = 6;

    /** The same in the first steps, in which sound points are far off, too; from step to step it falls by a half. */
    private static final double FIRST_HALF = 400;

    /** Some 24 movements have a sum of squares of 24 on average; by chance it exceeds this once in 10^11 heads. */
    private static final double NO_HEAD = 110;

    private static final double[] YAWS = {0, 45, -45};
    private static final int STEPS = 12;
    /** Smaller steps than that lead nowhere: parameters are in radians and in standard deviations. */
    private static final double STILL = 0.01;

    /** A head is started from so many points at most: more of a dense schema say the same again. */
    static final int POINTS = 96;

    private final FaceShape shape;
    private final Seen seen;
    private final double[] variances;
    /** The points that the start goes by; the cost counts all. */
    private final int[] some;

    RobustStart(FaceShape shape, Seen seen) {
        this.shape = shape;
        this.seen = seen;
        variances = new double[shape.size()];
        for (int i = 0; i < variances.length; i++) {
            variances[i] = shape.spread(i) * (seen.guessed(i) ? 4 : 1);
        }
        some = IntStream.concat(shape.soft().telling().stream().mapToInt(i -> i), IntStream.range(0, shape.size()))
                .distinct()
                .filter(seen::placed)
                .limit(POINTS)
                .toArray();
    }

    Head find() {
        Head best = refined(start(YAWS[0]));
        double least = cost(best);
        for (int i = 1; i < YAWS.length; i++) {
            Head head = refined(start(YAWS[i]));
            double cost = cost(head);
            if (cost < least) {
                best = head;
                least = cost;
            }
        }
        return best;
    }

    /**
     * What the points' misses and the head cost together. A head that looks away from the viewer or straight up or down, or
     * that differs from the average as no other does, costs without end: turned inside out, a face is its own mirror image, and
     * seen from below it is a line.
     */
    double cost(Head head) {
        Camera camera = head.camera();
        if (camera.front().z() < -0.1 || Math.abs(camera.up().z()) > 0.95 || !(head.cost() < NO_HEAD)) {
            return Double.POSITIVE_INFINITY;
        }
        double cost = head.cost();
        for (int i = 0; i < shape.size(); i++) {
            cost += seen.placed(i) ? cost(head, i, seen.x(i), seen.y(i)) : 0;
        }
        return cost;
    }

    /** What it costs that a point lies there. */
    double cost(Head head, int point, double x, double y) {
        return HALF * Math.log1p(square(head, point, x, y) / HALF);
    }

    private double square(Head head, int point, double x, double y) {
        Vector at = head.seen(point);
        double right = x - at.x();
        double upwards = y - at.y();
        double scale = head.camera().scale();
        return (right * right + upwards * upwards) / (scale * scale * variance(head, point));
    }

    private double variance(Head head, int point) {
        return variances[point] + slack(shape, head, point);
    }

    /**
     * By how much the variance of a point on the border of the face grows where that is turned away, in square centimetres:
     * what is seen there is the edge of the cheek, and some place the point on that.
     */
    static double slack(FaceShape shape, Head head, int point) {
        if (!shape.border(point)) {
            return 0;
        }
        double away = 2.5 * Math.clamp(0.15 - head.facing(point), 0, 1);
        return away * away;
    }

    private Head refined(Head start) {
        Head head = start;
        double half = FIRST_HALF;
        for (int step = 0; step < STEPS; step++) {
            double[] to = step(head, half);
            head = head.moved(to);
            if (half == HALF && Linearised.still(to, head.camera().scale(), STILL)) {
                return head;
            }
            half = Math.max(HALF, half / 2);
        }
        return head;
    }

    private double[] step(Head head, double half) {
        Linearised at = Linearised.around(head, shape, seen, some);
        double[] weights = new double[some.length];
        double scale = head.camera().scale();
        for (int i = 0; i < some.length; i++) {
            double square = square(head, some[i], seen.x(some[i]), seen.y(some[i]));
            weights[i] = 1 / (scale * scale * variance(head, some[i]) * (1 + square / half));
        }
        return new NormalEquations(at, head, weights).step();
    }

    /** The mean face turned so, laid over the points by turning it in the picture's plane, scaling and shifting. */
    private Head start(double yaw) {
        Camera camera = Camera.turned(yaw);
        double[] amounts = new double[shape.movements()];
        double[] weights = new double[shape.size()];
        for (int i : some) {
            weights[i] = 1 / variances[i];
        }
        Head head = new Head(shape, camera, amounts);
        for (int round = 0; round < 5; round++) {
            head = new Head(
                    shape, Similarity.between(shape, camera, seen, weights).applied(camera), amounts);
            for (int i : some) {
                double square = square(head, i, seen.x(i), seen.y(i));
                weights[i] = 1 / (variances[i] * (1 + square / HALF));
            }
        }
        return head;
    }
}
