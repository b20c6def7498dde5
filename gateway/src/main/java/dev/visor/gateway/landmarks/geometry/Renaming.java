package dev.visor.gateway.landmarks.geometry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A way in which several points could have been given each other's names.
 *
 * @param kind what it would be
 * @param from for each point of the shape whose place it would rightly have
 */
record Renaming(FindingKind kind, List<Integer> from) {

    Renaming {
        from = List.copyOf(from);
    }

    /** The points that get another's place. */
    List<Integer> moved() {
        List<Integer> moved = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            if (from.get(i) != i) {
                moved.add(i);
            }
        }
        return moved;
    }

    int[] indices() {
        return from.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Everything that has an opposite was called by that one's name. */
    static Renaming mirrored(ShapeLines lines, List<Integer> region) {
        List<Integer> from = lines.same();
        for (int point : region) {
            from.set(point, lines.opposite(point));
        }
        return new Renaming(FindingKind.SIDES_SWAPPED, from);
    }

    /** A contour was run through in another order: its k-th point has the place of its order's k-th. */
    static Renaming ordered(ShapeLines lines, List<Integer> contour, List<Integer> order) {
        List<Integer> from = lines.same();
        for (int k = 0; k < contour.size(); k++) {
            from.set(contour.get(k), order.get(k));
        }
        return new Renaming(FindingKind.CONTOUR_ORDER, from);
    }

    /** The ways in which a whole contour is often run through wrongly: backwards, begun late, or both. */
    static List<Renaming> wrongRuns(ShapeLines lines, ShapeLines.Line contour) {
        List<Renaming> runs = new ArrayList<>();
        List<Integer> points = contour.points();
        List<Integer> backwards = new ArrayList<>(points.reversed());
        runs.add(ordered(lines, points, backwards));
        for (int late = 1; contour.closed() && late < points.size(); late++) {
            runs.add(ordered(lines, points, rotated(points, late)));
            runs.add(ordered(lines, points, rotated(backwards, late)));
        }
        return runs;
    }

    private static List<Integer> rotated(List<Integer> points, int by) {
        List<Integer> rotated = new ArrayList<>(points);
        Collections.rotate(rotated, by);
        return rotated;
    }
}
