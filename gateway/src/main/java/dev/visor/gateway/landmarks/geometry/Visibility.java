package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.PointState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;

/** What is said to be visible or hidden by the head, against which side of the head faces the viewer. */
record Visibility() implements Check {

    /** The cosine of the angle between the skin's normal and the line of sight; between the two both are likely. */
    private static final double BEHIND = -0.4;

    private static final double IN_FRONT = 0.5;
    /** With fewer points, the shape of a face passes for a turn of the head. */
    private static final int LEAST = 12;

    @Override
    public List<GeometryFinding> in(Evidence evidence) {
        Evidence.Face face = evidence.face();
        if (face == null || face.lost() || face.seen().count() < LEAST) {
            return List.of();
        }
        List<Integer> reversed = new StatedSides(evidence).reversed();
        if (!reversed.isEmpty()) {
            return List.of(new GeometryFinding(FindingKind.VISIBILITY_REVERSED, reversed));
        }
        List<Integer> behind = said(evidence, PointState.VISIBLE, facing -> facing < BEHIND);
        List<Integer> inFront = said(evidence, PointState.SELF_OCCLUDED, facing -> facing > IN_FRONT);
        List<GeometryFinding> findings = new ArrayList<>();
        if (!behind.isEmpty()) {
            findings.add(new GeometryFinding(FindingKind.VISIBLE_BEHIND, behind));
        }
        if (!inFront.isEmpty()) {
            findings.add(new GeometryFinding(FindingKind.HIDDEN_IN_FRONT, inFront));
        }
        return findings;
    }

    private static List<Integer> said(Evidence evidence, PointState state, DoublePredicate facing) {
        Evidence.Face face = evidence.known();
        List<Integer> said = new ArrayList<>();
        for (int i = 0; i < face.shape().size(); i++) {
            int index = face.index(i);
            if (face.seen().placed(i)
                    && !face.renamed(i)
                    && evidence.points().get(index).state() == state
                    && !behindNose(face, i)
                    && facing.test(face.head().facing(i))) {
                said.add(index);
            }
        }
        return said;
    }

    /** The nose hides what lies beside it on the far side, though that faces the viewer. */
    private static boolean behindNose(Evidence.Face face, int point) {
        double yaw = face.head().camera().yaw();
        Vector place = face.shape().mean(point);
        return Math.abs(yaw) > 25 && place.x() * yaw > 0 && Math.abs(place.x()) < 5;
    }
}
