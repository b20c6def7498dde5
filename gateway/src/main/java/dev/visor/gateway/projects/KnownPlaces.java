package dev.visor.gateway.projects;

import dev.visor.gateway.projects.PointDetail.Between;
import dev.visor.redaction.mesh.MeshPlace;
import dev.visor.redaction.mesh.MeshPlace.Mean;
import dev.visor.redaction.mesh.MeshPlace.Part;
import dev.visor.redaction.mesh.MeshPlace.Trust;
import dev.visor.redaction.mesh.MeshPlaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the points of a schema lie on the mesh, and so whether they are suggested. A name means the same in every schema,
 * the names of MediaPipe's own points being those of the mesh; a tenant's own point may say which of these it is, or between
 * which two it lies.
 */
public final class KnownPlaces {

    private static final Map<String, Integer> VERTICES = vertices();

    /** The surest first. What lies between two points is marked by nothing in the picture: no better than skin. */
    private static final List<Trust> TRUST = List.of(Trust.FEATURE, Trust.SKIN, Trust.BORDER, Trust.ESTIMATE);

    private KnownPlaces() {}

    /** Where a point lies; empty for one that the mesh knows nothing of, such as a knee. */
    public static Optional<MeshPlace> of(LandmarkSchema schema, int point) {
        PointDetail detail = schema.details().get(point);
        Between between = detail.between();
        if (between != null) {
            return of(between);
        }
        return named(detail.place() == null ? schema.points().get(point) : detail.place());
    }

    /** The place that all schemas know by this name; empty where none does. */
    static Optional<MeshPlace> named(String name) {
        return MeshPlaces.named(name)
                .or(() -> Optional.ofNullable(VERTICES.get(name)).map(MeshPlace::vertex));
    }

    /** Empty where one of the two is unknown, is a corner of a box, or both are means of too many points together. */
    static Optional<MeshPlace> of(Between between) {
        return named(between.from())
                .flatMap(from -> named(between.to()).flatMap(to -> blended(from, to, between.share())));
    }

    private static Optional<MeshPlace> blended(MeshPlace from, MeshPlace to, double share) {
        if (!(from instanceof Mean(List<Part> near, Trust nearTrust))
                || !(to instanceof Mean(List<Part> far, Trust farTrust))) {
            return Optional.empty();
        }
        Map<Integer, Double> weights = new LinkedHashMap<>();
        near.forEach(part -> weights.merge(part.vertex(), (1 - share) * part.weight(), Double::sum));
        far.forEach(part -> weights.merge(part.vertex(), share * part.weight(), Double::sum));
        if (weights.size() > Mean.MOST_PARTS) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        weights.forEach((vertex, weight) -> parts.add(new Part(vertex, weight)));
        return Optional.of(new Mean(parts, worse(worse(nearTrust, farTrust), Trust.SKIN)));
    }

    private static Trust worse(Trust one, Trust other) {
        return TRUST.get(Math.max(TRUST.indexOf(one), TRUST.indexOf(other)));
    }

    private static Map<String, Integer> vertices() {
        List<String> names = LandmarkSchemas.named("mediapipe468").points();
        Map<String, Integer> vertices = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            vertices.put(names.get(i), i);
        }
        return vertices;
    }
}
