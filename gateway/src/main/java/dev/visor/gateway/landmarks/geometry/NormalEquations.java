package dev.visor.gateway.landmarks.geometry;

/**
 * The equations of one step of Gauss and Newton towards the likeliest head with each point for itself, as a robust start needs
 * them; {@link Adjustment} has those in which neighbours go together.
 */
final class NormalEquations {

    private final Linearised at;
    private final double[][] matrix;
    private final double[] right;
    private final double[][] weightedAlong;
    private final double[][] weightedAcross;

    /** With {@code weights} in 1 / square pixels. */
    NormalEquations(Linearised at, Head head, double[] weights) {
        this.at = at;
        weightedAlong = new double[at.parameters()][];
        weightedAcross = new double[at.parameters()][];
        for (int k = 0; k < at.parameters(); k++) {
            weightedAlong[k] = AxisEquations.product(weights, at.along()[k]);
            weightedAcross[k] = AxisEquations.product(weights, at.across()[k]);
        }
        matrix = made();
        right = right(head);
    }

    /** Where to go from the head. */
    double[] step() {
        return SymmetricMatrix.solve(matrix, right);
    }

    private double[][] made() {
        int count = at.parameters();
        double[][] made = new double[count][count];
        for (int k = 0; k < count; k++) {
            for (int l = 0; l <= k; l++) {
                made[k][l] = SymmetricMatrix.dot(weightedAlong[k], at.along()[l])
                        + SymmetricMatrix.dot(weightedAcross[k], at.across()[l]);
            }
            made[k][k] = made[k][k] * (1 + 1e-9) + Linearised.ridge(k);
        }
        return made;
    }

    private double[] right(Head head) {
        double[] prior = Linearised.prior(head, at.parameters());
        double[] made = new double[at.parameters()];
        for (int k = 0; k < made.length; k++) {
            made[k] = SymmetricMatrix.dot(weightedAlong[k], at.missAlong())
                    + SymmetricMatrix.dot(weightedAcross[k], at.missAcross())
                    - prior[k];
        }
        return made;
    }
}
