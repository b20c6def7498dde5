package dev.visor.gateway.landmarks;

import dev.visor.gateway.landmarks.geometry.FindingKind;
import dev.visor.gateway.landmarks.geometry.FindingKind.Severity;
import dev.visor.gateway.landmarks.geometry.GeometryFinding;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the geometry checks found on a submission, as it rests sealed beside the points: JSON of version 1. Whoever reviews it
 * sees what the annotator saw, whatever later versions of the checks would find.
 *
 * @param despite whether the annotator said that the errors are meant so
 * @param findings the errors first
 */
public record FindingSheet(boolean despite, List<GeometryFinding> findings) {

    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public FindingSheet {
        findings = List.copyOf(findings);
    }

    /** Nothing was found. */
    static FindingSheet none() {
        return new FindingSheet(false, List.of());
    }

    /** How many findings are so bad. */
    int count(Severity severity) {
        return (int) findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    byte[] toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", VERSION).put("despite", despite);
        ArrayNode into = root.putArray("findings");
        for (GeometryFinding finding : findings) {
            ObjectNode one = into.addObject();
            one.put("kind", finding.kind().code());
            finding.points().forEach(one.putArray("points")::add);
        }
        return JSON.writeValueAsBytes(root);
    }

    /**
     * Reads what was sealed.
     *
     * @throws IllegalArgumentException if it is of another version
     */
    static FindingSheet fromJson(byte[] json) {
        JsonNode root = JSON.readTree(json);
        if (root.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException("Findings are of version " + VERSION);
        }
        List<GeometryFinding> findings = new ArrayList<>();
        for (JsonNode one : root.path("findings")) {
            List<Integer> points = new ArrayList<>();
            one.path("points").forEach(point -> points.add(point.asInt()));
            findings.add(new GeometryFinding(FindingKind.coded(one.path("kind").asString()), points));
        }
        return new FindingSheet(root.path("despite").asBoolean(), findings);
    }

    @Override
    public String toString() {
        return "FindingSheet[" + findings.size() + "]";
    }
}
