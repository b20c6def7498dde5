package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.ImagePoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Non-maximum suppression: of detections that mean the same face, the surest stays.
 *
 * <p>Guarantee: two people stay two, also where a detector is sure of only one of them; for what is merged into a face
 * is shown with it. So boxes alone do not decide: one face has its eyes in one place however large the box that was
 * drawn around it, and nobody's eyes are seen through another's head.
 */
final class Suppression {

    /** Boxes that share this much of their union are the same face. */
    static final double SAME = 0.35;

    /** How much larger, by area, another look may draw a face around the same eyes. */
    private static final double SIMILAR = 4;

    /** One face has its eyes in one place, up to this share of the smaller box's side. */
    private static final double EYES_APART = 0.25;

    /** A look turned by a quarter or more at a face guesses its eyes, but still in the face's middle. */
    private static final double TURNED_EYES_APART = 0.5;

    private Suppression() {}

    /** Each face once, the surest first. */
    static List<Detection> of(List<Detection> all) {
        List<Detection> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : sorted) {
            if (kept.stream().noneMatch(other -> same(candidate, other))) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private static boolean same(Detection one, Detection other) {
        double a = one.box().area();
        double b = other.box().area();
        double smaller = Math.min(a, b);
        return one.box().iou(other.box()) >= SAME
                || (Math.max(a, b) <= SIMILAR * smaller && eyesTogether(one, other, Math.sqrt(smaller)));
    }

    private static boolean eyesTogether(Detection one, Detection other, double side) {
        return turned(one, other)
                ? distance(betweenEyes(one), betweenEyes(other)) <= TURNED_EYES_APART * side
                : distance(one.rightEye(), other.rightEye()) <= EYES_APART * side
                        && distance(one.leftEye(), other.leftEye()) <= EYES_APART * side;
    }

    /** Whether the lines from eye to eye differ by more than half a quarter turn. */
    private static boolean turned(Detection one, Detection other) {
        double ax = one.leftEye().x() - one.rightEye().x();
        double ay = one.leftEye().y() - one.rightEye().y();
        double bx = other.leftEye().x() - other.rightEye().x();
        double by = other.leftEye().y() - other.rightEye().y();
        return ax * bx + ay * by < Math.abs(ax * by - ay * bx);
    }

    private static ImagePoint betweenEyes(Detection face) {
        return new ImagePoint(
                (face.rightEye().x() + face.leftEye().x()) / 2,
                (face.rightEye().y() + face.leftEye().y()) / 2);
    }

    private static double distance(ImagePoint a, ImagePoint b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
