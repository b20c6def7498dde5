package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.Orientation;
import java.nio.ByteOrder;

/**
 * The one value that is read from EXIF: tag 0x0112 of the first directory (Exif 2.32, 4.6.4 A; TIFF 6.0, section 2).
 * What is damaged says nothing, as with every reader, and the picture counts as upright.
 */
final class ExifOrientation {

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;

    private final Bytes bytes;
    private final int start;
    private final int end;
    private final boolean little;

    private ExifOrientation(Bytes bytes, int start, int end, ByteOrder order) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.little = order == ByteOrder.LITTLE_ENDIAN;
    }

    /** Reads a TIFF structure that lies in [start, end) of the file. */
    static Orientation read(Bytes bytes, int start, int end) throws PictureRefusedException {
        if (end - start < 8) {
            return Orientation.UPRIGHT;
        }
        int mark = bytes.u16(start);
        if (mark == 0x4949) {
            return new ExifOrientation(bytes, start, end, ByteOrder.LITTLE_ENDIAN).find();
        }
        if (mark == 0x4d4d) {
            return new ExifOrientation(bytes, start, end, ByteOrder.BIG_ENDIAN).find();
        }
        return Orientation.UPRIGHT;
    }

    private Orientation find() throws PictureRefusedException {
        long directory = u32(start + 4);
        if (u16(start + 2) != 42 || directory < 8 || directory > end - start - 2) {
            return Orientation.UPRIGHT;
        }
        int entries = u16((int) (start + directory));
        int first = (int) (start + directory + 2);
        for (int i = 0; i < entries && first + 12 * (i + 1) <= end; i++) {
            int entry = first + 12 * i;
            if (u16(entry) == TAG) {
                boolean plain = u16(entry + 2) == SHORT && u32(entry + 4) == 1;
                int value = u16(entry + 8);
                return plain && value >= 1 && value <= 8 ? Orientation.ofExif(value) : Orientation.UPRIGHT;
            }
        }
        return Orientation.UPRIGHT;
    }

    private int u16(int at) throws PictureRefusedException {
        int value = bytes.u16(at);
        return little ? (value & 0xff) << 8 | value >> 8 : value;
    }

    private long u32(int at) throws PictureRefusedException {
        return little ? (long) u16(at + 2) << 16 | u16(at) : bytes.u32(at);
    }
}
