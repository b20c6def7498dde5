package dev.visor.redaction.geometry;

/**
 * A place in a view. It becomes an {@link ImagePoint} in {@link ViewFrame#toImage} and nowhere else.
 *
 * @param x pixels from the left edge of the view; may lie outside of it, is always finite
 * @param y pixels from the top edge of the view; may lie outside of it, is always finite
 */
public record ViewPoint(double x, double y) {

    public ViewPoint {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("A view point needs two finite coordinates");
        }
    }
}
