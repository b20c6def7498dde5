package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.FaceMesh;
import dev.visor.redaction.mesh.HeadPose;
import dev.visor.redaction.mesh.Mesh;
import dev.visor.redaction.mesh.MeshPlace;
import dev.visor.redaction.mesh.Suggestion;
import dev.visor.redaction.picture.DecodedPicture;
import java.util.List;

/**
 * Carries what the mesh knows of a face into its view.
 *
 * @param places the points that are asked for
 */
record Suggesting(FaceMesh mesh, DecodedPicture picture, ViewFrame frame, List<MeshPlace> places) {

    /** The points of a fitted face, with their deviations and the pose of the head. */
    SuggestedPoints on(Mesh fitted) {
        HeadPose pose = HeadPose.of(fitted, picture.size(), picture.orientation());
        Suggestion suggestion = places.isEmpty() ? null : mesh.suggest(picture, fitted, places);
        if (suggestion == null) {
            return new SuggestedPoints(inView(fitted, picture.storedToUpright()), List.of(), pose);
        }
        double scale = frame.scale();
        return new SuggestedPoints(
                suggestion.points().stream().map(frame::toView).toList(),
                suggestion.sigma().stream().map(sigma -> sigma * scale).toList(),
                pose);
    }

    /**
     * The points of a mesh of which nothing else is known.
     *
     * @param upright from the raster of the mesh to the one in which people stand
     */
    List<ViewPoint> inView(Mesh known, Affine upright) {
        return places.stream()
                .map(place -> frame.toView(place.in(known, upright)))
                .toList();
    }
}
