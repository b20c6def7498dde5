package dev.visor.gateway.landmarks.geometry;

/**
 * What one axis of the picture says of a head's camera and movements, with the soft field taken out of it.
 */
final class AdjustedAxis {

    private final AxisEquations soft;
    private final double scale;
    private final double[][] changes;
    private final double[] miss;
    private final double[][] weighted;
    /** By parameter: what of its change the field could make. */
    private final double[][] ofField;

    private final double[] missOfField;

    /**
     * Around a head.
     *
     * @param scale pixels for a centimetre
     * @param changes by parameter, then by point, in pixels
     * @param miss by point, in pixels
     */
    AdjustedAxis(AxisEquations soft, double scale, double[][] changes, double[] miss) {
        this.soft = soft;
        this.scale = scale;
        this.changes = changes;
        this.miss = miss;
        weighted = new double[changes.length][];
        ofField = new double[changes.length][];
        for (int k = 0; k < changes.length; k++) {
            weighted[k] = AxisEquations.product(soft.weights(), changes[k]);
            ofField[k] = soft.field(weighted[k]);
        }
        missOfField = soft.field(AxisEquations.product(soft.weights(), miss));
    }

    /** What the axis adds to the normal equations' matrix for two parameters. */
    double matrix(int k, int l) {
        return (SymmetricMatrix.dot(weighted[k], changes[l]) - SymmetricMatrix.dot(ofField[k], ofField[l]))
                / (scale * scale);
    }

    /** What it adds to their right side. */
    double right(int k) {
        return (SymmetricMatrix.dot(weighted[k], miss) - SymmetricMatrix.dot(ofField[k], missOfField))
                / (scale * scale);
    }

    /** The weighted misses that stay after a step, field and all, in 1 / pixels. */
    double[] left(double[] step) {
        double[] left = miss.clone();
        double[] field = missOfField.clone();
        for (int k = 0; k < step.length; k++) {
            SymmetricMatrix.add(left, -step[k], changes[k]);
            SymmetricMatrix.add(field, -step[k], ofField[k]);
        }
        SymmetricMatrix.add(left, -1, soft.places(field));
        double[] weights = soft.weights();
        for (int i = 0; i < left.length; i++) {
            left[i] *= weights[i] / (scale * scale);
        }
        return left;
    }

    /** What the field takes from the weights, by mode and point, in 1 / pixels. */
    double[][] takenByField() {
        double[][] taken = soft.taken();
        for (double[] mode : taken) {
            for (int i = 0; i < mode.length; i++) {
                mode[i] /= scale;
            }
        }
        return taken;
    }

    /**
     * What the parameters take besides.
     *
     * @param lower the factor of the normal equations' matrix
     * @param byField what the field takes
     */
    double[][] takenByParameters(double[][] lower, double[][] byField) {
        double[][] taken = new double[changes.length][];
        for (int k = 0; k < taken.length; k++) {
            taken[k] = weighted[k].clone();
            for (int i = 0; i < taken[k].length; i++) {
                taken[k][i] /= scale * scale;
            }
            for (int m = 0; m < byField.length; m++) {
                SymmetricMatrix.add(taken[k], -ofField[k][m] / scale, byField[m]);
            }
            SymmetricMatrix.forward(lower, k, taken);
        }
        return taken;
    }
}
