package dev.visor.gateway.landmarks.geometry;

/**
 * How far each point lies from where all others have it, in deviations that count how unsure that is: the statistics of
 * Baarda's data snooping ("A testing procedure for use in geodetic networks", 1968), with two axes for each point.
 */
final class Residuals {

    private final Seen seen;
    private final Precision precision;
    private final double scale;
    /** {@code Q} times the places. */
    private final double[] right;

    private final double[] upwards;
    /** Rows of the lower triangle's inverse times the weighted changes; their products are what the fit takes from Q. */
    private final double[][] takenRight;

    private final double[][] takenUpwards;

    private Residuals(Seen seen, Precision precision, double scale, Linearised at, NormalEquations equations) {
        this.seen = seen;
        this.precision = precision;
        this.scale = scale;
        right = NormalEquations.product(precision, scale, at.missRight());
        upwards = NormalEquations.product(precision, scale, at.missUpwards());
        double[][] lower = SymmetricMatrix.cholesky(equations.matrix());
        int points = at.points();
        takenRight = new double[points][lower.length];
        takenUpwards = new double[points][lower.length];
        for (int k = 0; k < lower.length; k++) {
            for (int i = 0; i < points; i++) {
                takenRight[i][k] = taken(lower, k, takenRight[i], equations.weightedRight(k)[i]);
                takenUpwards[i][k] = taken(lower, k, takenUpwards[i], equations.weightedUpwards(k)[i]);
            }
        }
    }

    static Residuals of(FaceShape shape, Head head, Seen seen, Precision precision) {
        Linearised at = Linearised.around(head, shape, seen);
        return new Residuals(seen, precision, head.camera().scale(), at, new NormalEquations(at, head, precision));
    }

    private static double taken(double[][] lower, int k, double[] before, double value) {
        double sum = value;
        for (int l = 0; l < k; l++) {
            sum -= lower[k][l] * before[l];
        }
        return sum / lower[k][k];
    }

    /** By how much the fit gets better without this point: of a sound one chi-square distributed with two degrees. */
    double without(int point) {
        if (!precision.counts(point)) {
            return 0;
        }
        double[] q = q(point, point);
        double determinant = q[0] * q[3] - q[1] * q[2];
        double x = right[point];
        double y = upwards[point];
        return determinant > 0 ? (q[3] * x * x - 2 * q[1] * x * y + q[0] * y * y) / determinant : 0;
    }

    /** By how much the fit gets better when two points exchange their places; negative where it gets worse. */
    double exchanged(int a, int b) {
        if (!precision.counts(a) || !precision.counts(b)) {
            return 0;
        }
        double x = seen.x(b) - seen.x(a);
        double y = seen.y(b) - seen.y(a);
        double linear = x * (right[a] - right[b]) + y * (upwards[a] - upwards[b]);
        double square = form(q(a, a), x, y) + form(q(b, b), x, y) - form(q(a, b), x, y) - form(q(b, a), x, y);
        return -2 * linear - square;
    }

    private static double form(double[] q, double x, double y) {
        return q[0] * x * x + (q[1] + q[2]) * x * y + q[3] * y * y;
    }

    /** The block of Q for two points, row by row, in 1 / square pixels. */
    private double[] q(int a, int b) {
        double own = precision.row(a)[b] / (scale * scale);
        return new double[] {
            own - SymmetricMatrix.dot(takenRight[a], takenRight[b]),
            -SymmetricMatrix.dot(takenRight[a], takenUpwards[b]),
            -SymmetricMatrix.dot(takenUpwards[a], takenRight[b]),
            own - SymmetricMatrix.dot(takenUpwards[a], takenUpwards[b])
        };
    }
}
