package dev.visor.redaction.geometry;

/**
 * A place in the stored raster of an original, before any EXIF orientation.
 *
 * @param x pixels from the left edge of the raster; may lie outside of it, is always finite
 * @param y pixels from the top edge of the raster; may lie outside of it, is always finite
 */
public record ImagePoint(double x, double y) {

    public ImagePoint {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("An image point needs two finite coordinates");
        }
    }
}
