package dev.visor.gateway.views;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.HeadPose;
import dev.visor.redaction.render.ViewInspection;
import dev.visor.redaction.worker.FoundFace.Target;
import dev.visor.redaction.worker.SuggestedPoints;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a view lies and what was suggested on it: everything that its picture is a function of, besides the pixels. It is
 * about a person's face and rests sealed, as JSON of version 4. Up to version 3 the points are those of the first version of
 * the project's schema; version 2 has a place for each of them; version 1 says nothing of how sure these are, either.
 *
 * @param frame between the view and its original
 * @param box the face, in stored pixels
 * @param outline the part that may be shown, in stored pixels
 * @param exclusions the parts of it that belong to others, in stored pixels
 * @param fill the one grey of all else
 * @param suggestion the places offered to the annotator, and what is known of them
 * @param schema the version of the project's schema that its points are counted by
 * @param points for which point of the schema each place is, ascending
 */
public record ViewGeometry(
        ViewFrame frame,
        Box box,
        Outline outline,
        List<Outline> exclusions,
        int fill,
        SuggestedPoints suggestion,
        int schema,
        List<Integer> points) {

    private static final int VERSION = 4;

    /** From here on a geometry says which points its places are for. */
    private static final int SAYS_POINTS = 3;

    /** From here on a geometry says by which version of the schema its points are counted. */
    private static final int SAYS_SCHEMA = 4;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ViewGeometry {
        exclusions = List.copyOf(exclusions);
        points = List.copyOf(points);
        if (schema < 1) {
            throw new IllegalArgumentException("The versions of a schema are counted from 1");
        }
        if (points.size() != suggestion.points().size()) {
            throw new IllegalArgumentException("Each suggested place is for a point");
        }
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i) < (i == 0 ? 0 : points.get(i - 1) + 1)) {
                throw new IllegalArgumentException("Suggested places are for points of a schema, in its order");
            }
        }
    }

    static ViewGeometry of(Target target, int fill, LandmarkSchema schema) {
        return new ViewGeometry(
                target.frame(),
                target.box(),
                target.outline(),
                target.exclusions(),
                fill,
                target.suggestion(),
                schema.ref().version(),
                Correspondence.of(schema).points());
    }

    /**
     * A place offered to the annotator.
     *
     * @param point its index in the version of the schema that this names
     * @return null for a point of which nothing is suggested
     */
    public @Nullable ViewPoint suggested(int point) {
        int place = Collections.binarySearch(points, point);
        return place < 0 ? null : suggestion.points().get(place);
    }

    /**
     * How sure a place is.
     *
     * @param point its index in the schema
     * @return the standard deviation along each axis, in view pixels; null where nobody can tell
     */
    public @Nullable Double deviation(int point) {
        int place = Collections.binarySearch(points, point);
        List<Double> known = suggestion.deviations();
        return place < 0 || known.isEmpty() ? null : known.get(place);
    }

    /** Whether the picture under this place of the view is shown. */
    public boolean shows(ViewPoint place) {
        return ViewInspection.shows(place, outline, exclusions, frame);
    }

    /** The bytes that are sealed. */
    byte[] toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", VERSION);
        root.put("frame", new String(frame.toJson(), StandardCharsets.UTF_8));
        root.putArray("box").add(box.x()).add(box.y()).add(box.width()).add(box.height());
        corners(root.putArray("outline"), outline);
        ArrayNode others = root.putArray("exclusions");
        exclusions.forEach(exclusion -> corners(others.addArray(), exclusion));
        root.put("fill", fill).put("schema", schema);
        ArrayNode indices = root.putArray("points");
        points.forEach(indices::add);
        ArrayNode places = root.putArray("suggested");
        suggestion.points().forEach(place -> places.addArray().add(place.x()).add(place.y()));
        ArrayNode deviations = root.putArray("deviations");
        suggestion.deviations().forEach(deviations::add);
        HeadPose pose = suggestion.pose();
        if (pose != null) {
            root.putArray("pose").add(pose.yaw()).add(pose.pitch()).add(pose.roll());
        }
        return JSON.writeValueAsBytes(root);
    }

    /**
     * Reads what was sealed.
     *
     * @throws IllegalArgumentException if it is of another version
     */
    static ViewGeometry fromJson(byte[] json) {
        JsonNode root = JSON.readTree(json);
        int version = root.path("version").asInt();
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException("A view's geometry is of version 1 to " + VERSION);
        }
        JsonNode box = root.path("box");
        List<Outline> exclusions = new ArrayList<>();
        root.path("exclusions").forEach(exclusion -> exclusions.add(outline(exclusion)));
        List<ViewPoint> suggested = new ArrayList<>();
        root.path("suggested")
                .forEach(point -> suggested.add(
                        new ViewPoint(point.get(0).asDouble(), point.get(1).asDouble())));
        return new ViewGeometry(
                ViewFrame.fromJson(root.path("frame").asString().getBytes(StandardCharsets.UTF_8)),
                new Box(
                        box.get(0).asDouble(),
                        box.get(1).asDouble(),
                        box.get(2).asDouble(),
                        box.get(3).asDouble()),
                outline(root.path("outline")),
                exclusions,
                root.path("fill").asInt(),
                new SuggestedPoints(suggested, deviations(root), pose(root)),
                version < SAYS_SCHEMA ? 1 : root.path("schema").asInt(),
                points(root, version, suggested.size()));
    }

    private static List<Integer> points(JsonNode root, int version, int count) {
        if (version < SAYS_POINTS) {
            return IntStream.range(0, count).boxed().toList();
        }
        List<Integer> points = new ArrayList<>();
        root.path("points").forEach(point -> points.add(point.asInt()));
        return points;
    }

    private static List<Double> deviations(JsonNode root) {
        List<Double> deviations = new ArrayList<>();
        root.path("deviations").forEach(deviation -> deviations.add(deviation.asDouble()));
        return deviations;
    }

    private static @Nullable HeadPose pose(JsonNode root) {
        JsonNode pose = root.path("pose");
        return pose.isArray()
                ? new HeadPose(
                        pose.get(0).asDouble(),
                        pose.get(1).asDouble(),
                        pose.get(2).asDouble())
                : null;
    }

    private static void corners(ArrayNode into, Outline outline) {
        outline.corners().forEach(corner -> into.addArray().add(corner.x()).add(corner.y()));
    }

    private static Outline outline(JsonNode corners) {
        List<ImagePoint> points = new ArrayList<>();
        corners.forEach(corner -> points.add(
                new ImagePoint(corner.get(0).asDouble(), corner.get(1).asDouble())));
        return new Outline(points);
    }

    @Override
    public String toString() {
        return "ViewGeometry[]";
    }
}
