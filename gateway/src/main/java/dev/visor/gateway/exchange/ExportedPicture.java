package dev.visor.gateway.exchange;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import java.util.List;
import java.util.UUID;

/**
 * One picture and the landmarks on it as they leave, in stored coordinates.
 *
 * @param asset the picture's identifier in Visor
 * @param reference the client's own name for it; personal, so it prints as nothing
 * @param stored the size of the stored raster
 * @param orientation how the stored raster is turned
 */
record ExportedPicture(
        UUID asset, String reference, ImageSize stored, Orientation orientation, List<ExportedFace> faces) {

    ExportedPicture {
        faces = List.copyOf(faces);
    }

    /** The size of the raster that the exported coordinates lie in. */
    ImageSize size(CoordinateSpace space) {
        return space.size(stored, orientation);
    }

    /** The faces in the coordinates that leave. */
    List<ExportedFace> faces(CoordinateSpace space) {
        return faces.stream()
                .map(face -> face.turned(stored, space.turn(orientation)))
                .toList();
    }

    @Override
    public String toString() {
        return "ExportedPicture[" + asset + "]";
    }
}
