package dev.visor.redaction.geometry;

import java.util.List;

/**
 * The contour of a face from the hairline over the cheeks to the chin and back, in stored pixels: 36 points, clockwise for
 * who looks at an upright, unmirrored face, beginning at the middle of the hairline ({@code FACEMESH_FACE_OVAL} of
 * MediaPipe). The chin's tip is the point in the middle of the list.
 *
 * @param points 36 points that are not all in one line
 */
public record FaceContour(List<ImagePoint> points) {

    /** How many points there are. */
    public static final int POINTS = 36;

    private static final int LEFT = 8;
    private static final int CHIN = 18;
    private static final int RIGHT = 28;

    public FaceContour {
        points = List.copyOf(points);
        if (points.size() != POINTS) {
            throw new IllegalArgumentException("A face's contour has " + POINTS + " points, not " + points.size());
        }
    }

    /** The middle of the hairline. */
    public ImagePoint hairline() {
        return points.getFirst();
    }

    /** The tip of the chin. */
    public ImagePoint chin() {
        return points.get(CHIN);
    }

    /** The person's left border of the face, as high as the eye. */
    public ImagePoint left() {
        return points.get(LEFT);
    }

    /** The person's right border of the face, as high as the eye. */
    public ImagePoint right() {
        return points.get(RIGHT);
    }

    /** The smallest upright rectangle around it, in stored pixels. */
    public Box bounds() {
        return new Outline(points).bounds();
    }

    @Override
    public String toString() {
        return "FaceContour[]";
    }
}
