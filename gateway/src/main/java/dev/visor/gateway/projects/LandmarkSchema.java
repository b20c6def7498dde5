package dev.visor.gateway.projects;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Which points are placed on a face, in which order. Names are the subject's own sides: {@code left} is the subject's left,
 * which a picture shows on its right.
 *
 * @param id such as {@code ibug68}; a schema never changes under its id
 * @param points the names of the points; a point's place in this list is its index everywhere
 * @param contours the lines drawn through the points
 */
public record LandmarkSchema(String id, List<String> points, List<Contour> contours) {

    public LandmarkSchema {
        points = List.copyOf(points);
        contours = List.copyOf(contours);
        if (points.isEmpty() || new HashSet<>(points).size() != points.size()) {
            throw new IllegalArgumentException("A landmark schema has points, each with its own name");
        }
        for (String point : points) {
            if (!points.contains(mirrored(point))) {
                throw new IllegalArgumentException("The point " + point + " has no opposite " + mirrored(point));
            }
        }
        for (Contour contour : contours) {
            for (int index : contour.points()) {
                if (index < 0 || index >= points.size()) {
                    throw new IllegalArgumentException("The contour " + contour.name() + " goes through points 0 to "
                            + (points.size() - 1) + ", not " + index);
                }
            }
        }
    }

    /**
     * A line through points.
     *
     * @param points indices of at least two points, in drawing order
     * @param closed whether the last joins the first
     */
    public record Contour(String name, List<Integer> points, boolean closed) {
        public Contour {
            points = List.copyOf(points);
            if (points.size() < 2) {
                throw new IllegalArgumentException("A contour goes through at least two points");
            }
        }

        /** The contour through a run of points, both ends included. */
        static Contour through(String name, int first, int last, boolean closed) {
            List<Integer> points = new ArrayList<>();
            for (int i = first; i <= last; i++) {
                points.add(i);
            }
            return new Contour(name, points, closed);
        }
    }

    /**
     * A line between two neighbours of a contour.
     *
     * @param from a point's index
     * @param to another's
     */
    public record Edge(int from, int to) {}

    /** How many points. */
    public int size() {
        return points.size();
    }

    /** All lines, contour by contour. */
    public List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (Contour contour : contours) {
            List<Integer> run = contour.points();
            for (int i = 1; i < run.size(); i++) {
                edges.add(new Edge(run.get(i - 1), run.get(i)));
            }
            if (contour.closed()) {
                edges.add(new Edge(run.getLast(), run.getFirst()));
            }
        }
        return edges;
    }

    /** For each point the one that takes its place when the picture is mirrored; a point on the middle line keeps its own. */
    public List<Integer> flip() {
        return points.stream().map(point -> points.indexOf(mirrored(point))).toList();
    }

    private static String mirrored(String point) {
        return ("-" + point + "-")
                .replace("-left-", "-\0-")
                .replace("-right-", "-left-")
                .replace("-\0-", "-right-")
                .replaceAll("^-|-$", "");
    }
}
