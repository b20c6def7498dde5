package dev.visor.gateway.views;

import dev.visor.gateway.projects.KnownPlaces;
import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.redaction.mesh.MeshPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which points of a schema are suggested, and from where on the mesh, as {@link KnownPlaces} says.
 *
 * @param points indices of the points, ascending
 * @param places where each lies on the mesh
 */
public record Correspondence(List<Integer> points, List<MeshPlace> places) {

    public Correspondence {
        points = List.copyOf(points);
        places = List.copyOf(places);
    }

    /** What is suggested of a schema's points; the mesh knows nothing of some, such as those of a hand. */
    public static Correspondence of(LandmarkSchema schema) {
        List<Integer> points = new ArrayList<>();
        List<MeshPlace> places = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            Optional<MeshPlace> place = KnownPlaces.of(schema, i);
            if (place.isPresent()) {
                points.add(i);
                places.add(place.get());
            }
        }
        return new Correspondence(points, places);
    }
}
