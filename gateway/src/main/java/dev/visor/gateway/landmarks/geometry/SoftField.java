package dev.visor.gateway.landmarks.geometry;

import dev.visor.redaction.mesh.MeshPlace.Mean;
import dev.visor.redaction.mesh.MeshPlace.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * The ways in which a face differs softly, neighbours together: a Gaussian process over it, along each axis alike. Of its
 * covariance {@code C} only the modes are kept that matter, {@code C = U U' + R}: a pivoted Cholesky factor, in which each
 * mode is that of the point which the modes before say least of (Harbrecht, Peters and Schneider, "On the low-rank
 * approximation by the pivoted Cholesky decomposition", 2012). What they leave, {@code R}, counts for each point alone, so that dense
 * points do not foretell each other to a tenth of a millimetre, as on no real face.
 */
final class SoftField {

    /** How large the soft movements are and how far they reach, in centimetres. */
    private static final double[][] SOFT = {{0.22, 3}, {0.2, 1.2}};

    /** The variance that may be left to the points alone, in square centimetres: less than two people differ by. */
    private static final double LEFT = 0.02;

    private final double[][] modes;
    private final double[][] byPoint;
    private final double[] left;
    private final List<Integer> telling;

    private SoftField(List<double[]> modes, double[] left, List<Integer> telling) {
        this.modes = modes.toArray(double[][]::new);
        byPoint = new double[left.length][this.modes.length];
        for (int m = 0; m < this.modes.length; m++) {
            for (int i = 0; i < left.length; i++) {
                byPoint[i][m] = this.modes[m][i];
            }
        }
        this.left = left;
        this.telling = List.copyOf(telling);
    }

    static SoftField over(List<Mean> places) {
        int count = places.size();
        double[] left = new double[count];
        for (int i = 0; i < count; i++) {
            left[i] = covariance(places.get(i), places.get(i));
        }
        List<double[]> modes = new ArrayList<>();
        List<Integer> telling = new ArrayList<>();
        for (int next = most(left); next >= 0 && left[next] > LEFT; next = most(left)) {
            double[] mode = mode(places, modes, next, left[next]);
            for (int i = 0; i < count; i++) {
                left[i] = Math.max(0, left[i] - mode[i] * mode[i]);
            }
            left[next] = 0;
            modes.add(mode);
            telling.add(next);
        }
        return new SoftField(modes, left, telling);
    }

    private static double[] mode(List<Mean> places, List<double[]> before, int pivot, double left) {
        double[] mode = new double[places.size()];
        for (int i = 0; i < mode.length; i++) {
            double sum = covariance(places.get(i), places.get(pivot));
            for (double[] one : before) {
                sum -= one[i] * one[pivot];
            }
            mode[i] = sum / Math.sqrt(left);
        }
        return mode;
    }

    /** The index of the largest; -1 of none. */
    private static int most(double[] of) {
        int most = of.length == 0 ? -1 : 0;
        for (int i = 1; i < of.length; i++) {
            most = of[i] > of[most] ? i : most;
        }
        return most;
    }

    int size() {
        return modes.length;
    }

    /** Where one standard deviation of a mode takes each point along an axis, in centimetres. Not to be altered. */
    double[] mode(int mode) {
        return modes[mode];
    }

    /** The same of one point, by mode. Not to be altered. */
    double[] at(int point) {
        return byPoint[point];
    }

    /** A point's variance along an axis that no mode explains, in square centimetres. */
    double left(int point) {
        return left[point];
    }

    /** The whole variance of a point along an axis, in square centimetres. */
    double variance(int point) {
        double sum = left[point];
        for (double[] mode : modes) {
            sum += mode[point] * mode[point];
        }
        return sum;
    }

    /** The points by which the modes are told, those first that tell most: spread over the whole face. */
    List<Integer> telling() {
        return telling;
    }

    private static double covariance(Mean a, Mean b) {
        double sum = 0;
        for (Part one : a.parts()) {
            for (Part other : b.parts()) {
                sum += one.weight() * other.weight() * covariance(one.vertex(), other.vertex());
            }
        }
        return sum;
    }

    private static double covariance(int a, int b) {
        double[] one = FaceRegions.embedded(a);
        double[] other = FaceRegions.embedded(b);
        double square = 0;
        for (int i = 0; i < one.length; i++) {
            square += (one[i] - other[i]) * (one[i] - other[i]);
        }
        double sum = 0;
        for (double[] soft : SOFT) {
            sum += soft[0] * soft[0] * Math.exp(-square / (2 * soft[1] * soft[1]));
        }
        return sum;
    }
}
