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
 * Turns a file into pixels, inside the worker only. The header is read by ourselves first, and the decoder gets the
 * file without its metadata.
 *
 * <p>Rules: no turning. Sixteen bits become eight by {@code round(v / 257)}. Grey becomes three equal colours.
 * Transparent pixels are mixed with one constant, so that an invisible pixel's colour stays invisible.
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
        Mat raw = decodeAsStored(structure.withoutMetadata(file));
        ImageSize size = structure.header().stored();
        if (raw.cols() != size.width() || raw.rows() != size.height()) {
            raw.release();
            throw undecodable();
        }
        Mat transparent = transparentPixels(raw, structure);
        Mat colour = opaque(raw, background);
        if (transparent != null) {
            colour.setTo(Scalar.all(background), transparent);
            transparent.release();
        }
        return new DecodedPicture(colour, structure.header().orientation());
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
    private static @Nullable Mat transparentPixels(Mat raw, Structure structure) {
        Integer grey = structure.transparentGrey();
        if (grey == null || raw.channels() != 1) {
            return null;
        }
        int bits = structure.header().bits();
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

    /** {@code round((alpha * colour + (255 - alpha) * background) / 255)}, row by row to stay small. */
    private static Mat flatten(Mat raw, int background) {
        Mat colour = new Mat(raw.rows(), raw.cols(), CvType.CV_8UC3);
        byte[] from = new byte[raw.cols() * 4];
        byte[] to = new byte[raw.cols() * 3];
        for (int row = 0; row < raw.rows(); row++) {
            raw.get(row, 0, from);
            for (int x = 0; x < raw.cols(); x++) {
                int alpha = from[4 * x + 3] & 0xff;
                int under = (255 - alpha) * background + 127;
                for (int c = 0; c < 3; c++) {
                    to[3 * x + c] = (byte) ((alpha * (from[4 * x + c] & 0xff) + under) / 255);
                }
            }
            colour.put(row, 0, to);
        }
        return colour;
    }

    private static PictureRefusedException undecodable() {
        return new PictureRefusedException("undecodable", "The picture's data cannot be decoded");
    }
}
