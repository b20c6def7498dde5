package dev.visor.gateway.landmarks;

import dev.visor.gateway.landmarks.codes.CodesText;
import dev.visor.gateway.landmarks.codes.Disagreement;
import dev.visor.gateway.landmarks.codes.FaceCodes;
import dev.visor.gateway.projects.SchemaRef;
import dev.visor.redaction.geometry.ViewPoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The points of one version of an annotation, as it rests sealed, in view coordinates, and what else was said of the face: JSON of
 * version 2. Version 1 had points alone, and is read as it always was.
 *
 * @param schema the version of the landmark schema, as {@link SchemaRef#label} names it; where it says none, the first
 * @param guideline the guideline version that it was made under
 * @param points one for each point of the schema, in its order
 * @param codes what is said beside the points; null where nothing is
 */
public record Sheet(
        String schema,
        int guideline,
        List<Landmark> points,
        @Nullable FaceCodes codes) {

    private static final int VERSION = 2;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Sheet {
        points = List.copyOf(points);
    }

    /** What a table has against the expression; mostly nothing. */
    List<Disagreement> disagreements() {
        return codes == null ? List.of() : codes.disagreements();
    }

    /** By which version of the project's schema its points are counted. */
    public int schemaVersion() {
        return SchemaRef.labelled(schema).version();
    }

    byte[] toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", VERSION).put("schema", schema).put("guideline", guideline);
        ArrayNode into = root.putArray("viewPoints");
        for (Landmark point : points) {
            ObjectNode one = into.addObject();
            ViewPoint place = point.place();
            if (place != null) {
                one.put("x", place.x()).put("y", place.y());
            }
            one.put("state", point.state().label());
            if (point.provenance() != null) {
                one.put("provenance", point.provenance().label());
            }
            if (point.reason() != null) {
                one.put("reason", point.reason());
            }
        }
        if (codes != null) {
            CodesText.write(codes, root.putObject("codes"));
        }
        return JSON.writeValueAsBytes(root);
    }

    /**
     * Reads what was sealed.
     *
     * @throws IllegalArgumentException if it is of another version
     */
    static Sheet fromJson(byte[] json) {
        JsonNode root = JSON.readTree(json);
        int version = root.path("version").asInt();
        if (version != VERSION && version != VERSION - 1) {
            throw new IllegalArgumentException("A sheet is of version " + (VERSION - 1) + " or " + VERSION);
        }
        List<Landmark> points = new ArrayList<>();
        root.path("viewPoints")
                .forEach(point -> points.add(new Landmark(
                        place(point),
                        PointState.labelled(point.path("state").asString()),
                        point.has("provenance")
                                ? Provenance.labelled(point.path("provenance").asString())
                                : null,
                        point.has("reason") ? point.path("reason").asString() : null)));
        return new Sheet(
                root.path("schema").asString(),
                root.path("guideline").asInt(),
                points,
                version > 1 && root.has("codes") ? CodesText.read(root.path("codes")) : null);
    }

    private static @Nullable ViewPoint place(JsonNode point) {
        return point.has("x")
                ? new ViewPoint(point.path("x").asDouble(), point.path("y").asDouble())
                : null;
    }

    @Override
    public String toString() {
        return "Sheet[" + schema + "]";
    }
}
