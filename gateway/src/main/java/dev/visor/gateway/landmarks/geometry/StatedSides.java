package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.PointState;
import java.util.ArrayList;
import java.util.List;

/**
 * Which side of the head is said to be turned away, by the states of opposite points that differ. The states as they were
 * given are held against those in which each such pair has exchanged its states; what is believed fits much better.
 */
final class StatedSides {

    /** The cosine of the angle between normal and line of sight at which as many say hidden as visible. */
    private static final double EDGE = -0.1;

    /** How much the cosine counts, as a logistic function's slope: from 12 % to 88 % within a fifth to either side. */
    private static final double SLOPE = 10;

    /** The share of states that are set for no reason. */
    private static final double SLIP = 0.05;

    private final Evidence evidence;
    private final Evidence.Face face;

    StatedSides(Evidence evidence) {
        this.evidence = evidence;
        face = evidence.known();
    }

    /**
     * The points whose states contradict the head, as indices in the schema, if the states are much likelier of its mirror image
     * ({@link Naming#MUCH_BETTER}); none otherwise.
     */
    List<Integer> reversed() {
        double sum = 0;
        List<Integer> wrong = new ArrayList<>();
        for (int i = 0; i < face.shape().size(); i++) {
            int opposite = face.lines().opposite(i);
            if (opposite > i && stated(i) && stated(opposite) && hidden(i) != hidden(opposite)) {
                double gain = exchanged(i, opposite);
                sum += gain;
                if (gain > 0) {
                    wrong.addAll(face.indices(List.of(i, opposite)));
                }
            }
        }
        return 2 * sum > Naming.MUCH_BETTER ? wrong : List.of();
    }

    private double exchanged(int a, int b) {
        return log(hidden(b), a) - log(hidden(a), a) + log(hidden(a), b) - log(hidden(b), b);
    }

    /**
     * Whether the head could be why a point is seen or not: what a hand covers says nothing, nor does what bears another's name,
     * for its state came along with that.
     */
    private boolean stated(int point) {
        PointState state = state(point);
        return !face.renamed(point)
                && face.seen().placed(point)
                && (state == PointState.VISIBLE || state == PointState.SELF_OCCLUDED);
    }

    private boolean hidden(int point) {
        return state(point) == PointState.SELF_OCCLUDED;
    }

    private PointState state(int point) {
        return evidence.points().get(face.index(point)).state();
    }

    private double log(boolean hidden, int point) {
        double away = SLOPE * (EDGE - face.head().facing(point));
        double share = 1 / (1 + Math.exp(hidden ? -away : away));
        return Math.log(SLIP / 2 + (1 - SLIP) * share);
    }
}
