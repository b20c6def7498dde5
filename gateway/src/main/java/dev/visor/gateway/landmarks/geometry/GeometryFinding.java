package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.geometry.FindingKind.Severity;
import java.util.List;

/**
 * Something that looks wrong about where points lie or what is said of them. It holds no coordinates.
 *
 * @param points indices of the points in the schema that it is about, ascending, at least one
 */
public record GeometryFinding(FindingKind kind, List<Integer> points) {

    public GeometryFinding {
        points = points.stream().sorted().distinct().toList();
        if (points.isEmpty()) {
            throw new IllegalArgumentException("A finding is about a point");
        }
    }

    /** How bad it is. */
    public Severity severity() {
        return kind.severity();
    }

    /** What is wrong and what to do. */
    public String sentence() {
        return kind.sentence();
    }
}
