package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import java.util.List;
import java.util.Map;

/**
 * What became of one picture.
 *
 * @param stored size of the stored raster
 * @param orientation how it is turned upright
 * @param detector name and version of the detector that found the faces
 * @param faces targets and bystanders
 * @param unmatched each claim without a view, by row, with a stable reason: {@code claim-unmatched},
 *     {@code not-exactly-one-face}, {@code face-claimed-twice}, {@code face-too-small}, {@code faces-overlap},
 *     {@code face-unreadable}
 */
public record Redacted(
        ImageSize stored,
        Orientation orientation,
        String detector,
        List<FoundFace> faces,
        Map<Integer, String> unmatched) {

    public Redacted {
        faces = List.copyOf(faces);
        unmatched = Map.copyOf(unmatched);
    }

    /** The claimed faces that have a view. */
    public List<FoundFace.Target> targets() {
        return faces.stream()
                .filter(FoundFace.Target.class::isInstance)
                .map(FoundFace.Target.class::cast)
                .toList();
    }
}
