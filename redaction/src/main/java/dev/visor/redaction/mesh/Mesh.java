package dev.visor.redaction.mesh;

import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.List;

/**
 * A face's 468 points in MediaPipe's numbering.
 *
 * @param points in stored pixels
 * @param presence how sure the network is that it looked at a face, 0 to 1
 */
public record Mesh(List<ImagePoint> points, double presence) {

    /** How many points the network fits. */
    public static final int POINTS = 468;

    public Mesh {
        points = List.copyOf(points);
        if (points.size() != POINTS) {
            throw new IllegalArgumentException("A mesh has " + POINTS + " points, not " + points.size());
        }
    }

    /** The contour of the face, in stored pixels. */
    public FaceContour contour() {
        return new FaceContour(CONTOUR.stream().map(points::get).toList());
    }

    private static final List<Integer> CONTOUR = List.of(
            10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
            150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109);

    @Override
    public String toString() {
        return "Mesh[]";
    }
}
