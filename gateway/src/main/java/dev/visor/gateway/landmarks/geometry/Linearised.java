package dev.visor.gateway.landmarks.geometry;

/**
 * How the seen places change with the camera and the movements, around one head. The parameters are three angles of the
 * camera in radians, the logarithm of its scale, its two shifts in pixels, the perspective and the movements, these in
 * standard deviations. Places are along the axes of a {@link Level}.
 */
final class Linearised {

    /** How many parameters come before the movements. */
    static final int CAMERA = 7;

    private final Level level;
    private final double[][] along;
    private final double[][] across;
    private final double[] missAlong;
    private final double[] missAcross;

    private Linearised(Level level, int parameters, int points) {
        this.level = level;
        along = new double[parameters][points];
        across = new double[parameters][points];
        missAlong = new double[points];
        missAcross = new double[points];
    }

    /** For all points; of those that were not placed nothing changes. */
    static Linearised around(Head head, FaceShape shape, Seen seen, Level level) {
        Linearised at = new Linearised(level, CAMERA + shape.movements(), shape.size());
        for (int i = 0; i < shape.size(); i++) {
            if (seen.placed(i)) {
                at.fill(head, shape, seen, i, i);
            }
        }
        return at;
    }

    /** For some placed points, along their list and the picture's own axes. */
    static Linearised around(Head head, FaceShape shape, Seen seen, int[] some) {
        Linearised at = new Linearised(Level.PICTURE, CAMERA + shape.movements(), some.length);
        for (int k = 0; k < some.length; k++) {
            at.fill(head, shape, seen, some[k], k);
        }
        return at;
    }

    private void fill(Head head, FaceShape shape, Seen seen, int point, int i) {
        Camera camera = head.camera();
        Vector before = camera.turn(head.place(point));
        double m = camera.magnification(before.z());
        double right = seen.x(point) - camera.x() - m * before.x();
        double upwards = seen.y(point) - camera.y() - m * before.y();
        missAlong[i] = level.along(right, upwards);
        missAcross[i] = level.across(right, upwards);
        set(0, i, 0, -m * before.z());
        set(1, i, m * before.z(), 0);
        set(2, i, -m * before.y(), m * before.x());
        set(3, i, m * before.x(), m * before.y());
        set(4, i, 1, 0);
        set(5, i, 0, 1);
        double nearer = Camera.PERSPECTIVE_DEVIATION * camera.scale() * before.z();
        set(6, i, nearer * before.x(), nearer * before.y());
        for (int k = 0; k < shape.movements(); k++) {
            Vector way = camera.turn(shape.movement(k, point));
            set(CAMERA + k, i, m * way.x(), m * way.y());
        }
    }

    private void set(int parameter, int point, double x, double y) {
        along[parameter][point] = level.along(x, y);
        across[parameter][point] = level.across(x, y);
    }

    int parameters() {
        return along.length;
    }

    /** By parameter, then by point, how the places along the level change with it, in pixels. Not to be altered. */
    double[][] along() {
        return along;
    }

    /** The same across it. */
    double[][] across() {
        return across;
    }

    /** How far along the level from where the head has them the points were placed, in pixels. Not to be altered. */
    double[] missAlong() {
        return missAlong;
    }

    double[] missAcross() {
        return missAcross;
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

    /**
     * Whether a step changes next to nothing.
     *
     * @param scale pixels for a centimetre
     * @param least in radians, deviations and centimetres
     */
    static boolean still(double[] step, double scale, double least) {
        for (int k = 0; k < step.length; k++) {
            double size = Math.abs(step[k]) / (k == 4 || k == 5 ? scale : 1);
            if (!(size < least)) {
                return false;
            }
        }
        return true;
    }

    /** What keeps the parameters near; tiny for those that are free, so that a few points do not let them fly. */
    static double ridge(int parameter) {
        return parameter < 4 ? 1e-2 : parameter < 6 ? 1e-9 : 1;
    }
}
