package dev.visor.gateway.landmarks.geometry;

import java.util.stream.IntStream;

/**
 * How far each point lies from where all others have it, in deviations that count how unsure that is. The idea is that of
 * Baarda's data snooping ("A testing procedure for use in geodetic networks", 1968), which tests one measurement at a time by
 * {@code w = v / (sigma0 sqrt(q))}, its residual over that one's deviation, against the normal distribution at a level for each
 * test. Here a point's two axes are tested together, so the statistic is a sum of two squares (his test of several
 * measurements at once, and not {@code w}); variances come from a prior; and {@link GrossErrors} sets the level. None of his
 * limits or his figures of power are claimed. {@code Q} is the inverse of the points' whole covariance, in which all that
 * {@link Adjustment} solves for is unknown.
 */
final class Residuals {

    /** Half of all sound points lie below it: the median of chi-square with two degrees. */
    private static final double MEDIAN = 2 * Math.log(2);

    /** How many points' measurements the model's word for an annotator's care is worth. */
    private static final double KNOWN_CARE = 200;

    private final Seen seen;
    private final Weights weights;
    private final Axis along;
    private final Axis across;
    /** The blocks of {@code Q} for each point with itself. */
    private final double[] alongAlong;

    private final double[] alongAcross;
    private final double[] acrossAcross;

    Residuals(Seen seen, Weights weights, double scale, Axis along, Axis across) {
        this.seen = seen;
        this.weights = weights;
        this.along = along;
        this.across = across;
        alongAlong = along.own(scale);
        acrossAcross = across.own(scale);
        alongAcross = new double[alongAlong.length];
        for (int k = 0; k < along.byParameters.length; k++) {
            double[] one = along.byParameters[k];
            double[] other = across.byParameters[k];
            for (int i = 0; i < one.length; i++) {
                alongAcross[i] -= one[i] * other[i];
            }
        }
    }

    /** By how much the fit gets better without this point: of a sound one chi-square distributed with two degrees. */
    double without(int point) {
        if (!weights.counts(point)) {
            return 0;
        }
        double a = alongAlong[point];
        double b = alongAcross[point];
        double c = acrossAcross[point];
        double determinant = a * c - b * b;
        double x = along.left[point];
        double y = across.left[point];
        return determinant > 0 ? (c * x * x - 2 * b * x * y + a * y * y) / determinant : 0;
    }

    /**
     * By which factor this annotation's variances exceed the model's: of somebody careless more than 1, never less. It is told
     * by the points' median, which half of them being wrong does not carry away. What is known already holds it near 1: a point's
     * own miss counts as gross by the schema's deviations, whoever made it; only what its neighbours foretell gets unsure.
     */
    double care() {
        double[] all = IntStream.range(0, seen.size())
                .filter(weights::counts)
                .mapToDouble(this::without)
                .sorted()
                .toArray();
        if (all.length == 0) {
            return 1;
        }
        double count = Math.min(all.length, RobustStart.POINTS);
        return Math.max(1, (KNOWN_CARE + count * all[all.length / 2] / MEDIAN) / (KNOWN_CARE + count));
    }

    /** By how much the fit gets better when two points exchange their places; 0 where it does not. */
    double exchanged(int a, int b) {
        if (!weights.counts(a) || !weights.counts(b)) {
            return 0;
        }
        double right = seen.x(b) - seen.x(a);
        double upwards = seen.y(b) - seen.y(a);
        double x = weights.level().along(right, upwards);
        double y = weights.level().across(right, upwards);
        double linear = x * (along.left[a] - along.left[b]) + y * (across.left[a] - across.left[b]);
        // What is of second order only costs: without a gain of first order there is none.
        return linear < 0 ? Math.max(0, -2 * linear - own(a, x, y) - own(b, x, y) + 2 * between(a, b, x, y)) : 0;
    }

    private double own(int point, double x, double y) {
        return alongAlong[point] * x * x + 2 * alongAcross[point] * x * y + acrossAcross[point] * y * y;
    }

    /** The form of the block of {@code Q} for two points. */
    private double between(int a, int b, double x, double y) {
        double sum = x * x * products(along.byField, a, b) + y * y * products(across.byField, a, b);
        for (int k = 0; k < along.byParameters.length; k++) {
            double one = x * along.byParameters[k][a] + y * across.byParameters[k][a];
            double other = x * along.byParameters[k][b] + y * across.byParameters[k][b];
            sum += one * other;
        }
        return -sum;
    }

    private static double products(double[][] rows, int a, int b) {
        double sum = 0;
        for (double[] row : rows) {
            sum += row[a] * row[b];
        }
        return sum;
    }

    /** One axis of the picture: weights, {@code Q} times the misses, and what field and parameters take from the weights. */
    static final class Axis {

        private final double[] weights;
        private final double[] left;
        private final double[][] byField;
        private final double[][] byParameters;

        Axis(double[] weights, double[] left, double[][] byField, double[][] byParameters) {
            this.weights = weights;
            this.left = left;
            this.byField = byField;
            this.byParameters = byParameters;
        }

        private double[] own(double scale) {
            double[] own = new double[weights.length];
            SymmetricMatrix.add(own, 1 / (scale * scale), weights);
            subtractSquares(own, byField);
            subtractSquares(own, byParameters);
            return own;
        }

        private static void subtractSquares(double[] from, double[][] rows) {
            for (double[] row : rows) {
                for (int i = 0; i < from.length; i++) {
                    from[i] -= row[i] * row[i];
                }
            }
        }
    }
}
