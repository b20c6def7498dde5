package dev.visor.redaction.geometry;

import java.util.List;

/**
 * A closed polygon in the stored raster; the last corner is joined to the first.
 *
 * <p>A point belongs to it by the even-odd rule.
 *
 * @param corners 3 to 1024 points
 */
public record Outline(List<ImagePoint> corners) {

    /** The most corners that an outline may have. */
    public static final int MOST_CORNERS = 1024;

    public Outline {
        corners = List.copyOf(corners);
        if (corners.size() < 3 || corners.size() > MOST_CORNERS) {
            throw new IllegalArgumentException(
                    "An outline has 3 to " + MOST_CORNERS + " corners, not " + corners.size());
        }
    }

    /** The smallest upright rectangle around it. */
    public Box bounds() {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (ImagePoint corner : corners) {
            left = Math.min(left, corner.x());
            right = Math.max(right, corner.x());
            top = Math.min(top, corner.y());
            bottom = Math.max(bottom, corner.y());
        }
        return new Box(left, top, right - left, bottom - top);
    }

    /** Whether the point lies inside. */
    public boolean contains(ImagePoint point) {
        boolean inside = false;
        ImagePoint from = corners.getLast();
        for (ImagePoint to : corners) {
            if ((from.y() > point.y()) != (to.y() > point.y())
                    && point.x() < from.x() + (point.y() - from.y()) / (to.y() - from.y()) * (to.x() - from.x())) {
                inside = !inside;
            }
            from = to;
        }
        return inside;
    }
}
