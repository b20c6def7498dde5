package dev.visor.gateway.landmarks.geometry;

/**
 * A camera far from the face (weak perspective): the head is turned, seen along parallel lines, scaled and shifted. Near
 * parts are seen larger by {@code perspective}, in shares for each centimetre towards the viewer.
 *
 * @param right the head's x axis turned, so that a place's parts in the camera are sums over the three
 * @param up its y axis turned
 * @param front its z axis turned, which way the face looks
 * @param scale pixels for a centimetre
 * @param x where the head's origin is seen, in pixels to the right
 * @param y the same, in pixels upwards
 */
record Camera(Vector right, Vector up, Vector front, double scale, double x, double y, double perspective) {

    /** One over the distance at which faces are mostly photographed, 80 centimetres. */
    static final double USUAL_PERSPECTIVE = 1 / 80.0;

    /** From a head at 30 centimetres to one far away this is two and a half deviations. */
    static final double PERSPECTIVE_DEVIATION = 0.008;

    /** A head that was turned about its own vertical axis by so many degrees, positive to the viewer's right. */
    static Camera turned(double yaw) {
        double sin = Math.sin(Math.toRadians(yaw));
        double cos = Math.cos(Math.toRadians(yaw));
        return new Camera(
                new Vector(cos, 0, -sin), new Vector(0, 1, 0), new Vector(sin, 0, cos), 1, 0, 0, USUAL_PERSPECTIVE);
    }

    /** A place or a way on the head, as it lies before the camera. */
    Vector turn(Vector on) {
        return new Vector(
                on.x() * right.x() + on.y() * up.x() + on.z() * front.x(),
                on.x() * right.y() + on.y() * up.y() + on.z() * front.y(),
                on.x() * right.z() + on.y() * up.z() + on.z() * front.z());
    }

    /** How much larger than by the scale alone a place is seen that lies so near. */
    double magnification(double z) {
        return scale * (1 + perspective * z);
    }

    /** Turned a little further about the camera's axes, by an angle in radians about each. */
    Camera rotated(Vector by) {
        double angle = by.length();
        if (angle == 0) {
            return this;
        }
        Vector axis = by.unit();
        // Three axes turned apart from each other drift; the last follows from the first two.
        Vector newRight = rotate(right, axis, angle).unit();
        Vector turned = rotate(up, axis, angle);
        Vector newUp = turned.plus(-turned.dot(newRight), newRight).unit();
        return new Camera(newRight, newUp, newRight.cross(newUp), scale, x, y, perspective);
    }

    Camera placed(double newScale, double newX, double newY, double newPerspective) {
        return new Camera(right, up, front, newScale, newX, newY, newPerspective);
    }

    /** Rodrigues' formula. */
    private static Vector rotate(Vector of, Vector axis, double angle) {
        return of.times(Math.cos(angle))
                .plus(Math.sin(angle), axis.cross(of))
                .plus(axis.dot(of) * (1 - Math.cos(angle)), axis);
    }

    /** Degrees, positive where the face looks to the viewer's right, as {@link dev.visor.redaction.mesh.HeadPose} says. */
    double yaw() {
        return Math.toDegrees(Math.asin(Math.clamp(-right.z(), -1, 1)));
    }

    /** Degrees, positive where it looks up. */
    double pitch() {
        return Math.toDegrees(Math.atan2(-up.z(), front.z()));
    }

    @Override
    public String toString() {
        return "Camera[]";
    }
}
