package dev.visor.redaction.geometry;

/**
 * A stretch of whole pixels of an upright raster, or of one that is {@linkplain Turn turned} further.
 *
 * @param left first column, from 0 on
 * @param top first row, from 0 on
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Crop(int left, int top, int width, int height) {

    public Crop {
        if (left < 0 || top < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException("A crop starts at 0 or later and holds at least one pixel");
        }
    }

    /** The longer of the two sides, in pixels. */
    public int longestSide() {
        return Math.max(width, height);
    }
}
