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
                double sum = matrix[i][j] - dot(lower[i], lower[j], j);
                if (i == j && !(sum > 0)) {
                    throw new ArithmeticException("A matrix is not positive definite");
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        return lower;
    }

    /** Solves {@code matrix x = right} for a positive definite matrix, of which only the lower triangle is read. */
    static double[] solve(double[][] matrix, double[] right) {
        return solveFactored(cholesky(matrix), right);
    }

    /** Solves {@code L L' x = right}. */
    static double[] solveFactored(double[][] lower, double[] right) {
        double[] x = right.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i] - dot(lower[i], x, i)) / lower[i][i];
        }
        back(lower, x);
        return x;
    }

    /** Solves {@code L' x = right} in place. */
    static void back(double[][] lower, double[] x) {
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= lower[i][i];
            add(x, -x[i], lower[i], i);
        }
    }

    /** Makes one more row of {@code L^-1 rows} in place, of which those before are made. */
    static void forward(double[][] lower, int row, double[][] rows) {
        for (int before = 0; before < row; before++) {
            add(rows[row], -lower[row][before], rows[before]);
        }
        for (int i = 0; i < rows[row].length; i++) {
            rows[row][i] /= lower[row][row];
        }
    }

    static double dot(double[] a, double[] b) {
        return dot(a, b, a.length);
    }

    /** Adds another vector so many times. */
    static void add(double[] to, double factor, double[] other) {
        add(to, factor, other, to.length);
    }

    /** The same for the first few of them. */
    static void add(double[] to, double factor, double[] other, int count) {
        for (int i = 0; i < count; i++) {
            to[i] += factor * other[i];
        }
    }

    /** Of the first few of them. Four sums at a time do not wait for each other. */
    static double dot(double[] a, double[] b, int count) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }
        for (; i < count; i++) {
            first += a[i] * b[i];
        }
        return first + second + (third + fourth);
    }
}
