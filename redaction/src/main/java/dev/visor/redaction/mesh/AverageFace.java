package dev.visor.redaction.mesh;

import java.util.List;
import org.opencv.core.Point3;

/**
 * Where points of the mesh lie on an average face: {@code canonical_face_model.obj} of google-ai-edge/mediapipe
 * (Apache-2.0, {@code mediapipe/modules/face_geometry/data}), of which this takes points over bone and firm cartilage. The
 * mouth and the chin are left out: with them a laugh looks like a nod.
 */
final class AverageFace {

    /** The outer corner of the right eye, of the left eye; the root of the nose, and the place below it. */
    static final Place RIGHT_EYE = new Place(33, -4.445859, 2.663991, 3.173422);

    static final Place LEFT_EYE = new Place(263, 4.445859, 2.663991, 3.173422);
    static final Place NOSE_ROOT = new Place(168, 0, 3.271027, 5.236015);
    static final Place NOSE_BASE = new Place(2, 0, -2.089024, 6.058267);

    static final List<Place> PLACES = List.of(
            RIGHT_EYE,
            LEFT_EYE,
            NOSE_ROOT,
            NOSE_BASE,
            // Inner corners of the eyes.
            new Place(133, -1.856432, 2.585245, 3.757904),
            new Place(362, 1.856432, 2.585245, 3.757904),
            // Bridge and tip of the nose, and where its wings end.
            new Place(6, 0, 2.473255, 5.788627),
            new Place(4, 0, -0.463170, 7.586580),
            new Place(98, -1.405627, -1.714196, 5.241087),
            new Place(327, 1.405627, -1.714196, 5.241087),
            // The forehead, from between the brows upwards.
            new Place(8, 0, 4.019042, 5.284764),
            new Place(9, 0, 4.885979, 5.385258),
            new Place(151, 0, 6.545390, 5.027311),
            new Place(10, 0, 8.261778, 4.481535),
            // The temples, from before the ears upwards.
            new Place(127, -7.743095, 2.364999, -2.005167),
            new Place(356, 7.743095, 2.364999, -2.005167),
            new Place(21, -7.087960, 5.434801, 0.099620),
            new Place(251, 7.087960, 5.434801, 0.099620),
            new Place(54, -6.279331, 6.615427, 1.425850),
            new Place(284, 6.279331, 6.615427, 1.425850));

    private AverageFace() {}

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
