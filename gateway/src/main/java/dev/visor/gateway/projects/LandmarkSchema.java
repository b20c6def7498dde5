package dev.visor.gateway.projects;

import dev.visor.redaction.mesh.MeshPlaces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which points are placed, in which order. Names are the subject's own sides: {@code left} is the subject's left, which a
 * picture shows on its right. A point's name alone says which one is its opposite, so that no table can disagree with it.
 *
 * @param ref which version of which schema; it never changes under that
 * @param origin what it is called and where it comes from
 * @param points the names of the points; a point's place in this list is its index everywhere
 * @param groups the regions that the points belong to, each point to one
 * @param contours the lines drawn through the points
 * @param mesh further lines, of a net that is laid over the face; mostly none
 * @param normaliser what errors are divided by
 * @param deviations for each point how far two people place it apart, as {@link Origin#deviations} says
 * @param mean where the points lie on an average subject that faces the viewer
 * @param details what each point is beyond its name
 */
public record LandmarkSchema(
        SchemaRef ref,
        Origin origin,
        List<String> points,
        List<Group> groups,
        List<Contour> contours,
        List<Edge> mesh,
        Normaliser normaliser,
        List<Double> deviations,
        List<MeanPoint> mean,
        List<PointDetail> details) {

    public LandmarkSchema {
        points = List.copyOf(points);
        groups = List.copyOf(groups);
        contours = List.copyOf(contours);
        mesh = List.copyOf(mesh);
        deviations = List.copyOf(deviations);
        mean = List.copyOf(mean);
        details = List.copyOf(details);
        if (details.size() != points.size()) {
            throw new SchemaMistake("bad-points", "Each point has its details");
        }
        SchemaChecks.names(ref.id(), points, details);
        SchemaChecks.groups(groups, points.size());
        SchemaChecks.lines(contours, mesh, normaliser, points.size());
        SchemaChecks.numbers(deviations, mean.size(), points.size());
    }

    /** The first version of a schema whose points are what their names say. */
    LandmarkSchema(
            String id,
            Origin origin,
            List<String> points,
            List<Group> groups,
            List<Contour> contours,
            List<Edge> mesh,
            Normaliser normaliser,
            List<Double> deviations,
            List<MeanPoint> mean) {
        this(
                new SchemaRef(id, 1),
                origin,
                points,
                groups,
                contours,
                mesh,
                normaliser,
                deviations,
                mean,
                points.stream().map(PointDetail::plain).toList());
    }

    /** The same as another version. */
    LandmarkSchema version(int number) {
        return new LandmarkSchema(
                new SchemaRef(id(), number),
                origin,
                points,
                groups,
                contours,
                mesh,
                normaliser,
                deviations,
                mean,
                details);
    }

    /** What it is called, in all its versions. */
    public String id() {
        return ref.id();
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
                    throw new SchemaMistake("no-origin", "A landmark schema says where it comes from");
                }
            }
        }
    }

    /** Points that belong together, such as those of an eye. */
    public record Group(String name, List<Integer> points) {
        public Group {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new SchemaMistake("bad-groups", "A group has points");
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
                throw new SchemaMistake("bad-lines", "A contour goes through at least two points, once through each");
            }
        }

        List<Edge> edges() {
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
                throw new SchemaMistake("bad-lines", "A line goes from one point to another");
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
                throw new SchemaMistake("not-finite", "A place is finite");
            }
        }
    }

    /** How many points. */
    public int size() {
        return points.size();
    }

    /** What each point is, in one sentence without its end; null where nobody gave one. */
    public List<@Nullable String> definitions() {
        List<@Nullable String> definitions = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            String own = details.get(i).definition();
            definitions.add(own == null ? MeshPlaces.definition(points.get(i)).orElse(null) : own);
        }
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

    static String mirrored(String point) {
        return Arrays.stream(point.split("-", -1))
                .map(word -> switch (word) {
                    case "left" -> "right";
                    case "right" -> "left";
                    default -> word;
                })
                .collect(Collectors.joining("-"));
    }
}
