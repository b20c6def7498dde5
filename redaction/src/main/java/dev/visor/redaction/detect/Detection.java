package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;

/**
 * A face that a detector found.
 *
 * @param box the face without ears and hair, in stored pixels; may reach beyond the picture
 * @param score how sure the detector is, 0 to 1
 * @param rightEye the person's right eye, in stored pixels
 * @param leftEye the person's left eye, in stored pixels
 */
public record Detection(Box box, double score, ImagePoint rightEye, ImagePoint leftEye) {

    /**
     * The same face in the raster that was turned or scaled into the one where it was found.
     *
     * @param transform from that raster to this one; quarter turns only
     */
    Detection before(Affine transform) {
        ImagePoint one = before(transform, box.x(), box.y());
        ImagePoint other = before(transform, box.right(), box.bottom());
        Box there = new Box(
                Math.min(one.x(), other.x()),
                Math.min(one.y(), other.y()),
                Math.abs(other.x() - one.x()),
                Math.abs(other.y() - one.y()));
        return new Detection(
                there,
                score,
                before(transform, rightEye.x(), rightEye.y()),
                before(transform, leftEye.x(), leftEye.y()));
    }

    private static ImagePoint before(Affine transform, double x, double y) {
        return new ImagePoint(transform.inverseX(x, y), transform.inverseY(x, y));
    }

    @Override
    public String toString() {
        return "Detection[]";
    }
}
