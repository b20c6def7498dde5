package dev.visor.gateway.projects;

import dev.visor.gateway.projects.LandmarkSchema.Contour;
import dev.visor.gateway.projects.LandmarkSchema.Edge;
import dev.visor.gateway.projects.LandmarkSchema.Group;
import dev.visor.gateway.projects.LandmarkSchema.MeanPoint;
import dev.visor.gateway.projects.LandmarkSchema.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
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

    SchemaText {
        if (Stream.of(groups, contours, mesh, points).flatMap(List::stream).anyMatch(Objects::isNull)) {
            throw new SchemaMistake("unreadable-schema", "A list in a landmark schema has no null");
        }
        groups = List.copyOf(groups);
        contours = List.copyOf(contours);
        mesh = List.copyOf(mesh);
        points = List.copyOf(points);
    }

    private static final Pattern FIELD_NAME = Pattern.compile("[^A-Za-z0-9_-]|(?<=.{40}).");
    private static final Pattern FIELD = Pattern.compile("'(\\w{1,40})'");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads a schema.
     *
     * @throws SchemaMistake if it is not one, saying what was wanted
     */
    static LandmarkSchema read(byte[] json) {
        try {
            SchemaText text = JSON.readValue(json, SchemaText.class);
            if (text == null) {
                throw new SchemaMistake("unreadable-schema", "A landmark schema is not null");
            }
            return text.schema();
        } catch (JacksonException e) {
            if (e.getCause() instanceof SchemaMistake mistake) {
                throw mistake;
            }
            throw new SchemaMistake("unreadable-schema", "A landmark schema cannot be read: " + why(e), e);
        }
    }

    /** What Jackson says, without the names of classes. */
    private static String why(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "it has no field "
                    + FIELD_NAME.matcher(unknown.getPropertyName()).replaceAll("?");
        }
        if (e instanceof StreamReadException) {
            return "it is not JSON at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr();
        }
        Matcher named = FIELD.matcher(e.getOriginalMessage());
        return named.find()
                ? "the field " + named.group(1) + " is missing or null"
                : "a field is missing or is not of its kind";
    }

    private LandmarkSchema schema() {
        List<PointText> rows = points.stream().map(PointText::of).toList();
        List<String> names = rows.stream().map(PointText::name).toList();
        List<Edge> net = new ArrayList<>();
        mesh.forEach(run -> net.addAll(Edge.along(PointRuns.read(run))));
        return new LandmarkSchema(
                new SchemaRef(id, 1),
                new Origin(title, source, sides, deviations),
                names,
                groups.stream()
                        .map(group -> new Group(group.name, PointRuns.read(group.points)))
                        .toList(),
                contours.stream()
                        .map(contour -> new Contour(contour.name, PointRuns.read(contour.points), contour.closed))
                        .toList(),
                net,
                normaliser(names),
                rows.stream().map(PointText::deviation).toList(),
                rows.stream().map(row -> new MeanPoint(row.x(), row.y())).toList(),
                rows.stream().map(PointText::detail).toList());
    }

    private Normaliser normaliser(List<String> names) {
        List<String> words = List.of(normaliser.split(" ", -1));
        if (words.equals(List.of("box"))) {
            return new Normaliser.Box();
        }
        if (words.size() == 3 && words.getFirst().equals("between") && names.containsAll(words.subList(1, 3))) {
            return new Normaliser.Between(names.indexOf(words.get(1)), names.indexOf(words.get(2)));
        }
        throw new SchemaMistake(
                "bad-normaliser", "A normaliser is \"box\", or \"between\" and two points of the schema");
    }

    /** Writes a schema; its version is not part of what is written. */
    static SchemaText of(LandmarkSchema schema) {
        List<JsonNode> rows = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            MeanPoint mean = schema.mean().get(i);
            PointText row = new PointText(
                    schema.points().get(i),
                    mean.x(),
                    mean.y(),
                    schema.deviations().get(i),
                    schema.details().get(i));
            rows.add(row.row(JSON));
        }
        return new SchemaText(
                schema.id(),
                schema.origin().title(),
                schema.origin().source(),
                schema.origin().sides(),
                schema.origin().deviations(),
                normaliser(schema),
                schema.groups().stream()
                        .map(group -> new GroupText(group.name(), PointRuns.write(group.points())))
                        .toList(),
                schema.contours().stream()
                        .map(contour ->
                                new ContourText(contour.name(), PointRuns.write(contour.points()), contour.closed()))
                        .toList(),
                PointRuns.chains(schema.mesh()),
                rows);
    }

    private static String normaliser(LandmarkSchema schema) {
        return switch (schema.normaliser()) {
            case Normaliser.Box box -> "box";
            case Normaliser.Between(int from, int to) ->
                "between " + schema.points().get(from) + " " + schema.points().get(to);
        };
    }

    /** The same as JSON. */
    String json() {
        return JSON.writeValueAsString(this);
    }

    record GroupText(String name, String points) {}

    record ContourText(String name, String points, boolean closed) {}
}
