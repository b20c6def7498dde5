package dev.visor.gateway.views;

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
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a view lies and what was suggested on it: everything that its picture is a function of, besides the pixels. It is
 * about a person's face and rests sealed, as JSON of version 2; version 1 says nothing of how sure the suggested points are.
 *
 * @param frame between the view and its original
 * @param box the face, in stored pixels
 * @param outline the part that may be shown, in stored pixels
 * @param exclusions the parts of it that belong to others, in stored pixels
 * @param fill the one grey of all else
 * @param suggestion the points offered to the annotator, and what is known of them
 */
public record ViewGeometry(
        ViewFrame frame, Box box, Outline outline, List<Outline> exclusions, int fill, SuggestedPoints suggestion) {

    private static final int VERSION = 2;
    private static final int EARLIER = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ViewGeometry {
        exclusions = List.copyOf(exclusions);
    }

    static ViewGeometry of(Target target, int fill) {
        return new ViewGeometry(
                target.frame(), target.box(), target.outline(), target.exclusions(), fill, target.suggestion());
    }

    /** The points offered to the annotator. */
    public List<ViewPoint> suggested() {
        return suggestion.points();
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
        root.put("fill", fill);
        ArrayNode points = root.putArray("suggested");
        suggestion.points().forEach(point -> points.addArray().add(point.x()).add(point.y()));
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
        if (version != VERSION && version != EARLIER) {
            throw new IllegalArgumentException("A view's geometry is of version " + EARLIER + " or " + VERSION);
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
                new SuggestedPoints(suggested, deviations(root), pose(root)));
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
