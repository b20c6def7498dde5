package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Non-maximum suppression: of detections that mean the same face, the surest stays. */
final class Suppression {

    /** Boxes that share this much of their union are the same face. */
    private static final double SAME = 0.35;

    /** A box that lies this much inside another of similar size is the same face, seen by another look. */
    private static final double INSIDE = 0.75;

    /** How much larger the other box may be for that, by area. */
    private static final double SIMILAR = 4;

    /** One face has its eyes in one place, up to this share of its side, however large the box that was drawn around it. */
    private static final double EYES_APART = 0.25;

    /** From which score on a detection is sure. */
    private final double sure;

    private Suppression(double sure) {
        this.sure = sure;
    }

    /**
     * Each face once, the surest first.
     *
     * @param sure from which score on two detections with their eyes in different places are two faces, although one lies
     *     inside the other: a child in front of an adult
     */
    static List<Detection> of(List<Detection> all, double sure) {
        Suppression suppression = new Suppression(sure);
        List<Detection> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : sorted) {
            if (kept.stream().noneMatch(other -> suppression.same(candidate, other))) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private boolean same(Detection one, Detection other) {
        Box a = one.box();
        Box b = other.box();
        double smaller = Math.min(a.area(), b.area());
        double larger = Math.max(a.area(), b.area());
        boolean inside = larger <= SIMILAR * smaller && a.intersection(b) >= INSIDE * smaller;
        return a.iou(b) >= SAME || (inside && !(bothSure(one, other) && eyesApart(one, other, Math.sqrt(smaller))));
    }

    private boolean bothSure(Detection one, Detection other) {
        return one.score() >= sure && other.score() >= sure;
    }

    private static boolean eyesApart(Detection one, Detection other, double side) {
        ImagePoint a = betweenEyes(one);
        ImagePoint b = betweenEyes(other);
        return Math.hypot(a.x() - b.x(), a.y() - b.y()) > EYES_APART * side;
    }

    private static ImagePoint betweenEyes(Detection face) {
        return new ImagePoint(
                (face.rightEye().x() + face.leftEye().x()) / 2,
                (face.rightEye().y() + face.leftEye().y()) / 2);
    }
}
