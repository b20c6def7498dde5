package dev.visor.gateway.landmarks.geometry;

import dev.visor.redaction.mesh.CanonicalFace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * One way in which faces differ or move, as a displacement of each point of the mesh: one standard deviation of it, in
 * centimetres.
 *
 * <p>The shares by which people's faces differ as a whole are our own estimates, 5 % (breadth of the face) to 11 % (breadth of
 * the nose) of the measure and a little more, since both sexes and all ages count. How far a jaw, a lid or a brow goes is
 * taken so that its ends (a mouth open by five centimetres, closed eyes, brows up by one and a half) are three deviations
 * from rest at most.
 */
interface Movement {

    /** Where one standard deviation of the movement takes a point of the mesh. */
    Vector of(int vertex);

    /** All movements of a face; what an eye looks at is not among them, for the mesh has no pupils. */
    List<Movement> ALL = all();

    private static List<Movement> all() {
        List<Movement> all = new ArrayList<>();
        all.add(Movement::jawOpens);
        all.add(along(0.4, 0, 0, FaceRegions::jaw));
        for (int side : new int[] {-1, 1}) {
            all.add(vertex -> FaceRegions.closing(vertex, side).times(0.5));
            all.add(along(0, 0.45, 0, place -> FaceRegions.brow(place, side)));
            Vector corner = new Vector(side * 2.46, -4.34, 4.28);
            all.add(along(0.4, 0, 0, place -> place.near(corner, 1.8)));
            all.add(along(0, 0.4, 0, place -> place.near(corner, 1.8)));
            Vector besideLip = new Vector(side * 1.6, -4.9, 5.1);
            all.add(along(0, 0.4, 0, place -> place.near(besideLip, 1) * FaceRegions.jaw(place)));
        }
        Vector upperLip = new Vector(0, -3.4, 6);
        Vector lowerLip = new Vector(0, -5.3, 5.8);
        all.add(along(0, 0, 0.5, place -> place.near(new Vector(0, -4.3, 5.4), 2)));
        all.add(along(0, 0.3, 0, place -> place.near(upperLip, 1.5) * (1 - FaceRegions.jaw(place))));
        all.add(along(0, 0.4, 0, place -> place.near(lowerLip, 1.3) * FaceRegions.jaw(place)));
        // People differ in breadth, height and depth, in the lower face's height, the jaw's breadth, the nose's length.
        all.add(stretched(place -> new Vector(0.06 * place.x(), 0, 0)));
        all.add(stretched(place -> new Vector(0, 0.06 * (place.y() - 2), 0)));
        all.add(stretched(place -> new Vector(0, 0, 0.08 * (place.z() - 4))));
        all.add(stretched(place -> new Vector(0, 0.08 * Math.min(0, place.y() + 2), 0)));
        all.add(stretched(place -> new Vector(0.1 * place.x() * FaceRegions.step((-1 - place.y()) / 5), 0, 0)));
        all.add(along(0, 0.35, 0, place -> place.near(new Vector(0, -1.2, 6.5), 1.8)));
        return List.copyOf(all);
    }

    /** A quarter of a right angle is two deviations; the hinge lies before the ears. */
    private static Vector jawOpens(int vertex) {
        Vector place = Vector.place(CanonicalFace.vertex(vertex));
        double angle = Math.toRadians(11) * FaceRegions.jaw(place);
        double up = place.y() - 0.5;
        double forward = place.z() + 2;
        return new Vector(0, -angle * forward, angle * up);
    }

    private static Movement along(double x, double y, double z, ToDoubleFunction<Vector> share) {
        Vector way = new Vector(x, y, z);
        return vertex -> way.times(share.applyAsDouble(Vector.place(CanonicalFace.vertex(vertex))));
    }

    private static Movement stretched(UnaryOperator<Vector> stretch) {
        return vertex -> stretch.apply(Vector.place(CanonicalFace.vertex(vertex)));
    }
}
