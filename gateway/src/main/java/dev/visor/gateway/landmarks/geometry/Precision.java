package dev.visor.gateway.landmarks.geometry;

/**
 * The inverse of the covariance of points along one axis, in 1 / square centimetres. A point can be forgotten, as if it had
 * not been placed, or be trusted less; both cost a square of the number of points.
 */
final class Precision {

    private final double[][] inverse;

    private Precision(double[][] inverse) {
        this.inverse = inverse;
    }

    /**
     * That of all points of a shape.
     *
     * @param pixel variance of a place by the picture's pixels alone, in square centimetres
     */
    static Precision of(FaceShape shape, double pixel) {
        int count = shape.size();
        double[][] covariance = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                covariance[i][j] = shape.covariance(i, j) + (i == j ? pixel : 0);
            }
        }
        return new Precision(SymmetricMatrix.inverse(covariance));
    }

    Precision copy() {
        double[][] rows = new double[inverse.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = inverse[i].clone();
        }
        return new Precision(rows);
    }

    double[] row(int point) {
        return inverse[point];
    }

    /** Whether the point still counts. */
    boolean counts(int point) {
        return inverse[point][point] > 0;
    }

    void forget(int point) {
        if (counts(point)) {
            reduce(point, 1 / inverse[point][point]);
            for (int i = 0; i < inverse.length; i++) {
                inverse[point][i] = 0;
                inverse[i][point] = 0;
            }
        }
    }

    /**
     * Trusts a point less.
     *
     * @param variance by how much its variance grows, in square centimetres
     */
    void loosen(int point, double variance) {
        if (counts(point)) {
            reduce(point, variance / (1 + variance * inverse[point][point]));
        }
    }

    /** Sherman and Morrison's formula. */
    private void reduce(int point, double factor) {
        double[] column = inverse[point].clone();
        for (int i = 0; i < column.length; i++) {
            double share = factor * column[i];
            if (share != 0) {
                double[] row = inverse[i];
                for (int j = 0; j < column.length; j++) {
                    row[j] -= share * column[j];
                }
            }
        }
    }
}
