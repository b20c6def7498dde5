package dev.visor.redaction.geometry;

/**
 * How the stored raster must be turned to stand upright: the eight values of the EXIF tag 0x0112 (Exif 2.32, 4.6.4 A).
 */
public enum Orientation {
    /** 1: stored upright. */
    UPRIGHT(1),
    /** 2: stored mirrored left to right. */
    MIRRORED(2),
    /** 3: stored upside down. */
    HALF_TURN(3),
    /** 4: stored mirrored top to bottom. */
    FLIPPED(4),
    /** 5: stored rows are upright columns. */
    TRANSPOSED(5),
    /** 6: a quarter turn clockwise makes it upright. */
    QUARTER_TURN_RIGHT(6),
    /** 7: mirrored along the other diagonal. */
    TRANSVERSED(7),
    /** 8: a quarter turn counter-clockwise makes it upright. */
    QUARTER_TURN_LEFT(8);

    private final int exif;

    Orientation(int exif) {
        this.exif = exif;
    }

    /** The orientation with this EXIF number, 1 to 8. */
    public static Orientation ofExif(int value) {
        for (Orientation orientation : values()) {
            if (orientation.exif == value) {
                return orientation;
            }
        }
        throw new IllegalArgumentException("EXIF knows orientations 1 to 8, not " + value);
    }

    /** The EXIF number, 1 to 8. */
    public int exif() {
        return exif;
    }

    /** Whether width and height change places. */
    public boolean turnsSides() {
        return exif >= TRANSPOSED.exif;
    }

    /** The size of the upright raster. */
    public ImageSize upright(ImageSize stored) {
        return turnsSides() ? stored.turned() : stored;
    }

    /** The exact transform from the stored raster of this size to the upright one. */
    public Affine fromStored(ImageSize stored) {
        double w = stored.width();
        double h = stored.height();
        return switch (this) {
            case UPRIGHT -> Affine.identity();
            case MIRRORED -> new Affine(-1, 0, w, 0, 1, 0);
            case HALF_TURN -> new Affine(-1, 0, w, 0, -1, h);
            case FLIPPED -> new Affine(1, 0, 0, 0, -1, h);
            case TRANSPOSED -> new Affine(0, 1, 0, 1, 0, 0);
            case QUARTER_TURN_RIGHT -> new Affine(0, -1, h, 1, 0, 0);
            case TRANSVERSED -> new Affine(0, -1, h, -1, 0, w);
            case QUARTER_TURN_LEFT -> new Affine(0, 1, 0, -1, 0, w);
        };
    }
}
