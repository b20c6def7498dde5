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
 * ones in which neighbours go together ({@link SoftField}), and what each point has for itself: the schema's
 * deviations.
 */
final class FaceShape {

    /** The deviations of the schemas are shares of the root of a face's area: of the average face's in centimetres. */
    static final double FACE = 16.5;

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
    private final SoftField soft;

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
        soft = SoftField.over(places);
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

    /** How neighbours differ together. */
    SoftField soft() {
        return soft;
    }

    /** The variance along one axis that a point has for itself, in square centimetres. */
    double own(int point) {
        return deviations[point] * deviations[point] + soft.left(point);
    }

    /** The point's variance along one axis without the large movements, in square centimetres. */
    double spread(int point) {
        return deviations[point] * deviations[point] + soft.variance(point);
    }

    /** The point's whole variance along one axis of the frontal view, in square centimetres. */
    double variance(int point) {
        double sum = spread(point);
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

    private static Vector on(Mean place, IntFunction<Vector> of) {
        Vector sum = Vector.ZERO;
        for (Part part : place.parts()) {
            sum = sum.plus(part.weight(), of.apply(part.vertex()));
        }
        return sum;
    }
}
