package dev.visor.gateway.projects.codes;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.redaction.mesh.MeshPlace;
import dev.visor.redaction.mesh.MeshPlaces;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which points of a schema an action unit moves. Found by name; in a schema of MediaPipe's mesh, whose points have names of their
 * own, by the vertices that lie at the named place. A schema without such points has none.
 */
public final class MovedPoints {

    /** These number their first 468 points as the mesh does; a tenant's own schema of a like name need not. */
    private static final Set<String> MESHES = Set.of("mediapipe468", "mediapipe478");

    private MovedPoints() {}

    /** Indices of the schema's points, in order. */
    public static List<Integer> of(ActionUnit unit, Side side, LandmarkSchema schema) {
        if (unit.everyPoint()) {
            return IntStream.range(0, schema.size()).boxed().toList();
        }
        TreeSet<Integer> found = new TreeSet<>();
        for (String point : unit.pointsOn(side)) {
            int index = schema.points().indexOf(point);
            if (index >= 0) {
                found.add(index);
            } else if (MESHES.contains(schema.id())) {
                found.addAll(vertices(point));
            }
        }
        return List.copyOf(found);
    }

    /** The vertices that a place is the middle of; none where the mesh does not see it, such as a pupil. */
    private static List<Integer> vertices(String point) {
        return MeshPlaces.named(point)
                .filter(place -> place instanceof MeshPlace.Mean mean && mean.trust() != MeshPlace.Trust.ESTIMATE)
                .map(place -> ((MeshPlace.Mean) place)
                        .parts().stream().map(MeshPlace.Part::vertex).toList())
                .orElse(List.of());
    }
}
