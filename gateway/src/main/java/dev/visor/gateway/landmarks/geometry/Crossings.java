package dev.visor.gateway.landmarks.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Contours that cross themselves. Closed lips and lids touch, so that a crossing counts only where an end would have to go
 * farther to undo it than people place the points apart.
 */
record Crossings() implements Check {

    /** How many deviations of its points a crossing must be deep. */
    private static final double DEEP = 4.5;

    @Override
    public List<GeometryFinding> in(Evidence evidence) {
        Evidence.Face face = evidence.face();
        if (face == null || face.lost()) {
            return List.of();
        }
        List<GeometryFinding> findings = new ArrayList<>();
        for (ShapeLines.Line line : face.lines().lines()) {
            Set<Integer> crossed = crossed(face, line);
            if (!crossed.isEmpty()) {
                findings.add(new GeometryFinding(FindingKind.CONTOUR_CROSSES, face.indices(List.copyOf(crossed))));
            }
        }
        return findings;
    }

    private static Set<Integer> crossed(Evidence.Face face, ShapeLines.Line line) {
        List<Integer> points =
                line.points().stream().filter(face.seen()::placed).toList();
        int edges = line.closed() ? points.size() : points.size() - 1;
        Set<Integer> crossed = new TreeSet<>();
        for (int i = 0; i < edges; i++) {
            for (int j = i + 2; j < edges; j++) {
                boolean meet = line.closed() && i == 0 && j == edges - 1;
                int[] ends = {points.get(i), points.get(i + 1), points.get(j), points.get((j + 1) % points.size())};
                if (!meet && deep(face, ends)) {
                    for (int end : ends) {
                        crossed.add(end);
                    }
                }
            }
        }
        return crossed;
    }

    private static boolean deep(Evidence.Face face, int[] ends) {
        Seen seen = face.seen();
        if (!(apart(seen, ends[0], ends[1], ends[2], ends[3]) && apart(seen, ends[2], ends[3], ends[0], ends[1]))) {
            return false;
        }
        double depth = Math.min(
                Math.min(distance(seen, ends[0], ends[2], ends[3]), distance(seen, ends[1], ends[2], ends[3])),
                Math.min(distance(seen, ends[2], ends[0], ends[1]), distance(seen, ends[3], ends[0], ends[1])));
        double variance = 0;
        for (int end : ends) {
            variance = Math.max(variance, face.shape().spread(end));
        }
        return depth > DEEP * face.head().camera().scale() * Math.sqrt(2 * variance);
    }

    /** Whether the last two points lie on two sides of the line through the first two. */
    private static boolean apart(Seen seen, int from, int to, int one, int other) {
        return side(seen, from, to, one) * side(seen, from, to, other) < 0;
    }

    private static double side(Seen seen, int from, int to, int point) {
        return (seen.x(to) - seen.x(from)) * (seen.y(point) - seen.y(from))
                - (seen.y(to) - seen.y(from)) * (seen.x(point) - seen.x(from));
    }

    /** How far a point is from the line through two others, in pixels. */
    private static double distance(Seen seen, int point, int from, int to) {
        return Math.abs(side(seen, from, to, point)) / Math.max(1e-12, seen.distance(from, to));
    }
}
