package dev.visor.redaction.mesh;

import java.util.List;
import org.opencv.core.Point3;

/**
 * The points of the average face that tell its pose: those over bone and firm cartilage. The mouth and the chin are left
 * out: with them a laugh looks like a nod.
 */
final class AverageFace {

    /** The outer corner of the right eye, of the left eye; the root of the nose, and the place below it. */
    static final Place RIGHT_EYE = place(33);

    static final Place LEFT_EYE = place(263);
    static final Place NOSE_ROOT = place(168);
    static final Place NOSE_BASE = place(2);

    static final List<Place> PLACES = List.of(
            RIGHT_EYE,
            LEFT_EYE,
            NOSE_ROOT,
            NOSE_BASE,
            // Inner corners of the eyes.
            place(133),
            place(362),
            // Bridge and tip of the nose, and where its wings end.
            place(6),
            place(4),
            place(98),
            place(327),
            // The forehead, from between the brows upwards.
            place(8),
            place(9),
            place(151),
            place(10),
            // The temples, from before the ears upwards.
            place(127),
            place(356),
            place(21),
            place(251),
            place(54),
            place(284));

    private AverageFace() {}

    private static Place place(int point) {
        CanonicalFace.Vertex vertex = CanonicalFace.vertex(point);
        return new Place(point, vertex.x(), vertex.y(), vertex.z());
    }

    /**
     * A point of the model.
     *
     * @param point its number in the mesh
     * @param x centimetres to the viewer's right, the person's own left
     * @param y centimetres upwards
     * @param z centimetres towards the viewer
     */
    record Place(int point, double x, double y, double z) {

        /** The same place where y points down and z away from the viewer, as OpenCV's cameras have it. */
        Point3 beforeCamera() {
            return new Point3(x, -y, -z);
        }

        double distance(Place other) {
            return Math.hypot(Math.hypot(x - other.x, y - other.y), z - other.z);
        }
    }
}
