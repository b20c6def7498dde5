package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.mesh.FaceMesh;
import dev.visor.redaction.mesh.HeadPose;
import dev.visor.redaction.mesh.Ibug68;
import dev.visor.redaction.mesh.Mesh;
import dev.visor.redaction.mesh.Suggestion;
import dev.visor.redaction.picture.DecodedPicture;
import java.util.List;

/** Carries what the mesh knows of a face into its view. */
final class Suggesting {

    private Suggesting() {}

    /** The points of a fitted face, with their deviations and the pose of the head. */
    static SuggestedPoints on(FaceMesh mesh, DecodedPicture picture, Mesh fitted, ViewFrame frame) {
        HeadPose pose = HeadPose.of(fitted, picture.size(), picture.orientation());
        Suggestion suggestion = mesh.suggest(picture, fitted);
        if (suggestion == null) {
            return new SuggestedPoints(
                    Ibug68.of(fitted).stream().map(frame::toView).toList(), List.of(), pose);
        }
        double scale = frame.scale();
        return new SuggestedPoints(
                suggestion.points().stream().map(frame::toView).toList(),
                suggestion.sigma().stream().map(sigma -> sigma * scale).toList(),
                pose);
    }
}
