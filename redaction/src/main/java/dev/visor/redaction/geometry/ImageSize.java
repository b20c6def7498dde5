package dev.visor.redaction.geometry;

/**
 * The size of a raster.
 *
 * @param width pixels, 1 to 65535
 * @param height pixels, 1 to 65535
 */
public record ImageSize(int width, int height) {

    /** The longest side that any size may have: the most that a JPEG can say. */
    public static final int LONGEST_SIDE = 65_535;

    public ImageSize {
        if (width < 1 || width > LONGEST_SIDE || height < 1 || height > LONGEST_SIDE) {
            throw new IllegalArgumentException(
                    "A raster is 1 to " + LONGEST_SIDE + " px on each side, not " + width + " x " + height);
        }
    }

    /** Width times height. */
    public long pixels() {
        return (long) width * height;
    }

    /** The longer of the two sides, in pixels. */
    public int longestSide() {
        return Math.max(width, height);
    }

    /** The same size lying on its side. */
    public ImageSize turned() {
        return new ImageSize(/* width= */ height, /* height= */ width);
    }
}
