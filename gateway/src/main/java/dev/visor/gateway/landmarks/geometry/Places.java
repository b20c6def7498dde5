package dev.visor.gateway.landmarks.geometry;

import java.util.ArrayList;
import java.util.List;

/** Points that do not lie where a face has them, and those that are farther from their neighbours than on any head. */
record Places() implements Check {

    /** How many deviations of a point are no longer possible. */
    private static final double IMPOSSIBLE = 6;

    @Override
    public List<GeometryFinding> in(Evidence evidence) {
        Evidence.Face face = evidence.face();
        if (face == null) {
            return List.of();
        }
        if (face.lost()) {
            return List.of(new GeometryFinding(FindingKind.NO_FACE, face.placed()));
        }
        List<Integer> misplaced = face.errors().misplaced();
        List<GeometryFinding> findings = new ArrayList<>();
        for (int point : misplaced) {
            FindingKind kind = tooFar(face, point) ? FindingKind.IMPOSSIBLE_DISTANCE : FindingKind.POINT_MISPLACED;
            findings.add(new GeometryFinding(kind, List.of(face.index(point))));
        }
        return findings;
    }

    /** Whether each sound neighbour in its contours is farther away than the head allows, however it is turned. */
    private static boolean tooFar(Evidence.Face face, int point) {
        List<Integer> neighbours = neighbours(face, point);
        return !neighbours.isEmpty() && neighbours.stream().allMatch(other -> tooFar(face, point, other));
    }

    private static boolean tooFar(Evidence.Face face, int point, int other) {
        FaceShape shape = face.shape();
        double along = face.head().place(point).distance(face.head().place(other));
        double spread = Math.sqrt(shape.variance(point) + shape.variance(other));
        return face.seen().distance(point, other) > face.head().camera().scale() * (along + IMPOSSIBLE * spread);
    }

    private static List<Integer> neighbours(Evidence.Face face, int point) {
        List<Integer> neighbours = new ArrayList<>();
        for (ShapeLines.Line line : face.lines().lines()) {
            if (line.points().contains(point)) {
                line.points().stream()
                        .filter(other -> other != point)
                        .filter(face.seen()::placed)
                        .filter(other -> !face.errors().misplaced().contains(other))
                        .forEach(neighbours::add);
            }
        }
        return neighbours;
    }
}
