package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;

/**
 * What a whole file says about itself, by our own reading of its structure; no decoder has seen it.
 *
 * @param format the kind of file, by its first bytes, never by its name
 * @param stored size of the stored raster
 * @param orientation how it is turned upright, {@link Orientation#UPRIGHT} where it does not say
 * @param bits bits a sample, 1 to 16
 * @param transparency whether pixels may be hidden: an alpha channel or a transparent colour
 * @param profile which ICC profile is embedded; it is declared, not applied
 */
public record PictureHeader(
        PictureFormat format,
        ImageSize stored,
        Orientation orientation,
        int bits,
        boolean transparency,
        ColourProfile profile) {

    /** The most pixels: 64 Mi, which is 192 MiB of colour. */
    public static final long MOST_PIXELS = 1L << 26;

    /** The most bytes of one file. */
    public static final int MOST_BYTES = 1 << 28;

    /**
     * Reads the structure of a whole file, from its first byte to its last.
     *
     * @throws PictureRefusedException with one of {@link PictureRefusedException#REASONS}, but never with {@code undecodable} or
     *     {@code wrong-picture}, which only a worker finds
     */
    public static PictureHeader read(byte[] file) throws PictureRefusedException {
        return Structure.read(file).header();
    }

    static ImageSize size(long width, long height) throws PictureRefusedException {
        if (width < 1 || height < 1) {
            throw new PictureRefusedException("malformed-header", "The picture says that it has no pixels");
        }
        if (width > ImageSize.LONGEST_SIDE || height > ImageSize.LONGEST_SIDE || width * height > MOST_PIXELS) {
            throw new PictureRefusedException(
                    "too-many-pixels", "The picture is larger than " + (MOST_PIXELS >> 20) + " Mi pixels");
        }
        return new ImageSize((int) width, (int) height);
    }
}
