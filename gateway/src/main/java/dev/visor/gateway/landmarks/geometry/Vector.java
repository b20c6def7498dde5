package dev.visor.gateway.landmarks.geometry;

import dev.visor.redaction.mesh.CanonicalFace.Vertex;

/**
 * A place or a way in space: x to the viewer's right, y upwards, z towards the viewer; of a face in centimetres of the average
 * one.
 */
record Vector(double x, double y, double z) {

    static final Vector ZERO = new Vector(0, 0, 0);

    static Vector place(Vertex vertex) {
        return new Vector(vertex.x(), vertex.y(), vertex.z());
    }

    static Vector normal(Vertex vertex) {
        return new Vector(vertex.normalX(), vertex.normalY(), vertex.normalZ());
    }

    Vector plus(double factor, Vector other) {
        return new Vector(x + factor * other.x, y + factor * other.y, z + factor * other.z);
    }

    Vector minus(Vector other) {
        return plus(-1, other);
    }

    Vector times(double factor) {
        return new Vector(factor * x, factor * y, factor * z);
    }

    double dot(Vector other) {
        return x * other.x + y * other.y + z * other.z;
    }

    Vector cross(Vector other) {
        return new Vector(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    /** The same way with length 1. */
    Vector unit() {
        return times(1 / length());
    }

    double distance(Vector other) {
        return minus(other).length();
    }

    /** exp(-(d / reach)^2 / 2), d the distance: how much of a movement there arrives here. */
    double near(Vector there, double reach) {
        double share = distance(there) / reach;
        return Math.exp(-share * share / 2);
    }
}
