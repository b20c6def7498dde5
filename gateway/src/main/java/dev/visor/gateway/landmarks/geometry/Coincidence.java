package dev.visor.gateway.landmarks.geometry;

import java.util.ArrayList;
import java.util.List;

/** Two points at one place that are apart on a face; lips and lids may meet, since they do when mouth and eyes are closed. */
record Coincidence() implements Check {

    /** What counts as one place, in centimetres on the head. */
    private static final double SAME = 0.001;
    /** How many deviations apart two points are on the head that are surely apart. */
    private static final double APART = 3;

    @Override
    public List<GeometryFinding> in(Evidence evidence) {
        Evidence.Face face = evidence.face();
        if (face == null || face.lost()) {
            return List.of();
        }
        List<GeometryFinding> findings = new ArrayList<>();
        double same = SAME * face.head().camera().scale();
        for (int a = 0; a < face.shape().size(); a++) {
            for (int b = a + 1; b < face.shape().size(); b++) {
                if (face.seen().placed(a)
                        && face.seen().placed(b)
                        // A cheap look first: hardly any two of a dense schema's hundred thousand pairs lie so near.
                        && Math.abs(face.seen().x(a) - face.seen().x(b)) <= same
                        && face.seen().distance(a, b) <= same
                        && apart(face, a, b)) {
                    findings.add(new GeometryFinding(FindingKind.POINTS_COINCIDE, face.indices(List.of(a, b))));
                }
            }
        }
        return findings;
    }

    private static boolean apart(Evidence.Face face, int a, int b) {
        Vector one = face.head().seen(a);
        Vector other = face.head().seen(b);
        double distance = Math.hypot(one.x() - other.x(), one.y() - other.y());
        double scale = face.head().camera().scale();
        // People who place on whole pixels place what is nearer than that at one place.
        double unsure = Math.hypot(face.shape().deviation(a), face.shape().deviation(b)) * scale;
        return distance > APART * Math.hypot(unsure, Math.sqrt(2) * GeometryChecks.PIXEL);
    }
}
