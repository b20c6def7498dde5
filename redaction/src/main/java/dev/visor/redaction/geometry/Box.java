package dev.visor.redaction.geometry;

import java.util.List;

/**
 * An upright rectangle in the stored raster.
 *
 * @param x left edge in pixels, may be negative
 * @param y top edge in pixels, may be negative
 * @param width pixels, more than 0
 * @param height pixels, more than 0
 */
public record Box(double x, double y, double width, double height) {

    /** No honest coordinate is larger; keeps areas and sums far from losing digits. */
    private static final double FAR = 1_000_000;

    public Box {
        if (!(Math.abs(x) <= FAR) || !(Math.abs(y) <= FAR)) {
            throw new IllegalArgumentException("A box needs finite coordinates of at most " + (long) FAR + " px");
        }
        if (!(width > 0 && width <= FAR) || !(height > 0 && height <= FAR)) {
            throw new IllegalArgumentException("A box is more than 0 and at most " + (long) FAR + " px on each side");
        }
    }

    /** The right edge. */
    public double right() {
        return x + width;
    }

    /** The bottom edge. */
    public double bottom() {
        return y + height;
    }

    /** The centre. */
    public ImagePoint centre() {
        return new ImagePoint(x + width / 2, y + height / 2);
    }

    /** Square pixels. */
    public double area() {
        return width * height;
    }

    /** The shorter of the two sides, in pixels. */
    public double shorterSide() {
        return Math.min(width, height);
    }

    /** Square pixels that both share. */
    public double intersection(Box other) {
        double w = Math.min(right(), other.right()) - Math.max(x, other.x);
        double h = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
        return w <= 0 || h <= 0 ? 0 : w * h;
    }

    /** Intersection over union, 0 to 1. */
    public double iou(Box other) {
        double both = intersection(other);
        return both / (area() + other.area() - both);
    }

    /** Whether the point lies inside; the left and top edges belong to the box, the others do not. */
    public boolean contains(ImagePoint point) {
        return point.x() >= x && point.x() < right() && point.y() >= y && point.y() < bottom();
    }

    /** The smallest upright box around what a transform makes of this one. */
    public Box mapped(Affine transform) {
        return new Outline(List.of(
                        corner(transform, x, y),
                        corner(transform, right(), y),
                        corner(transform, right(), bottom()),
                        corner(transform, x, bottom())))
                .bounds();
    }

    private static ImagePoint corner(Affine transform, double x, double y) {
        return new ImagePoint(transform.x(x, y), transform.y(x, y));
    }

    /** The same centre, each side multiplied by {@code factor}. */
    public Box scaled(double factor) {
        double w = width * factor;
        double h = height * factor;
        return new Box(x + (width - w) / 2, y + (height - h) / 2, w, h);
    }
}
