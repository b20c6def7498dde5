package dev.visor.gateway.projects;

import dev.visor.redaction.mesh.MeshPlaces;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked of a schema that somebody uploads, beyond what makes it one. */
final class OwnSchemaChecks {

    /** Points in one schema: what the editor draws and a person places, and half of what a worker may be asked for. */
    static final int MOST_POINTS = 600;

    /** Bytes of its JSON: 600 points with all that they may say. */
    static final int MOST_BYTES = 512 * 1024;

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_LINES = 2000;

    private OwnSchemaChecks() {}

    /**
     * Reads what was uploaded.
     *
     * @throws SchemaMistake naming the first thing that is wrong with it
     */
    static LandmarkSchema read(byte[] json) {
        if (json.length > MOST_BYTES) {
            throw new SchemaMistake(
                    "schema-too-large", "A landmark schema has at most " + MOST_BYTES / 1024 + " KiB of JSON");
        }
        LandmarkSchema schema = SchemaText.read(json);
        check(schema);
        return schema;
    }

    static void check(LandmarkSchema schema) {
        if (LandmarkSchemas.ships(schema.id())) {
            throw new SchemaMistake(
                    "built-in", "Visor ships " + schema.id() + ", and it never changes: give yours another id");
        }
        if (schema.size() > MOST_POINTS) {
            throw new SchemaMistake(
                    "too-many-points",
                    "A landmark schema has at most " + MOST_POINTS + " points, not " + schema.size());
        }
        if (schema.contours().size() + schema.mesh().size() > MOST_LINES) {
            throw new SchemaMistake("too-many-lines", "A landmark schema has at most " + MOST_LINES + " lines");
        }
        names(schema);
        texts(schema);
        for (int i = 0; i < schema.size(); i++) {
            place(schema, i);
        }
    }

    private static void names(LandmarkSchema schema) {
        boolean tooLong = Stream.of(
                        Stream.of(schema.id()),
                        schema.points().stream(),
                        schema.details().stream().map(PointDetail::key),
                        schema.groups().stream().map(LandmarkSchema.Group::name),
                        schema.contours().stream().map(LandmarkSchema.Contour::name))
                .flatMap(some -> some)
                .anyMatch(name -> name.length() > LONGEST_NAME);
        if (tooLong) {
            throw new SchemaMistake("bad-names", "A name in a schema has at most " + LONGEST_NAME + " characters");
        }
    }

    private static void texts(LandmarkSchema schema) {
        LandmarkSchema.Origin origin = schema.origin();
        for (String text : List.of(origin.title(), origin.source(), origin.sides(), origin.deviations())) {
            text(text);
        }
        schema.details().forEach(detail -> text(detail.definition()));
    }

    private static void text(@Nullable String text) {
        if (text != null && (text.length() > LONGEST_TEXT || text.chars().anyMatch(OwnSchemaChecks::odd))) {
            throw new SchemaMistake(
                    "bad-text",
                    "A text in a schema has at most " + LONGEST_TEXT + " characters, and no line ends or control"
                            + " characters");
        }
    }

    /** Also what turns the direction of writing, so that a text reads as it is written. */
    private static boolean odd(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** A name that Visor knows means the same in every schema; only another name may say what it is. */
    private static void place(LandmarkSchema schema, int point) {
        String name = schema.points().get(point);
        PointDetail detail = schema.details().get(point);
        boolean says = detail.definition() != null || detail.place() != null || detail.between() != null;
        if (says
                && (MeshPlaces.named(name).isPresent()
                        || KnownPlaces.named(name).isPresent())) {
            throw new SchemaMistake(
                    "known-point", "What " + name + " is and where it lies is the same in every schema");
        }
        if ((detail.place() != null || detail.between() != null)
                && KnownPlaces.of(schema, point).isEmpty()) {
            throw new SchemaMistake(
                    "bad-place",
                    "Where " + name + " lies is told by points that Visor knows, and not by the box's corners");
        }
    }
}
