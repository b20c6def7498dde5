package dev.visor.redaction.render;

import dev.visor.redaction.geometry.ImageSize;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes 8-bit RGB as a PNG of the three chunks IHDR, IDAT and IEND (ISO/IEC 15948): no time, no text, no tool's name,
 * and the same bytes for the same pixels.
 */
public final class PngEncoder {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int CHANNELS = 3;
    private static final int TRUECOLOUR = 2;

    /** Filters (9.2): from the pixel to the left, the one above, the mean of both. */
    private static final int SUB = 1;

    private static final int UP = 2;
    private static final int AVERAGE = 3;

    /** The next levels take half as long again for a seventh less. */
    private static final int LEVEL = 2;

    private PngEncoder() {}

    /**
     * Encodes.
     *
     * @param rgb three bytes a pixel, row by row from the top left
     */
    public static byte[] encode(ImageSize size, byte[] rgb) {
        if (rgb.length != size.pixels() * CHANNELS) {
            throw new IllegalArgumentException("A picture of this size has " + size.pixels() * CHANNELS + " bytes");
        }
        return file(size, 8, TRUECOLOUR, deflate(filter(size, rgb)));
    }

    /**
     * The three chunks around data that is compressed already.
     *
     * @param bits of a sample
     * @param colour PNG's number of the colour type (11.2.2)
     */
    static byte[] file(ImageSize size, int bits, int colour, byte[] data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(data.length + 64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(SIGNATURE);
            chunk(out, "IHDR", header(size, bits, colour));
            chunk(out, "IDAT", data);
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] header(ImageSize size, int bits, int colour) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(13);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(size.width());
        out.writeInt(size.height());
        out.write(new byte[] {(byte) bits, (byte) colour, 0, 0, 0});
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    private static byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(data.length / 2 + 64);
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Each row by the one of "up" and "average" and "sub" whose differences are smallest (12.8). */
    private static byte[] filter(ImageSize size, byte[] rgb) {
        int stride = size.width() * CHANNELS;
        byte[] filtered = new byte[(stride + 1) * size.height()];
        byte[][] tried = new byte[4][stride];
        for (int row = 0; row < size.height(); row++) {
            int best = 0;
            int least = Integer.MAX_VALUE;
            for (int type = SUB; type <= AVERAGE; type++) {
                int sum = difference(rgb, row, stride, type, tried[type]);
                if (sum < least) {
                    least = sum;
                    best = type;
                }
            }
            filtered[row * (stride + 1)] = (byte) best;
            System.arraycopy(tried[best], 0, filtered, row * (stride + 1) + 1, stride);
        }
        return filtered;
    }

    /** What is left of a row when its prediction is taken off; each loop is simple enough to run on many bytes at once. */
    private static int difference(byte[] rgb, int row, int stride, int type, byte[] into) {
        int start = row * stride;
        if (row == 0 && type != SUB) {
            // Above the first row there are zeros.
            System.arraycopy(rgb, 0, into, 0, stride);
            for (int i = CHANNELS; i < stride && type == AVERAGE; i++) {
                into[i] = (byte) (rgb[i] - ((rgb[i - CHANNELS] & 0xff) >> 1));
            }
            return size(into, stride);
        }
        int first = type == UP ? 0 : CHANNELS;
        for (int i = 0; i < first; i++) {
            int above = type == SUB ? 0 : (rgb[start + i - stride] & 0xff) >> 1;
            into[i] = (byte) (rgb[start + i] - above);
        }
        switch (type) {
            case SUB -> {
                for (int i = first; i < stride; i++) {
                    into[i] = (byte) (rgb[start + i] - rgb[start + i - CHANNELS]);
                }
            }
            case UP -> {
                for (int i = first; i < stride; i++) {
                    into[i] = (byte) (rgb[start + i] - rgb[start + i - stride]);
                }
            }
            default -> {
                for (int i = first; i < stride; i++) {
                    int sum = (rgb[start + i - CHANNELS] & 0xff) + (rgb[start + i - stride] & 0xff);
                    into[i] = (byte) (rgb[start + i] - (sum >> 1));
                }
            }
        }
        return size(into, stride);
    }

    private static int size(byte[] differences, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs(differences[i]);
        }
        return sum;
    }
}
