package dev.visor.redaction.detect;

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

    @Override
    public String toString() {
        return "Detection[]";
    }
}
