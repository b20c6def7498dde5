package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.projects.LandmarkSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The checks for one schema. What they need of it is made once; it is the same for every face. */
public final class GeometryChecks {

    /** Fewer points are no face. */
    private static final int LEAST_FACE = 4;
    /** How far apart two people place a point at least, in pixels. */
    static final double PIXEL = 0.5;
    /** More schemas than are worked under at once; tenants may add as many as they like. */
    static final int MOST_MADE = 64;

    private static final Map<LandmarkSchema, GeometryChecks> MADE = Collections.synchronizedMap(new LatestUsed());

    private final LandmarkSchema schema;
    private final FaceShape shape;
    private final ShapeLines lines;

    private GeometryChecks(LandmarkSchema schema) {
        this.schema = schema;
        shape = FaceShape.of(schema);
        lines = ShapeLines.of(schema, shape);
    }

    /** Those for a schema by all that it says: two tenants, or two versions, may have one id. */
    public static GeometryChecks of(LandmarkSchema schema) {
        return MADE.computeIfAbsent(schema, GeometryChecks::new);
    }

    /**
     * Looks at an annotation.
     *
     * @param points one for each point of the schema, in its order, in view pixels
     * @return what looks wrong, the errors first
     */
    public List<GeometryFinding> findings(List<Landmark> points, Sight sight) {
        Evidence evidence = new Evidence(schema, points, sight, face(points));
        List<GeometryFinding> findings = new ArrayList<>();
        Set<Integer> named = new TreeSet<>();
        for (Check check : Check.ALL) {
            for (GeometryFinding finding : check.in(evidence)) {
                if (!(check instanceof Places && named.containsAll(finding.points()))) {
                    findings.add(finding);
                    named.addAll(finding.points());
                }
            }
        }
        findings.sort((a, b) -> a.severity().compareTo(b.severity()));
        return findings;
    }

    private Evidence.@Nullable Face face(List<Landmark> points) {
        Seen seen = Seen.of(shape, points);
        if (seen.count() < LEAST_FACE) {
            return null;
        }
        Naming naming = Naming.of(shape, lines, seen);
        GrossErrors errors = GrossErrors.of(shape, lines, naming);
        return new Evidence.Face(shape, lines, seen, naming, errors);
    }

    /** Lets go of what was used the longest ago. */
    private static final class LatestUsed extends LinkedHashMap<LandmarkSchema, GeometryChecks> {

        private static final long serialVersionUID = 1;

        private LatestUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<LandmarkSchema, GeometryChecks> eldest) {
            return size() > MOST_MADE;
        }
    }
}
