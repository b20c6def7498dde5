package dev.visor.redaction.render;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.picture.ViewFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.opencv.core.Mat;

/**
 * Takes parts out of a picture: each pixel whose centre lies in one of the outlines becomes one grey, every other one stays
 * as it was decoded, and the file is a PNG without metadata, in the coordinates of the stored raster.
 *
 * <p>Of the metadata one number is kept, the EXIF orientation, because frames count in the stored raster and name how it is
 * turned. An upright picture has none.
 */
public final class Blanking {

    /** The signature and IHDR. */
    private static final int BEHIND_HEADER = 33;

    private static final int CHANNELS = 3;

    private Blanking() {}

    /**
     * Blanks a picture.
     *
     * @param hidden what is to be taken out, in stored pixels
     * @param fill the grey of it, 0 to 255
     * @return a PNG of the size of the stored raster
     */
    public static byte[] blank(DecodedPicture picture, List<Outline> hidden, int fill) {
        ImageSize size = picture.size();
        List<Mask> masks = masks(hidden, size);
        byte[] rgb = new byte[Math.toIntExact(CHANNELS * size.pixels())];
        byte[] row = new byte[CHANNELS * size.width()];
        Mat stored = picture.pixels();
        for (int y = 0; y < size.height(); y++) {
            stored.get(y, 0, row);
            int at = y * row.length;
            for (int x = 0; x < size.width(); x++, at += CHANNELS) {
                if (hides(masks, x, y)) {
                    Arrays.fill(rgb, at, at + CHANNELS, (byte) fill);
                } else {
                    // OpenCV's order is blue, green, red.
                    rgb[at] = row[CHANNELS * x + 2];
                    rgb[at + 1] = row[CHANNELS * x + 1];
                    rgb[at + 2] = row[CHANNELS * x];
                }
            }
        }
        return turned(PngEncoder.encode(size, rgb), picture.orientation());
    }

    /**
     * Reads every pixel of a blanked picture, without a decoder and without believing who made it.
     *
     * @throws PictureRefusedException {@code not-blanked} if a pixel of what is to be hidden is not the fill, or the file is
     *     of another size or orientation or holds anything but pixels
     */
    public static void inspect(byte[] png, ImageSize size, Orientation orientation, List<Outline> hidden, int fill)
            throws PictureRefusedException {
        ViewFile file = ViewFile.of(withoutOrientation(png, orientation));
        if (!file.size().equals(size)) {
            throw notBlanked("The blanked picture is of another size");
        }
        List<Mask> masks = masks(hidden, size);
        byte grey = (byte) fill;
        file.rows((y, rgb) -> {
            for (int x = 0; x < size.width(); x++) {
                boolean filled = rgb[3 * x] == grey && rgb[3 * x + 1] == grey && rgb[3 * x + 2] == grey;
                if (!filled && hides(masks, x, y)) {
                    throw notBlanked("A pixel that was to be hidden is shown");
                }
            }
        });
    }

    private static List<Mask> masks(List<Outline> hidden, ImageSize size) {
        List<Mask> masks = new ArrayList<>();
        hidden.forEach(outline -> masks.add(Mask.of(outline, List.of(), size)));
        return masks;
    }

    private static boolean hides(List<Mask> masks, int x, int y) {
        for (Mask mask : masks) {
            if (mask.shows(x, y)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] turned(byte[] png, Orientation orientation) {
        byte[] chunk = chunk(orientation);
        ByteArrayOutputStream out = new ByteArrayOutputStream(png.length + chunk.length);
        out.write(png, 0, BEHIND_HEADER);
        out.writeBytes(chunk);
        out.write(png, BEHIND_HEADER, png.length - BEHIND_HEADER);
        return out.toByteArray();
    }

    private static byte[] withoutOrientation(byte[] png, Orientation orientation) throws PictureRefusedException {
        byte[] chunk = chunk(orientation);
        int end = BEHIND_HEADER + chunk.length;
        if (png.length < end || !Arrays.equals(png, BEHIND_HEADER, end, chunk, 0, chunk.length)) {
            throw notBlanked("The blanked picture is of another orientation");
        }
        byte[] plain = Arrays.copyOf(png, png.length - chunk.length);
        System.arraycopy(png, end, plain, BEHIND_HEADER, png.length - end);
        return plain;
    }

    /** PNG's eXIf chunk (third edition, 11.3.3.6) with the one tag 0x0112; nothing for a picture that is upright. */
    private static byte[] chunk(Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return new byte[0];
        }
        byte[] exif = ByteBuffer.allocate(26)
                .put("MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation.exif())
                .putShort((short) 0)
                .putInt(0)
                .array();
        ByteBuffer chunk = ByteBuffer.allocate(12 + exif.length)
                .putInt(exif.length)
                .put("eXIf".getBytes(StandardCharsets.US_ASCII))
                .put(exif);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + exif.length);
        return chunk.putInt((int) crc.getValue()).array();
    }

    private static PictureRefusedException notBlanked(String message) {
        return new PictureRefusedException("not-blanked", message);
    }
}
