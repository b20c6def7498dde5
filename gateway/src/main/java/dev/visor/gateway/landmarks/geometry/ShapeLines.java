package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.projects.LandmarkSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** How a shape's points belong together: opposites, regions and contours of the schema, along the shape's list. */
final class ShapeLines {

    private final List<Integer> opposites;
    private final List<List<Integer>> regions;
    private final List<Line> lines;
    private final List<Pair> pairs;

    private ShapeLines(List<Integer> opposites, List<List<Integer>> regions, List<Line> lines, List<Pair> pairs) {
        this.opposites = opposites;
        this.regions = regions;
        this.lines = lines;
        this.pairs = pairs;
    }

    static ShapeLines of(LandmarkSchema schema, FaceShape shape) {
        Map<Integer, Integer> along = new HashMap<>();
        for (int i = 0; i < shape.size(); i++) {
            along.put(shape.points().get(i), i);
        }
        List<Integer> flip = schema.flip();
        List<Integer> opposites = shape.points().stream()
                .map(point -> along.getOrDefault(flip.get(point), along.get(point)))
                .toList();
        Set<List<Integer>> regions = new LinkedHashSet<>();
        for (LandmarkSchema.Group group : schema.groups()) {
            TreeSet<Integer> region = new TreeSet<>(within(along, group.points()));
            List.copyOf(region).forEach(point -> region.add(opposites.get(point)));
            region.removeIf(point -> opposites.get(point).equals(point));
            if (region.size() > 2) {
                regions.add(List.copyOf(region));
            }
        }
        List<Line> lines = schema.contours().stream()
                .map(contour -> new Line(within(along, contour.points()), contour.closed()))
                .filter(line -> line.points.size() > 1)
                .toList();
        return new ShapeLines(opposites, List.copyOf(regions), lines, pairs(opposites, lines));
    }

    private static List<Integer> within(Map<Integer, Integer> along, List<Integer> points) {
        return points.stream().filter(along::containsKey).map(along::get).toList();
    }

    /** Which two points get exchanged: opposites, and neighbours in a contour, next ones and those over one. */
    private static List<Pair> pairs(List<Integer> opposites, List<Line> lines) {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (int i = 0; i < opposites.size(); i++) {
            if (opposites.get(i) > i) {
                pairs.add(new Pair(i, opposites.get(i), FindingKind.SIDES_SWAPPED));
            }
        }
        for (Line line : lines) {
            List<Integer> points = line.points;
            for (int i = 0; i < points.size(); i++) {
                for (int j = i + 1; j < points.size(); j++) {
                    int a = Math.min(points.get(i), points.get(j));
                    int b = Math.max(points.get(i), points.get(j));
                    if (opposites.get(a) != b) {
                        pairs.add(new Pair(a, b, FindingKind.CONTOUR_ORDER));
                    }
                }
            }
        }
        return List.copyOf(pairs);
    }

    /** The point on the other side, or the point itself on the middle line. */
    int opposite(int point) {
        return opposites.get(point);
    }

    /** Each group with its opposite, without the middle line: what may be swapped as a whole. */
    List<List<Integer>> regions() {
        return regions;
    }

    List<Line> lines() {
        return lines;
    }

    List<Pair> pairs() {
        return pairs;
    }

    /** Each point under its own name; may be altered. */
    List<Integer> same() {
        return new ArrayList<>(IntStream.range(0, opposites.size()).boxed().toList());
    }

    /**
     * A contour.
     *
     * @param points along the shape's list
     */
    record Line(List<Integer> points, boolean closed) {}

    /**
     * Two points that might have been exchanged.
     *
     * @param kind what that would be
     */
    record Pair(int a, int b, FindingKind kind) {}
}
