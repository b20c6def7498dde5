package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of one picture.
 *
 * @param stored size of the stored raster
 * @param orientation how it is turned upright
 * @param detector name and version of the detector that found the faces
 * @param faces targets and bystanders
 * @param unmatched each claim without a view, by row, with one of {@link #REASONS}
 */
public record Redacted(
        ImageSize stored,
        Orientation orientation,
        String detector,
        List<FoundFace> faces,
        Map<Integer, String> unmatched) {

    /** The stable reasons for which a claim may have no view; there are no others. */
    public static final Set<String> REASONS = Set.of(
            "claim-unmatched",
            "not-exactly-one-face",
            "face-claimed-twice",
            "face-too-small",
            "faces-overlap",
            "face-unreadable",
            "view-unconfirmed",
            "view-shows-several",
            "views-too-large");

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
