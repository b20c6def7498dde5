package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.Orientation;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** Turns pixels, without a new one being made of several. The matrices are for the caller to release. */
public final class Turning {

    private Turning() {}

    /** The raster as the orientation turns it upright. */
    public static Mat turned(Mat stored, Orientation orientation) {
        Mat turned = new Mat();
        switch (orientation) {
            case UPRIGHT -> stored.copyTo(turned);
            case MIRRORED -> Core.flip(stored, turned, 1);
            case HALF_TURN -> Core.rotate(stored, turned, Core.ROTATE_180);
            case FLIPPED -> Core.flip(stored, turned, 0);
            case TRANSPOSED -> Core.transpose(stored, turned);
            case QUARTER_TURN_RIGHT -> Core.rotate(stored, turned, Core.ROTATE_90_CLOCKWISE);
            case TRANSVERSED -> {
                Mat transposed = new Mat();
                Core.transpose(stored, transposed);
                Core.flip(transposed, turned, -1);
                transposed.release();
            }
            case QUARTER_TURN_LEFT -> Core.rotate(stored, turned, Core.ROTATE_90_COUNTERCLOCKWISE);
        }
        return turned;
    }

    /** The stored raster, from the upright one. */
    public static Mat turnedBack(Mat upright, Orientation orientation) {
        return turned(
                upright,
                switch (orientation) {
                    case QUARTER_TURN_RIGHT -> Orientation.QUARTER_TURN_LEFT;
                    case QUARTER_TURN_LEFT -> Orientation.QUARTER_TURN_RIGHT;
                    // The others are undone by themselves.
                    case UPRIGHT, MIRRORED, HALF_TURN, FLIPPED, TRANSPOSED, TRANSVERSED -> orientation;
                });
    }
}
