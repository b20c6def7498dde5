package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.ImageSize;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Turns a file into pixels, inside the worker only. The header is read by ourselves first, and OpenCV gets the file
 * without its metadata; TIFF and bitmaps it does not get at all.
 *
 * <p>Rules: no turning. Sixteen bits become eight by {@code round(v / 257)}. Grey becomes three equal colours.
 * Transparent pixels are mixed with one constant, so that an invisible pixel's colour stays invisible. Four inks, as
 * Adobe stores them (255 is no ink), become {@code colour = black - ((255 - ink) * black >> 8)}. A profile is not applied.
 */
public final class PictureDecoder {

    private PictureDecoder() {}

    /**
     * Decodes a whole file.
     *
     * @param background the grey that lies under transparent pixels, 0 to 255
     * @throws PictureRefusedException as {@link PictureHeader#read}, and {@code undecodable} where the decoder gives up
     */
    public static DecodedPicture decode(byte[] file, int background) throws PictureRefusedException {
        Structure structure = Structure.read(file);
        PictureHeader header = structure.header();
        Mat colour = switch (structure.raster()) {
            case LibraryFile part -> byLibrary(part, header, file, background);
            case TiffRaster tiff -> byOurselves(header, background, canvas -> TiffDecoder.decode(tiff, file, canvas));
            case BmpRaster bitmap -> byOurselves(header, background, canvas -> bitmap.decode(file, canvas));
        };
        return new DecodedPicture(colour, header.orientation());
    }

    /** Lays pixels on a canvas. */
    private interface Laying {
        void on(Canvas canvas) throws PictureRefusedException;
    }

    private static Mat byOurselves(PictureHeader header, int background, Laying laying) throws PictureRefusedException {
        Canvas canvas = new Canvas(header.stored(), background);
        boolean whole = false;
        try {
            laying.on(canvas);
            whole = true;
            return canvas.mat();
        } finally {
            if (!whole) {
                canvas.mat().release();
            }
        }
    }

    private static Mat byLibrary(LibraryFile part, PictureHeader header, byte[] file, int background)
            throws PictureRefusedException {
        Mat raw = decodeAsStored(part.withoutMetadata(file));
        ImageSize size = header.stored();
        if (raw.cols() != size.width() || raw.rows() != size.height()) {
            raw.release();
            throw undecodable();
        }
        Mat transparent = transparentPixels(raw, part.transparentGrey(), header.bits());
        Mat colour = opaque(raw, background);
        if (transparent != null) {
            colour.setTo(Scalar.all(background), transparent);
            transparent.release();
        }
        return colour;
    }

    private static Mat decodeAsStored(byte[] file) throws PictureRefusedException {
        MatOfByte bytes = new MatOfByte(file);
        try {
            // "Unchanged" keeps depth and alpha and, like "ignore orientation", never turns the picture.
            Mat raw = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_UNCHANGED);
            if (raw.empty()) {
                throw undecodable();
            }
            return raw;
        } catch (CvException e) {
            PictureRefusedException refusal = undecodable();
            refusal.initCause(e);
            throw refusal;
        } finally {
            bytes.release();
        }
    }

    /** OpenCV passes over a grey PNG's transparent colour; these are the pixels that have it. */
    private static @Nullable Mat transparentPixels(Mat raw, @Nullable Integer grey, int bits) {
        if (grey == null || raw.channels() != 1) {
            return null;
        }
        int expanded = bits >= 8 ? grey : grey * 255 / ((1 << bits) - 1);
        Mat found = new Mat();
        Core.compare(raw, Scalar.all(expanded), found, Core.CMP_EQ);
        return found;
    }

    private static Mat opaque(Mat raw, int background) throws PictureRefusedException {
        if (raw.depth() == CvType.CV_16U) {
            raw.convertTo(raw, CvType.CV_8U, 1 / 257.0);
        }
        if (raw.depth() != CvType.CV_8U) {
            raw.release();
            throw undecodable();
        }
        return switch (raw.channels()) {
            case 3 -> raw;
            case 1 -> {
                Mat colour = new Mat();
                Imgproc.cvtColor(raw, colour, Imgproc.COLOR_GRAY2BGR);
                raw.release();
                yield colour;
            }
            case 4 -> {
                Mat colour = flatten(raw, background);
                raw.release();
                yield colour;
            }
            default -> {
                raw.release();
                throw undecodable();
            }
        };
    }

    /** Row by row, to stay small. */
    private static Mat flatten(Mat raw, int background) {
        Canvas canvas = new Canvas(new ImageSize(raw.cols(), raw.rows()), background);
        byte[] row = new byte[raw.cols() * 4];
        for (int y = 0; y < raw.rows(); y++) {
            raw.get(y, 0, row);
            canvas.mixed(0, y, row, raw.cols());
        }
        return canvas.mat();
    }

    private static PictureRefusedException undecodable() {
        return Unpacking.undecodable();
    }
}
