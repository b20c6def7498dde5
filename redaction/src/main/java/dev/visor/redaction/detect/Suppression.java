package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.Box;
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

    private Suppression() {}

    static List<Detection> of(List<Detection> all) {
        List<Detection> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : sorted) {
            if (kept.stream().noneMatch(other -> same(candidate.box(), other.box()))) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private static boolean same(Box a, Box b) {
        double smaller = Math.min(a.area(), b.area());
        double larger = Math.max(a.area(), b.area());
        return a.iou(b) >= SAME || (larger <= SIMILAR * smaller && a.intersection(b) >= INSIDE * smaller);
    }
}
