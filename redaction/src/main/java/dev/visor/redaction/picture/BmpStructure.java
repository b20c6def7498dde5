package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import java.util.stream.IntStream;

/**
 * The headers of a Windows bitmap (BITMAPINFOHEADER and its versions 2 to 5). Let in are rasters that are not compressed, of a
 * palette or of whole bytes a colour; a bitmap has no orientation.
 */
final class BmpStructure {

    private static final byte[] START = {'B', 'M'};

    private static final int FILE_HEADER = 14;
    private static final int INFO = 40;
    private static final int WITH_MASKS = 52;
    private static final int WITH_ALPHA = 56;
    private static final int VERSION_4 = 108;
    private static final int VERSION_5 = 124;

    private static final int PLAIN = 0;
    private static final int MASKS = 3;
    private static final int MASKS_WITH_ALPHA = 6;

    /** {@code MBED} and {@code LINK} in version 5's colour space. */
    private static final int EMBEDDED = 0x4d424544;

    private static final int LINKED = 0x4c494e4b;

    /** Writers fill the end of a file up to a word or two. */
    private static final int MOST_FILLING = 3;

    private final Bytes bytes;
    private final int info;
    private final int bits;
    private final long packing;

    private BmpStructure(Bytes bytes) throws PictureRefusedException {
        this.bytes = bytes;
        long length = bytes.le32(FILE_HEADER);
        if (length != INFO
                && length != WITH_MASKS
                && length != WITH_ALPHA
                && length != VERSION_4
                && length != VERSION_5) {
            throw unsupported("The bitmap's header is of a version that is not known");
        }
        this.info = (int) length;
        this.bits = bytes.le16(FILE_HEADER + 14);
        this.packing = bytes.le32(FILE_HEADER + 16);
    }

    /** Two letters are little to tell a format by, so the four bytes that are always 0 are looked at, too. */
    static boolean starts(Bytes bytes) {
        return bytes.startsWith(0, START) && bytes.startsWith(6, new byte[4]);
    }

    static Structure read(Bytes bytes) throws PictureRefusedException {
        return new BmpStructure(bytes).read();
    }

    private Structure read() throws PictureRefusedException {
        // Both are signed, and rows from the uppermost down have a height below 0.
        int across = (int) bytes.le32(FILE_HEADER + 4);
        int down = (int) bytes.le32(FILE_HEADER + 8);
        ImageSize size = PictureHeader.size(across, Math.abs((long) down));
        refusePackings();
        int maskBytes = info == INFO && packing != PLAIN ? (packing == MASKS ? 12 : 16) : 0;
        int paletteAt = FILE_HEADER + info + maskBytes;
        Palette palette = bits <= 8 ? palette(paletteAt) : Palette.NONE;
        long data = bytes.le32(10);
        if (data < paletteAt + 4L * palette.colours()) {
            throw malformed("The bitmap's pixels lie inside of its headers");
        }
        long end = data + (long) BmpRaster.stride(size.width(), bits) * size.height();
        if (end > bytes.length()) {
            throw Bytes.truncated();
        }
        ColourProfile profile = info == VERSION_5 ? profile() : ColourProfile.NONE;
        if (bytes.length() > Math.max(end, profileEnd(profile)) + MOST_FILLING) {
            throw new PictureRefusedException("trailing-data", "The file goes on after the end of the picture");
        }
        BmpRaster.Places places = packing == PLAIN ? BmpRaster.Places.OF_PLAIN_PIXELS : masks();
        if (packing == PLAIN && bits == 32) {
            refuseUndeclaredAlpha((int) data, (int) end);
        }
        PictureHeader header = new PictureHeader(
                PictureFormat.BMP, size, Orientation.UPRIGHT, Math.min(bits, 8), places.transparent(), profile);
        return new Structure(header, new BmpRaster(size, bits, (int) data, down < 0, palette, places));
    }

    private void refusePackings() throws PictureRefusedException {
        boolean masked = (packing == MASKS || packing == MASKS_WITH_ALPHA) && bits == 32;
        boolean plain = packing == PLAIN && (bits == 1 || bits == 4 || bits == 8 || bits == 24 || bits == 32);
        if (!masked && !plain) {
            throw unsupported("The bitmap is compressed or of few bits a colour: export it with 24 bits or as PNG");
        }
    }

    private Palette palette(int at) throws PictureRefusedException {
        long declared = bytes.le32(FILE_HEADER + 32);
        long count = declared == 0 ? 1L << bits : declared;
        if (count > 1L << bits) {
            throw malformed("The bitmap's palette has more colours than a pixel can name");
        }
        byte[] bgr = new byte[3 * (int) count];
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < 3; c++) {
                bgr[3 * i + c] = (byte) bytes.u8(at + 4 * i + c);
            }
        }
        return new Palette(bgr);
    }

    /** Which byte of a pixel is which colour. Other masks than whole bytes would have to be rounded somehow. */
    private BmpRaster.Places masks() throws PictureRefusedException {
        int at = FILE_HEADER + INFO;
        boolean alphaMask = info >= WITH_ALPHA || packing == MASKS_WITH_ALPHA;
        long alpha = alphaMask ? bytes.le32(at + 12) : 0;
        BmpRaster.Places places = new BmpRaster.Places(
                place(bytes.le32(at + 8)),
                place(bytes.le32(at + 4)),
                place(bytes.le32(at)),
                alpha == 0 ? -1 : place(alpha));
        if (IntStream.of(places.blue(), places.green(), places.red(), places.alpha())
                        .distinct()
                        .count()
                < 4) {
            throw malformed("Two of the bitmap's colours lie in the same bits");
        }
        return places;
    }

    private static int place(long mask) throws PictureRefusedException {
        for (int place = 0; place < 4; place++) {
            if (mask == 0xffL << (8 * place)) {
                return place;
            }
        }
        throw unsupported("The bitmap's colours are not whole bytes: export it with 24 bits or as PNG");
    }

    /**
     * The fourth byte of a plain pixel means nothing, says the format; some programs keep alpha there. It is let in where all
     * are 0 or all 255, for then nothing is hidden either way.
     */
    private void refuseUndeclaredAlpha(int from, int to) throws PictureRefusedException {
        byte first = bytes.array()[from + 3];
        for (int at = from + 3; at < to; at += 4) {
            if (bytes.array()[at] != first || (first != 0 && first != -1)) {
                throw unsupported("The bitmap may hide pixels by an alpha that it does not declare: export it as PNG");
            }
        }
    }

    private ColourProfile profile() throws PictureRefusedException {
        int space = (int) bytes.le32(FILE_HEADER + 56);
        if (space == LINKED) {
            return ColourProfile.OTHER;
        }
        if (space != EMBEDDED) {
            return ColourProfile.NONE;
        }
        long end = profileEnd(ColourProfile.OTHER);
        if (end > bytes.length()) {
            throw Bytes.truncated();
        }
        return ColourProfile.read(bytes, (int) (end - bytes.le32(FILE_HEADER + 116)), (int) end);
    }

    private long profileEnd(ColourProfile profile) throws PictureRefusedException {
        return profile == ColourProfile.NONE
                ? 0
                : FILE_HEADER + bytes.le32(FILE_HEADER + 112) + bytes.le32(FILE_HEADER + 116);
    }

    private static PictureRefusedException unsupported(String message) {
        return new PictureRefusedException("unsupported-bmp", message);
    }

    private static PictureRefusedException malformed(String message) {
        return new PictureRefusedException("malformed-bmp", message);
    }
}
