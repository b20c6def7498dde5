package dev.visor.gateway.projects;

import dev.visor.gateway.projects.LandmarkSchema.Contour;
import dev.visor.gateway.projects.LandmarkSchema.Edge;
import dev.visor.gateway.projects.LandmarkSchema.Group;
import dev.visor.gateway.projects.LandmarkSchema.MeanPoint;
import dev.visor.gateway.projects.LandmarkSchema.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts the lines of a schema's contours into equal parts, with a new point at each cut. The points of the base keep their
 * numbers; new ones follow. What is done to a line is done to its mirror image, so that each new point has its opposite. New
 * points lie on straight lines: whoever wants them on the curve moves them in the mean shape before the upload.
 */
final class Density {

    static final int MOST_PARTS = 8;

    private final LandmarkSchema base;
    private final List<Integer> flip;
    private final Map<Set<Integer>, Integer> parts = new LinkedHashMap<>();
    private final Map<Set<Integer>, List<Integer>> cuts = new HashMap<>();
    private final CutNames names;
    private final List<String> points;
    private final List<Double> deviations;
    private final List<MeanPoint> mean;
    private final List<PointDetail> details;
    private final Map<String, List<Integer>> groups = new LinkedHashMap<>();

    private Density(LandmarkSchema base) {
        this.base = base;
        this.flip = base.flip();
        this.names = new CutNames(base.points());
        this.points = new ArrayList<>(base.points());
        this.deviations = new ArrayList<>(base.deviations());
        this.mean = new ArrayList<>(base.mean());
        this.details = new ArrayList<>(base.details());
        base.groups().forEach(group -> groups.put(group.name(), new ArrayList<>(group.points())));
    }

    /**
     * Makes the denser schema.
     *
     * @param factors for contours and groups by name: into how many parts each of their lines is cut
     * @throws SchemaMistake if there is no such contour or group, or the result is no schema
     */
    static LandmarkSchema of(LandmarkSchema base, String id, String title, Map<String, Integer> factors) {
        Density density = new Density(base);
        factors.forEach(density::want);
        density.mirror();
        density.parts.keySet().stream().sorted(density.names.order()).forEach(density::cut);
        return density.schema(id, title);
    }

    private void want(String name, int factor) {
        if (factor < 1 || factor > MOST_PARTS) {
            throw new SchemaMistake("bad-factor", "A line is cut into 1 to " + MOST_PARTS + " parts");
        }
        Set<Integer> group = base.groups().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .map(one -> Set.copyOf(one.points()))
                .orElse(Set.of());
        boolean known = !group.isEmpty();
        for (Contour contour : base.contours()) {
            boolean named = contour.name().equals(name);
            known |= named;
            for (Edge edge : contour.edges()) {
                Set<Integer> ends = ends(edge);
                if (named || group.containsAll(ends)) {
                    parts.merge(ends, factor, Math::max);
                }
            }
        }
        if (!known) {
            throw new SchemaMistake("unknown-region", "The schema has no contour and no group of one of these names");
        }
    }

    /** A line whose mirror image is cut is cut alike; where there is no such line, there could be no opposite. */
    private void mirror() {
        Set<Set<Integer>> drawn = new HashSet<>();
        base.edges().forEach(edge -> drawn.add(ends(edge)));
        Map.copyOf(parts).forEach((ends, factor) -> {
            Set<Integer> image = new HashSet<>();
            ends.forEach(end -> image.add(flip.get(end)));
            if (factor > 1 && !drawn.contains(image)) {
                throw new SchemaMistake("no-mirror-image", "A line of the schema has no mirror image to be cut alike");
            }
            parts.merge(Set.copyOf(image), factor, Math::max);
        });
    }

    private void cut(Set<Integer> ends) {
        int factor = parts.getOrDefault(ends, 1);
        CutNames.Line line = names.line(ends);
        List<Integer> added = new ArrayList<>();
        List<String> called = names.cuts(line, factor);
        for (int k = 1; k < factor; k++) {
            added.add(points.size());
            add(line, called.get(k - 1), (double) k / factor);
        }
        cuts.put(ends, added);
    }

    private void add(CutNames.Line line, String name, double share) {
        int point = points.size();
        points.add(name);
        MeanPoint from = base.mean().get(line.from());
        MeanPoint to = base.mean().get(line.to());
        mean.add(new MeanPoint(at(from.x(), to.x(), share), at(from.y(), to.y(), share)));
        deviations.add(at(base.deviations().get(line.from()), base.deviations().get(line.to()), share));
        details.add(new PointDetail(name, null, null, CutPlaces.between(base, line, share)));
        groups.values().stream()
                .filter(members -> members.contains(line.from()))
                .findFirst()
                .orElseThrow()
                .add(point);
    }

    /** To a millionth, which is less than any mean shape is good for. */
    private static double at(double from, double to, double share) {
        return Math.rint(((1 - share) * from + share * to) * 1e6) / 1e6;
    }

    private LandmarkSchema schema(String id, String title) {
        return new LandmarkSchema(
                new SchemaRef(id, 1),
                new Origin(
                        title,
                        "Made denser from " + base.ref().label() + ", with new points on the straight lines between its"
                                + " own.",
                        base.origin().sides(),
                        base.origin().deviations()),
                points,
                groups.entrySet().stream()
                        .map(group -> new Group(group.getKey(), group.getValue()))
                        .toList(),
                base.contours().stream().map(this::cut).toList(),
                base.mesh(),
                base.normaliser(),
                deviations,
                mean,
                details);
    }

    private Contour cut(Contour contour) {
        List<Integer> through = new ArrayList<>();
        List<Edge> edges = contour.edges();
        for (Edge edge : edges) {
            through.add(edge.from());
            List<Integer> between = cuts.getOrDefault(ends(edge), List.of());
            through.addAll(names.line(ends(edge)).from() == edge.from() ? between : between.reversed());
        }
        if (!contour.closed()) {
            through.add(edges.getLast().to());
        }
        return new Contour(contour.name(), through, contour.closed());
    }

    private static Set<Integer> ends(Edge edge) {
        return Set.of(edge.from(), edge.to());
    }
}
