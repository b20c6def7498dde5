package dev.visor.redaction.render;

import dev.visor.redaction.geometry.ImageSize;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Masks as PNG of one bit a pixel, row by row. One bit, because a mask has two values: a picture of 64 Mi pixels takes an
 * eighth of the time that eight bits would. No row is filtered, as ISO/IEC 15948 (12.8) advises below eight bits.
 */
final class MaskPng {

    private static final int BITS = 1;
    private static final int GREYSCALE = 0;

    /** A mask is long runs of two values: the better level costs next to nothing and halves it. */
    private static final int LEVEL = 4;

    /** Signature, IHDR, and the length and type of IDAT. */
    private static final int BEFORE_DATA = 8 + 25 + 8;

    /** The checksum of IDAT, and IEND. */
    private static final int BEHIND_DATA = 4 + 12;

    private MaskPng() {}

    static byte[] write(TurnedMask mask) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(LEVEL);
        try {
            byte[] row = row(mask.size());
            byte[] buffer = new byte[1 << 13];
            int height = mask.size().height();
            for (int y = 0; y < height; y++) {
                draw(mask, y, row);
                deflater.setInput(row);
                if (y == height - 1) {
                    deflater.finish();
                }
                for (int count = deflater.deflate(buffer); count > 0; count = deflater.deflate(buffer)) {
                    data.write(buffer, 0, count);
                }
            }
        } finally {
            deflater.end();
        }
        return PngEncoder.file(mask.size(), BITS, GREYSCALE, data.toByteArray());
    }

    static boolean shows(byte[] png, TurnedMask mask) {
        if (png.length < BEFORE_DATA + BEHIND_DATA) {
            return false;
        }
        byte[] data = Arrays.copyOfRange(png, BEFORE_DATA, png.length - BEHIND_DATA);
        // What stands around the data has one form: another header, a further chunk or a wrong checksum shows here.
        if (!Arrays.equals(png, PngEncoder.file(mask.size(), BITS, GREYSCALE, data))) {
            return false;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data);
            byte[] expected = row(mask.size());
            byte[] found = row(mask.size());
            for (int y = 0; y < mask.size().height(); y++) {
                draw(mask, y, expected);
                if (!filled(inflater, found) || !Arrays.equals(expected, found)) {
                    return false;
                }
            }
            // Asking for more makes the inflater read the stream's end and its checksum.
            return inflater.inflate(found) == 0 && inflater.finished() && inflater.getRemaining() == 0;
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    /** Room for one row: the number of its filter, 0, and eight pixels a byte. */
    private static byte[] row(ImageSize size) {
        return new byte[1 + Math.ceilDiv(size.width(), 8)];
    }

    private static void draw(TurnedMask mask, int y, byte[] row) {
        Arrays.fill(row, (byte) 0);
        if (y < mask.top() || y >= mask.bottom()) {
            return;
        }
        for (int x = mask.left(); x < mask.right(); x++) {
            if (mask.shows(x, y)) {
                row[1 + x / 8] |= (byte) (0x80 >> x % 8);
            }
        }
    }

    private static boolean filled(Inflater inflater, byte[] into) throws DataFormatException {
        for (int at = 0; at < into.length; ) {
            int count = inflater.inflate(into, at, into.length - at);
            if (count == 0) {
                return false;
            }
            at += count;
        }
        return true;
    }
}
