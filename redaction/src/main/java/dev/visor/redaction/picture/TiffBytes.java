package dev.visor.redaction.picture;

import org.jspecify.annotations.Nullable;

/**
 * A TIFF structure's numbers in the byte order that it declares.
 *
 * @param bytes the file
 * @param start where the structure starts, and its offsets count from
 * @param end the byte behind its last
 * @param little whether the lowest byte comes first
 */
record TiffBytes(Bytes bytes, int start, int end, boolean little) {

    private static final int LITTLE = 0x4949;
    private static final int BIG = 0x4d4d;
    static final int CLASSIC = 42;

    /** A structure in [start, end), or null if it does not start as one. */
    static @Nullable TiffBytes of(Bytes bytes, int start, int end) throws PictureRefusedException {
        if (end - start < 8) {
            return null;
        }
        int mark = bytes.u16(start);
        return mark == LITTLE || mark == BIG ? new TiffBytes(bytes, start, end, mark == LITTLE) : null;
    }

    /** 42, or another number that tells another kind of TIFF. */
    int version() throws PictureRefusedException {
        return u16(2);
    }

    int u8(long at) throws PictureRefusedException {
        return bytes.u8(inside(at, 1));
    }

    int u16(long at) throws PictureRefusedException {
        int place = inside(at, 2);
        return little ? bytes.le16(place) : bytes.u16(place);
    }

    long u32(long at) throws PictureRefusedException {
        int place = inside(at, 4);
        return little ? bytes.le32(place) : bytes.u32(place);
    }

    private int inside(long at, int length) throws PictureRefusedException {
        if (at < 0 || at + length > end - start) {
            throw Bytes.truncated();
        }
        return (int) (start + at);
    }
}
