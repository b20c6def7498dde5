package dev.visor.gateway.views;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.LandmarkSchemas;
import dev.visor.redaction.mesh.MeshPlace;
import dev.visor.redaction.mesh.MeshPlaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which points of a schema are suggested, and from where on the mesh: by their names, which mean the same in every schema.
 * The names of MediaPipe's own points are those of the mesh.
 *
 * @param points indices of the points, ascending
 * @param places where each lies on the mesh
 */
public record Correspondence(List<Integer> points, List<MeshPlace> places) {

    private static final Map<String, Integer> VERTICES = vertices();

    public Correspondence {
        points = List.copyOf(points);
        places = List.copyOf(places);
    }

    /** What is suggested of a schema's points; the mesh knows nothing of some, such as those of a hand. */
    public static Correspondence of(LandmarkSchema schema) {
        List<Integer> points = new ArrayList<>();
        List<MeshPlace> places = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            Optional<MeshPlace> place = place(schema.points().get(i));
            if (place.isPresent()) {
                points.add(i);
                places.add(place.get());
            }
        }
        return new Correspondence(points, places);
    }

    private static Optional<MeshPlace> place(String name) {
        return MeshPlaces.named(name)
                .or(() -> Optional.ofNullable(VERTICES.get(name)).map(MeshPlace::vertex));
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
