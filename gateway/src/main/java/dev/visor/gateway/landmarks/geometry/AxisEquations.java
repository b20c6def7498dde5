package dev.visor.gateway.landmarks.geometry;

/**
 * The soft field's part of the normal equations along one axis of the picture. It depends on the points' weights alone and
 * not on where the head is, so that its factor serves all steps until a point is forgotten.
 */
final class AxisEquations {

    private final SoftField field;
    private final double[] weights;
    private final double[][] matrix;
    private double[][] lower;

    /** With each point's weight, which is read and not kept apart. */
    AxisEquations(SoftField field, double[] weights) {
        this.field = field;
        this.weights = weights;
        matrix = new double[field.size()][field.size()];
        for (int m = 0; m < matrix.length; m++) {
            // A mode's own variance is 1.
            matrix[m][m] = 1;
        }
        for (int i = 0; i < weights.length; i++) {
            add(i, weights[i]);
        }
        lower = SymmetricMatrix.cholesky(matrix);
    }

    private AxisEquations(AxisEquations like, double[] weights) {
        field = like.field;
        this.weights = weights;
        matrix = new double[like.matrix.length][];
        for (int m = 0; m < matrix.length; m++) {
            matrix[m] = like.matrix[m].clone();
        }
        for (int i = 0; i < weights.length; i++) {
            add(i, weights[i] - like.weights[i]);
        }
        lower = SymmetricMatrix.cholesky(matrix);
    }

    /** The same with other weights: quickly where few of them are others. */
    AxisEquations with(double[] others) {
        return new AxisEquations(this, others);
    }

    /** Leaves a point out that still has its weight. */
    void forget(int point) {
        add(point, -weights[point]);
        lower = SymmetricMatrix.cholesky(matrix);
    }

    private void add(int point, double weight) {
        if (weight == 0) {
            return;
        }
        double[] at = field.at(point);
        for (int m = 0; m < at.length; m++) {
            SymmetricMatrix.add(matrix[m], weight * at[m], at, m + 1);
        }
    }

    double[] weights() {
        return weights;
    }

    /** {@code L^-1 U'} of something by point. */
    double[] field(double[] of) {
        double[] sums = new double[matrix.length];
        // Point after point: unlike a sum along each mode, this runs over all modes at once in the processor's wide
        // registers.
        for (int i = 0; i < of.length; i++) {
            if (of[i] != 0) {
                SymmetricMatrix.add(sums, of[i], field.at(i));
            }
        }
        for (int m = 0; m < sums.length; m++) {
            sums[m] = (sums[m] - SymmetricMatrix.dot(lower[m], sums, m)) / lower[m][m];
        }
        return sums;
    }

    /** {@code U L^-T} of something by mode: what the field has at each point, in centimetres. */
    double[] places(double[] of) {
        double[] amounts = of.clone();
        SymmetricMatrix.back(lower, amounts);
        double[] places = new double[weights.length];
        for (int m = 0; m < amounts.length; m++) {
            SymmetricMatrix.add(places, amounts[m], field.mode(m));
        }
        return places;
    }

    /** {@code L^-1 U' W} by mode, then by point. */
    double[][] taken() {
        double[][] taken = new double[matrix.length][];
        for (int m = 0; m < taken.length; m++) {
            taken[m] = product(weights, field.mode(m));
            SymmetricMatrix.forward(lower, m, taken);
        }
        return taken;
    }

    static double[] product(double[] weights, double[] with) {
        double[] product = new double[with.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = weights[i] * with[i];
        }
        return product;
    }
}
