package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.Orientation;

/**
 * The one value that is read from EXIF: tag 0x0112 of the first directory (Exif 2.32, 4.6.4 A; TIFF 6.0, section 2).
 * What is damaged says nothing, as with every reader, and the picture counts as upright.
 */
final class ExifOrientation {

    static final int TAG = 0x0112;

    private static final int SHORT = 3;

    private ExifOrientation() {}

    /** Reads a TIFF structure that lies in [start, end) of the file. */
    static Orientation read(Bytes bytes, int start, int end) throws PictureRefusedException {
        TiffBytes exif = TiffBytes.of(bytes, start, end);
        return exif == null ? Orientation.UPRIGHT : find(exif, end - start);
    }

    private static Orientation find(TiffBytes exif, int length) throws PictureRefusedException {
        long directory = exif.u32(4);
        if (exif.version() != TiffBytes.CLASSIC || directory < 8 || directory > length - 2) {
            return Orientation.UPRIGHT;
        }
        int entries = exif.u16(directory);
        long first = directory + 2;
        for (int i = 0; i < entries && first + 12L * (i + 1) <= length; i++) {
            long entry = first + 12L * i;
            if (exif.u16(entry) == TAG) {
                boolean plain = exif.u16(entry + 2) == SHORT && exif.u32(entry + 4) == 1;
                return plain ? of(exif.u16(entry + 8)) : Orientation.UPRIGHT;
            }
        }
        return Orientation.UPRIGHT;
    }

    /** The orientation of this number, upright where there is none. */
    static Orientation of(long value) {
        return value >= 1 && value <= 8 ? Orientation.ofExif((int) value) : Orientation.UPRIGHT;
    }
}
