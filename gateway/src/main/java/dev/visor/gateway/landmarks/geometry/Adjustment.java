package dev.visor.gateway.landmarks.geometry;

/**
 * One step of Gauss and Newton towards the likeliest head, in which the camera, the movements and the soft field are unknown
 * together, and what the points look like after it. The field is linear and solved for anew each time.
 */
final class Adjustment {

    private final Weights weights;
    private final double scale;
    private final AdjustedAxis along;
    private final AdjustedAxis across;
    private final double[][] lower;
    private final double[] step;

    Adjustment(FaceShape shape, Seen seen, SoftEquations soft, Head head) {
        weights = soft.weights();
        scale = head.camera().scale();
        Linearised at = Linearised.around(head, shape, seen, weights.level());
        along = new AdjustedAxis(soft.along(), scale, at.along(), at.missAlong());
        across = new AdjustedAxis(soft.across(), scale, at.across(), at.missAcross());
        double[] prior = Linearised.prior(head, at.parameters());
        double[][] matrix = new double[prior.length][prior.length];
        double[] right = new double[prior.length];
        for (int k = 0; k < right.length; k++) {
            for (int l = 0; l <= k; l++) {
                matrix[k][l] = along.matrix(k, l) + across.matrix(k, l);
            }
            matrix[k][k] = matrix[k][k] * (1 + 1e-9) + Linearised.ridge(k);
            right[k] = along.right(k) + across.right(k) - prior[k];
        }
        lower = SymmetricMatrix.cholesky(matrix);
        step = SymmetricMatrix.solveFactored(lower, right);
    }

    /** Where to go from the head, as {@link Linearised} orders it. */
    double[] step() {
        return step.clone();
    }

    Residuals residuals(Seen seen) {
        double[][] fieldAlong = along.takenByField();
        double[][] fieldAcross = across.takenByField();
        return new Residuals(
                seen,
                weights,
                scale,
                new Residuals.Axis(
                        weights.along(), along.left(step), fieldAlong, along.takenByParameters(lower, fieldAlong)),
                new Residuals.Axis(
                        weights.across(),
                        across.left(step),
                        fieldAcross,
                        across.takenByParameters(lower, fieldAcross)));
    }
}
