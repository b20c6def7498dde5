package dev.visor.gateway.landmarks.geometry;

/** The little linear algebra that the fit needs; matrices are arrays of rows. */
final class SymmetricMatrix {

    private SymmetricMatrix() {}

    /**
     * The lower triangle L of {@code L L' = matrix}.
     *
     * @throws ArithmeticException if the matrix is not positive definite
     */
    static double[][] cholesky(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j] - dot(lower[i], lower[j], 0, j);
                if (i == j && !(sum > 0)) {
                    throw new ArithmeticException("A matrix is not positive definite");
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        return lower;
    }

    /** The inverse of a positive definite matrix. */
    static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = cholesky(matrix);
        // Row j of this is column j of the inverse of L, which is 0 above j.
        double[][] columns = new double[n][n];
        for (int j = 0; j < n; j++) {
            columns[j][j] = 1 / lower[j][j];
            for (int i = j + 1; i < n; i++) {
                columns[j][i] = -dot(lower[i], columns[j], j, i) / lower[i][i];
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                inverse[i][j] = dot(columns[i], columns[j], i, n);
                inverse[j][i] = inverse[i][j];
            }
        }
        return inverse;
    }

    /** Solves {@code matrix x = right} for a positive definite matrix. */
    static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] lower = cholesky(matrix);
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            x[i] = (x[i] - dot(lower[i], x, 0, i)) / lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }

    static double dot(double[] a, double[] b) {
        return dot(a, b, 0, a.length);
    }

    private static double dot(double[] a, double[] b, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
