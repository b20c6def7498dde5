package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import org.opencv.core.Mat;

/**
 * The pixels of a picture as they are stored: 8-bit blue, green, red, not turned.
 *
 * <p>The pixels are native memory; close it.
 */
public final class DecodedPicture implements AutoCloseable {

    private final Mat stored;
    private final Orientation orientation;

    DecodedPicture(Mat stored, Orientation orientation) {
        this.stored = stored;
        this.orientation = orientation;
    }

    /** The stored raster, 8-bit BGR. Do not alter or release it. */
    public Mat pixels() {
        return stored;
    }

    /** Size of the stored raster. */
    public ImageSize size() {
        return new ImageSize(stored.cols(), stored.rows());
    }

    /** How it is turned upright. */
    public Orientation orientation() {
        return orientation;
    }

    /** From the stored raster to the upright one. */
    public Affine storedToUpright() {
        return orientation.fromStored(size());
    }

    @Override
    public void close() {
        stored.release();
    }

    @Override
    public String toString() {
        return "DecodedPicture[]";
    }
}
