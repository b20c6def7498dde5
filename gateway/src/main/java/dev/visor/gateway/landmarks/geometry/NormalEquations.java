package dev.visor.gateway.landmarks.geometry;

/**
 * The equations of one step of Gauss and Newton towards the likeliest head, and what the points look like after it: with
 * {@code Q} the inverse of the points' whole covariance, in which camera and movements are unknown too.
 */
final class NormalEquations {

    private final Linearised at;
    private final double[][] matrix;
    private final double[] right;
    private final double[][] weightedRight;
    private final double[][] weightedUpwards;

    /** With each point for itself: {@code weights} are in 1 / square pixels. */
    NormalEquations(Linearised at, Head head, double[] weights) {
        this.at = at;
        weightedRight = new double[at.parameters()][];
        weightedUpwards = new double[at.parameters()][];
        for (int k = 0; k < at.parameters(); k++) {
            weightedRight[k] = product(weights, at.right(k));
            weightedUpwards[k] = product(weights, at.upwards(k));
        }
        matrix = made();
        right = right(head);
    }

    /** With the points' covariances. */
    NormalEquations(Linearised at, Head head, Precision precision) {
        this.at = at;
        weightedRight = new double[at.parameters()][];
        weightedUpwards = new double[at.parameters()][];
        double scale = head.camera().scale();
        for (int k = 0; k < at.parameters(); k++) {
            weightedRight[k] = product(precision, scale, at.right(k));
            weightedUpwards[k] = product(precision, scale, at.upwards(k));
        }
        matrix = made();
        right = right(head);
    }

    /** Where to go from the head. */
    double[] step() {
        return SymmetricMatrix.solve(matrix, right);
    }

    double[][] matrix() {
        return matrix;
    }

    private double[][] made() {
        int count = at.parameters();
        double[][] made = new double[count][count];
        for (int k = 0; k < count; k++) {
            for (int l = 0; l <= k; l++) {
                made[k][l] = SymmetricMatrix.dot(weightedRight[k], at.right(l))
                        + SymmetricMatrix.dot(weightedUpwards[k], at.upwards(l));
                made[l][k] = made[k][l];
            }
            made[k][k] = made[k][k] * (1 + 1e-9) + Linearised.ridge(k);
        }
        return made;
    }

    /** The weighted changes of the points' x with a parameter. */
    double[] weightedRight(int parameter) {
        return weightedRight[parameter];
    }

    double[] weightedUpwards(int parameter) {
        return weightedUpwards[parameter];
    }

    private double[] right(Head head) {
        double[] prior = Linearised.prior(head, at.parameters());
        double[] made = new double[at.parameters()];
        for (int k = 0; k < made.length; k++) {
            made[k] = SymmetricMatrix.dot(weightedRight[k], at.missRight())
                    + SymmetricMatrix.dot(weightedUpwards[k], at.missUpwards())
                    - prior[k];
        }
        return made;
    }

    private static double[] product(double[] weights, double[] with) {
        double[] product = new double[with.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = weights[i] * with[i];
        }
        return product;
    }

    static double[] product(Precision precision, double scale, double[] with) {
        double[] product = new double[with.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = SymmetricMatrix.dot(precision.row(i), with) / (scale * scale);
        }
        return product;
    }
}
