package dev.visor.gateway.projects;

import dev.visor.gateway.projects.LandmarkSchema.Contour;
import dev.visor.gateway.projects.LandmarkSchema.Edge;
import dev.visor.gateway.projects.LandmarkSchema.Group;
import dev.visor.gateway.projects.LandmarkSchema.MeanPoint;
import dev.visor.gateway.projects.LandmarkSchema.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A landmark schema as it is written down: JSON, one row for each point. It is read strictly: a field that is missing,
 * unknown, repeated or of another kind refuses the whole.
 *
 * @param deviations where the points' deviations come from
 * @param normaliser {@code box}, or {@code between} and the names of two points
 * @param mesh runs of indices; each neighbour of a run is a line
 */
record SchemaText(
        String id,
        String title,
        String source,
        String sides,
        String deviations,
        String normaliser,
        List<GroupText> groups,
        List<ContourText> contours,
        List<String> mesh,
        List<JsonNode> points) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern RUN = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    /**
     * Reads a schema.
     *
     * @throws IllegalArgumentException if it is not one, saying what was wanted
     */
    static LandmarkSchema read(byte[] json) {
        try {
            SchemaText text = JSON.readValue(json, SchemaText.class);
            if (text == null) {
                throw new IllegalArgumentException("A landmark schema is not null");
            }
            return text.schema();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("A landmark schema cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private LandmarkSchema schema() {
        List<PointText> rows = points.stream().map(PointText::of).toList();
        List<String> names = rows.stream().map(PointText::name).toList();
        List<Edge> net = new ArrayList<>();
        mesh.forEach(run -> net.addAll(Edge.along(indices(run))));
        return new LandmarkSchema(
                id,
                new Origin(title, source, sides, deviations),
                names,
                groups.stream()
                        .map(group -> new Group(group.name, indices(group.points)))
                        .toList(),
                contours.stream()
                        .map(contour -> new Contour(contour.name, indices(contour.points), contour.closed))
                        .toList(),
                net,
                normaliser(names),
                rows.stream().map(PointText::deviation).toList(),
                rows.stream().map(row -> new MeanPoint(row.x, row.y)).toList());
    }

    private Normaliser normaliser(List<String> names) {
        List<String> words = List.of(normaliser.split(" ", -1));
        if (words.equals(List.of("box"))) {
            return new Normaliser.Box();
        }
        if (words.size() == 3 && words.getFirst().equals("between") && names.containsAll(words.subList(1, 3))) {
            return new Normaliser.Between(names.indexOf(words.get(1)), names.indexOf(words.get(2)));
        }
        throw new IllegalArgumentException("A normaliser is \"box\", or \"between\" and two points of the schema");
    }

    /** Indices as {@code 0-16 20 22}. */
    private static List<Integer> indices(String text) {
        List<Integer> indices = new ArrayList<>();
        for (String run : text.split(" ", -1)) {
            Matcher ends = RUN.matcher(run);
            if (!ends.matches()) {
                throw new IllegalArgumentException("Points are listed like \"0-16 20\", not like \"" + text + "\"");
            }
            int first = Integer.parseInt(ends.group(1));
            int last = ends.group(2) == null ? first : Integer.parseInt(ends.group(2));
            if (last < first) {
                throw new IllegalArgumentException("A run of points goes upwards, not " + run);
            }
            for (int i = first; i <= last; i++) {
                indices.add(i);
            }
        }
        return indices;
    }

    record GroupText(String name, String points) {}

    record ContourText(String name, String points, boolean closed) {}

    /** A point's row: name, x, y, deviation. Jackson would let a row have more. */
    private record PointText(String name, double x, double y, double deviation) {

        static PointText of(JsonNode row) {
            if (!row.isArray() || row.size() != 4 || !row.get(0).isString()) {
                throw wanted(row);
            }
            return new PointText(row.get(0).asString(), number(row, 1), number(row, 2), number(row, 3));
        }

        private static double number(JsonNode row, int column) {
            if (!row.get(column).isNumber()) {
                throw wanted(row);
            }
            return row.get(column).asDouble();
        }

        private static IllegalArgumentException wanted(JsonNode row) {
            return new IllegalArgumentException(
                    "A point is a row of a name, a place to the right, one downwards and a deviation, not " + row);
        }
    }
}
