package dev.visor.gateway.landmarks.geometry;

/**
 * A turn in the picture's plane with a scale and a shift.
 *
 * @param cos the scale times the turn's cosine, in pixels for a centimetre
 * @param sin the scale times its sine
 */
record Similarity(double cos, double sin, double x, double y) {

    /** The one that lays a turned mean face best over weighted points. */
    static Similarity between(FaceShape shape, Camera turned, Seen seen, double[] weights) {
        double sum = 0;
        double[] from = new double[2];
        double[] to = new double[2];
        for (int i = 0; i < weights.length; i++) {
            Vector place = turned.turn(shape.mean(i));
            sum += weights[i];
            from[0] += weights[i] * place.x();
            from[1] += weights[i] * place.y();
            to[0] += weights[i] * seen.x(i);
            to[1] += weights[i] * seen.y(i);
        }
        for (int axis = 0; axis < 2; axis++) {
            from[axis] /= sum;
            to[axis] /= sum;
        }
        double dot = 0;
        double cross = 0;
        double square = 1e-9;
        for (int i = 0; i < weights.length; i++) {
            Vector place = turned.turn(shape.mean(i));
            double ax = place.x() - from[0];
            double ay = place.y() - from[1];
            double bx = seen.x(i) - to[0];
            double by = seen.y(i) - to[1];
            dot += weights[i] * (ax * bx + ay * by);
            cross += weights[i] * (ax * by - ay * bx);
            square += weights[i] * (ax * ax + ay * ay);
        }
        double cos = dot / square;
        double sin = cross / square;
        return new Similarity(cos, sin, to[0] - cos * from[0] + sin * from[1], to[1] - sin * from[0] - cos * from[1]);
    }

    Camera applied(Camera camera) {
        double scale = Math.max(1e-6, Math.hypot(cos, sin));
        return camera.rotated(new Vector(0, 0, Math.atan2(sin, cos))).placed(scale, x, y, camera.perspective());
    }
}
