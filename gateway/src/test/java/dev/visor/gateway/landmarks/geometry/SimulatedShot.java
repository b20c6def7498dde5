package dev.visor.gateway.landmarks.geometry;

import dev.visor.redaction.mesh.HeadPose;
import java.util.Random;

/** Somebody's head before a camera with perspective, turned, nodded and tilted as the {@link Photographs} say. */
final class SimulatedShot {

    private final Camera turned;
    private final double distance;
    private final double scale;
    private final double yaw;
    private final double pitch;

    private SimulatedShot(double yaw, double pitch, double roll, double distance, double scale) {
        this.yaw = yaw;
        this.pitch = pitch;
        this.distance = distance;
        this.scale = scale;
        // Nodded, then shaken, then tilted.
        Camera nodded = Camera.turned(0).rotated(new Vector(Math.toRadians(-pitch), 0, 0));
        Camera shaken = nodded.rotated(new Vector(0, Math.toRadians(yaw), 0));
        turned = shaken.rotated(new Vector(0, 0, Math.toRadians(-roll)));
    }

    static SimulatedShot of(Random random, Photographs photographs, double yaw) {
        double pitch = photographs.tilt(random);
        double roll = photographs.tilt(random);
        double eyes = photographs.eyes(random);
        return new SimulatedShot(yaw, pitch, roll, photographs.distance(random), eyes / 8.89);
    }

    double yaw() {
        return yaw;
    }

    /** Pixels for a centimetre. */
    double scale() {
        return scale;
    }

    /** What the redaction says of it, which errs by some degrees and takes people to look down a little. */
    HeadPose told(Random random) {
        return new HeadPose(
                Math.clamp(yaw + 5 * random.nextGaussian(), -89, 89), pitch - 6 + 6 * random.nextGaussian(), 0);
    }

    /** Where a place on the head is seen: view pixels to the right and downwards; the third is how near it is. */
    Vector seen(Vector place) {
        Vector before = turned.turn(place);
        double m = scale * distance / (distance - before.z());
        return new Vector(500 + m * before.x(), 500 - m * before.y(), before.z());
    }

    double facing(Vector normal) {
        return turned.turn(normal).z();
    }

    /** A way on the head as it is seen, in view pixels to the right and downwards. */
    Vector way(Vector on) {
        Vector before = turned.turn(on);
        return new Vector(scale * before.x(), -scale * before.y(), 0);
    }
}
