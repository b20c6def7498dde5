package dev.visor.gateway.projects;

import dev.visor.redaction.mesh.MeshPlaces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which points are placed, in which order. Names are the subject's own sides: {@code left} is the subject's left, which a
 * picture shows on its right. A point's name alone says which one is its opposite, so that no table can disagree with it.
 *
 * @param id such as {@code ibug68}; a schema never changes under its id
 * @param origin what it is called and where it comes from
 * @param points the names of the points; a point's place in this list is its index everywhere
 * @param groups the regions that the points belong to, each point to one
 * @param contours the lines drawn through the points
 * @param mesh further lines, of a net that is laid over the face; mostly none
 * @param normaliser what errors are divided by
 * @param deviations for each point how far two people place it apart, as {@link Origin#deviations} says
 * @param mean where the points lie on an average subject that faces the viewer
 */
public record LandmarkSchema(
        String id,
        Origin origin,
        List<String> points,
        List<Group> groups,
        List<Contour> contours,
        List<Edge> mesh,
        Normaliser normaliser,
        List<Double> deviations,
        List<MeanPoint> mean) {

    private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";

    public LandmarkSchema {
        points = List.copyOf(points);
        groups = List.copyOf(groups);
        contours = List.copyOf(contours);
        mesh = List.copyOf(mesh);
        deviations = List.copyOf(deviations);
        mean = List.copyOf(mean);
        checkNames(id, points);
        checkGroups(groups, points.size());
        checkLines(contours, mesh, points.size());
        int size = points.size();
        normaliser.points().forEach(point -> inRange("normaliser", point, size));
        if (deviations.size() != points.size() || mean.size() != points.size()) {
            throw new IllegalArgumentException("Each point has a deviation and a place in the mean shape");
        }
        if (deviations.stream().anyMatch(deviation -> !(deviation > 0 && deviation < 1))) {
            throw new IllegalArgumentException("A deviation is a share between 0 and 1");
        }
    }

    private static void checkNames(String id, List<String> points) {
        if (!id.matches(NAME) || points.isEmpty() || points.stream().anyMatch(point -> !point.matches(NAME))) {
            throw new IllegalArgumentException("A landmark schema and its points have names like eye-left-1");
        }
        Set<String> names = new HashSet<>(points);
        if (names.size() != points.size()) {
            throw new IllegalArgumentException("A landmark schema has points, each with its own name");
        }
        for (String point : points) {
            if (!names.contains(mirrored(point))) {
                throw new IllegalArgumentException("The point " + point + " has no opposite " + mirrored(point));
            }
        }
    }

    private static void checkGroups(List<Group> groups, int size) {
        Set<String> names = new HashSet<>();
        Set<Integer> grouped = new HashSet<>();
        for (Group group : groups) {
            if (!names.add(group.name())) {
                throw new IllegalArgumentException("Two groups are called " + group.name());
            }
            for (int point : group.points()) {
                inRange("group " + group.name(), point, size);
                if (!grouped.add(point)) {
                    throw new IllegalArgumentException("Point " + point + " is in two groups or twice in one");
                }
            }
        }
        if (grouped.size() != size) {
            throw new IllegalArgumentException("Each point is in a group, but only " + grouped.size() + " are");
        }
    }

    private static void checkLines(List<Contour> contours, List<Edge> mesh, int size) {
        Set<String> names = new HashSet<>();
        for (Contour contour : contours) {
            if (!names.add(contour.name())) {
                throw new IllegalArgumentException("Two contours are called " + contour.name());
            }
            contour.points().forEach(point -> inRange("contour " + contour.name(), point, size));
        }
        for (Edge edge : mesh) {
            inRange("mesh", edge.from(), size);
            inRange("mesh", edge.to(), size);
        }
    }

    private static void inRange(String where, int point, int size) {
        if (point < 0 || point >= size) {
            throw new IllegalArgumentException(
                    "The " + where + " goes through points 0 to " + (size - 1) + ", not " + point);
        }
    }

    /**
     * What a schema is called and where it comes from.
     *
     * @param title for people
     * @param source the publication that defines the points
     * @param sides how that counts left and right, where it differs from ours
     * @param deviations where the deviations come from, and of what they are shares
     */
    public record Origin(String title, String source, String sides, String deviations) {
        public Origin {
            for (String text : List.of(title, source, sides, deviations)) {
                if (text.isBlank()) {
                    throw new IllegalArgumentException("A landmark schema says where it comes from");
                }
            }
        }
    }

    /** Points that belong together, such as those of an eye. */
    public record Group(String name, List<Integer> points) {
        public Group {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("A group has points");
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
            if (points.size() < 2 || new HashSet<>(points).size() != points.size()) {
                throw new IllegalArgumentException("A contour goes through at least two points, once through each");
            }
        }

        private List<Edge> edges() {
            List<Edge> edges = new ArrayList<>(Edge.along(points));
            if (closed) {
                edges.add(new Edge(points.getLast(), points.getFirst()));
            }
            return edges;
        }
    }

    /**
     * A line between two points.
     *
     * @param from a point's index
     * @param to another's
     */
    public record Edge(int from, int to) {
        public Edge {
            if (from == to) {
                throw new IllegalArgumentException("A line goes from one point to another");
            }
        }

        static List<Edge> along(List<Integer> points) {
            List<Edge> edges = new ArrayList<>();
            for (int i = 1; i < points.size(); i++) {
                edges.add(new Edge(points.get(i - 1), points.get(i)));
            }
            return edges;
        }
    }

    /**
     * A place in a frame of its own, of which only the proportions count.
     *
     * @param x to the viewer's right of the middle line
     * @param y downwards
     */
    public record MeanPoint(double x, double y) {
        public MeanPoint {
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException("A place is finite");
            }
        }
    }

    /** How many points. */
    public int size() {
        return points.size();
    }

    /** What each point is, in one sentence without its end; null for a point of MediaPipe's net or of the body. */
    public List<@Nullable String> definitions() {
        List<@Nullable String> definitions = new ArrayList<>();
        points.forEach(point -> definitions.add(MeshPlaces.definition(point).orElse(null)));
        return definitions;
    }

    /** All lines, contour by contour; those of the mesh are not among them. */
    public List<Edge> edges() {
        return contours.stream().flatMap(contour -> contour.edges().stream()).toList();
    }

    /** For each point the one that takes its place when the picture is mirrored; a point on the middle line keeps its own. */
    public List<Integer> flip() {
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < points.size(); i++) {
            indices.put(points.get(i), i);
        }
        return points.stream()
                .map(point -> Objects.requireNonNull(indices.get(mirrored(point))))
                .toList();
    }

    private static String mirrored(String point) {
        return Arrays.stream(point.split("-", -1))
                .map(word -> switch (word) {
                    case "left" -> "right";
                    case "right" -> "left";
                    default -> word;
                })
                .collect(Collectors.joining("-"));
    }
}
