package dev.visor.gateway.landmarks.geometry;

/**
 * How the seen places change with the camera and the movements, around one head. The parameters are three angles of the
 * camera in radians, the logarithm of its scale, its two shifts in pixels, the perspective and the movements, these in
 * standard deviations.
 */
final class Linearised {

    /** How many parameters come before the movements. */
    static final int CAMERA = 7;

    private final double[][] right;
    private final double[][] upwards;
    private final double[] missRight;
    private final double[] missUpwards;

    private Linearised(int parameters, int points) {
        right = new double[parameters][points];
        upwards = new double[parameters][points];
        missRight = new double[points];
        missUpwards = new double[points];
    }

    static Linearised around(Head head, FaceShape shape, Seen seen) {
        Linearised at = new Linearised(CAMERA + shape.movements(), shape.size());
        for (int i = 0; i < shape.size(); i++) {
            if (seen.placed(i)) {
                at.fill(head, shape, seen, i);
            }
        }
        return at;
    }

    private void fill(Head head, FaceShape shape, Seen seen, int i) {
        Camera camera = head.camera();
        Vector before = camera.turn(head.place(i));
        double m = camera.magnification(before.z());
        missRight[i] = seen.x(i) - camera.x() - m * before.x();
        missUpwards[i] = seen.y(i) - camera.y() - m * before.y();
        set(0, i, 0, -m * before.z());
        set(1, i, m * before.z(), 0);
        set(2, i, -m * before.y(), m * before.x());
        set(3, i, m * before.x(), m * before.y());
        set(4, i, 1, 0);
        set(5, i, 0, 1);
        double nearer = Camera.PERSPECTIVE_DEVIATION * camera.scale() * before.z();
        set(6, i, nearer * before.x(), nearer * before.y());
        for (int k = 0; k < shape.movements(); k++) {
            Vector way = camera.turn(shape.movement(k, i));
            set(CAMERA + k, i, m * way.x(), m * way.y());
        }
    }

    private void set(int parameter, int point, double x, double y) {
        right[parameter][point] = x;
        upwards[parameter][point] = y;
    }

    int parameters() {
        return right.length;
    }

    int points() {
        return missRight.length;
    }

    /** How the places' x change with a parameter, in pixels. */
    double[] right(int parameter) {
        return right[parameter];
    }

    /** How their y change. */
    double[] upwards(int parameter) {
        return upwards[parameter];
    }

    /** How far to the right of where the head has them the points were placed, in pixels. */
    double[] missRight() {
        return missRight;
    }

    double[] missUpwards() {
        return missUpwards;
    }

    /** The gradient of what the head itself costs, by parameter; of the camera all but the perspective are free. */
    static double[] prior(Head head, int parameters) {
        double[] prior = new double[parameters];
        prior[6] = head.perspective();
        for (int k = CAMERA; k < parameters; k++) {
            prior[k] = head.amount(k - CAMERA);
        }
        return prior;
    }

    /** What keeps the parameters near; tiny for those that are free, so that a few points do not let them fly. */
    static double ridge(int parameter) {
        return parameter < 4 ? 1e-2 : parameter < 6 ? 1e-9 : 1;
    }
}
