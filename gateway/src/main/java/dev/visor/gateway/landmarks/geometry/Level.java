package dev.visor.gateway.landmarks.geometry;

/**
 * The axes of a picture turned in its plane: the first along the head's own level as it is seen, the second across it.
 *
 * @param cos of the angle between the level and the picture's right
 * @param sin positive where the level rises
 */
record Level(double cos, double sin) {

    /** The picture's own axes. */
    static final Level PICTURE = new Level(1, 0);

    static Level of(Camera camera) {
        double length = Math.hypot(camera.right().x(), camera.right().y());
        return length < 1e-6
                ? PICTURE
                : new Level(camera.right().x() / length, camera.right().y() / length);
    }

    double along(double x, double y) {
        return cos * x + sin * y;
    }

    double across(double x, double y) {
        return cos * y - sin * x;
    }
}
