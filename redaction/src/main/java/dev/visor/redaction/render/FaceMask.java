package dev.visor.redaction.render;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.picture.PictureHeader;
import java.util.List;

/**
 * Which pixels of a picture belong to a face: those that its views may show, by the very rule by which they are drawn. A
 * stored pixel belongs to it if its centre lies in the outline and in no exclusion.
 *
 * <p>This is a description and small. Each method rasterises it anew, and meanwhile holds one boolean for each pixel of the
 * box around the outline; of the whole raster it never holds more than a row.
 *
 * @param outline the part that may be shown, in stored pixels
 * @param exclusions the parts of it that belong to others, in stored pixels
 * @param stored the size of the stored raster, at most {@link PictureHeader#MOST_PIXELS} pixels
 * @param orientation how the raster of the mask is turned from the stored one; {@link Orientation#UPRIGHT} leaves it as
 *     stored. The pixels are turned, not the outline, so that they are the same ones in either raster
 */
public record FaceMask(Outline outline, List<Outline> exclusions, ImageSize stored, Orientation orientation) {

    public FaceMask {
        exclusions = List.copyOf(exclusions);
        if (stored.pixels() > PictureHeader.MOST_PIXELS) {
            throw new IllegalArgumentException("A mask has at most " + PictureHeader.MOST_PIXELS + " pixels");
        }
    }

    /** The same pixels in a raster that is turned like this from the stored one. */
    public FaceMask in(Orientation other) {
        return new FaceMask(outline, exclusions, stored, other);
    }

    /** The size of the mask's raster. */
    public ImageSize size() {
        return orientation.upright(stored);
    }

    /**
     * A PNG of the whole raster: greyscale of one bit, 1 (white) where a pixel belongs to the face and 0 (black) elsewhere;
     * the chunks IHDR, IDAT and IEND and no others.
     */
    public byte[] png() {
        return MaskPng.write(raster());
    }

    /**
     * Whether a file is a PNG of this mask in the form of {@link #png}. Pixels are compared, not bytes: another version of
     * zlib packs the same pixels otherwise.
     */
    public boolean matches(byte[] png) {
        return MaskPng.shows(png, raster());
    }

    /** The mask as COCO writes it. */
    public RunLengths runs() {
        return RunLengths.of(raster());
    }

    private TurnedMask raster() {
        return TurnedMask.of(Mask.of(outline, exclusions, stored), stored, orientation);
    }

    @Override
    public String toString() {
        return "FaceMask[" + size() + "]";
    }
}
