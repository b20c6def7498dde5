package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.views.Correspondence;
import dev.visor.redaction.mesh.CanonicalFace;
import dev.visor.redaction.mesh.MeshPlace;
import dev.visor.redaction.mesh.MeshPlace.Mean;
import dev.visor.redaction.mesh.MeshPlace.Part;
import dev.visor.redaction.mesh.MeshPlace.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a schema's points are on an average head, and how faces and annotators make them differ. Only points that lie on the
 * mesh are among them; {@link #points} says which.
 *
 * <p>A point's deviation from the mean has three parts: large movements ({@link Movement}, and where the eyes look), soft
 * ones in which neighbours go together (a Gaussian process over the face), and what each point has for itself: the schema's
 * deviations.
 */
final class FaceShape {

    /** The deviations of the schemas are shares of the root of a face's area: of the average face's in centimetres. */
    static final double FACE = 16.5;

    /** The soft movements: how large and how far reaching they are, in centimetres. */
    private static final double[][] SOFT = {{0.22, 3}, {0.2, 1.2}};

    private static final double EYE_X = 3.15;
    private static final double EYE_Y = 2.6;
    /** How far an eye's iris goes aside and up, in centimetres. */
    private static final double GAZE_X = 0.35;

    private static final double GAZE_Y = 0.25;

    private final List<Integer> points;
    private final Vector[] mean;
    private final Vector[] normals;
    private final boolean[] border;
    private final double[] deviations;
    private final Vector[][] movements;
    private final double[][] covariance;

    private FaceShape(LandmarkSchema schema, List<Integer> points, List<Mean> places) {
        this.points = List.copyOf(points);
        int count = points.size();
        mean = new Vector[count];
        normals = new Vector[count];
        border = new boolean[count];
        deviations = new double[count];
        for (int i = 0; i < count; i++) {
            Mean place = places.get(i);
            mean[i] = on(place, vertex -> Vector.place(CanonicalFace.vertex(vertex)));
            normals[i] = on(place, vertex -> Vector.normal(CanonicalFace.vertex(vertex)));
            border[i] = place.trust() == Trust.BORDER;
            deviations[i] = FACE * schema.deviations().get(points.get(i));
        }
        movements = movements(places);
        covariance = covariance(places);
    }

    static FaceShape of(LandmarkSchema schema) {
        Correspondence suggested = Correspondence.of(schema);
        List<Integer> points = new ArrayList<>();
        List<Mean> places = new ArrayList<>();
        for (int i = 0; i < suggested.points().size(); i++) {
            MeshPlace place = suggested.places().get(i);
            if (place instanceof Mean on) {
                points.add(suggested.points().get(i));
                places.add(on);
            }
        }
        return new FaceShape(schema, points, places);
    }

    /** The points' indices in the schema, ascending; all else counts along this list. */
    List<Integer> points() {
        return points;
    }

    int size() {
        return points.size();
    }

    Vector mean(int point) {
        return mean[point];
    }

    /** Which way the skin there faces; of a point that is a mean of several not of length 1. */
    Vector normal(int point) {
        return normals[point];
    }

    /** Whether the point lies on the border of the face, which some draw where it is seen and others along the bone. */
    boolean border(int point) {
        return border[point];
    }

    /** How far two people place the point apart along each axis, in centimetres. */
    double deviation(int point) {
        return deviations[point];
    }

    int movements() {
        return movements.length;
    }

    /** Where one standard deviation of a movement takes a point. */
    Vector movement(int movement, int point) {
        return movements[movement][point];
    }

    /** The covariance of two points along one axis, in square centimetres, without the large movements. */
    double covariance(int a, int b) {
        return covariance[a][b];
    }

    /** The point's whole variance along one axis of the frontal view, in square centimetres. */
    double variance(int point) {
        double sum = covariance[point][point];
        for (Vector[] movement : movements) {
            sum += movement[point].dot(movement[point]) / 2;
        }
        return sum;
    }

    private Vector[][] movements(List<Mean> places) {
        List<Movement> all = Movement.ALL;
        Vector[][] by = new Vector[all.size() + 2][places.size()];
        for (int i = 0; i < places.size(); i++) {
            Mean place = places.get(i);
            for (int k = 0; k < all.size(); k++) {
                by[k][i] = on(place, all.get(k)::of);
            }
            boolean looks = place.trust() == Trust.ESTIMATE && inEye(mean[i]);
            by[all.size()][i] = looks ? new Vector(GAZE_X, 0, 0) : Vector.ZERO;
            by[all.size() + 1][i] = looks ? new Vector(0, GAZE_Y, 0) : Vector.ZERO;
        }
        return by;
    }

    private static boolean inEye(Vector place) {
        return Math.hypot(Math.abs(place.x()) - EYE_X, place.y() - EYE_Y) < 1;
    }

    private double[][] covariance(List<Mean> places) {
        int count = places.size();
        double[][] all = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                all[i][j] = soft(places.get(i), places.get(j));
                all[j][i] = all[i][j];
            }
            all[i][i] += deviations[i] * deviations[i];
        }
        return all;
    }

    private static double soft(Mean a, Mean b) {
        double sum = 0;
        for (Part one : a.parts()) {
            for (Part other : b.parts()) {
                sum += one.weight() * other.weight() * soft(one.vertex(), other.vertex());
            }
        }
        return sum;
    }

    private static double soft(int a, int b) {
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

    private static Vector on(Mean place, IntFunction<Vector> of) {
        Vector sum = Vector.ZERO;
        for (Part part : place.parts()) {
            sum = sum.plus(part.weight(), of.apply(part.vertex()));
        }
        return sum;
    }
}
