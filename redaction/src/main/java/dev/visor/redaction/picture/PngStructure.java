package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The chunks of a PNG from signature to IEND, each with its checksum (ISO/IEC 15948, clauses 5 and 11). */
final class PngStructure {

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504c5445;
    private static final int TRNS = 0x74524e53;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int EXIF = 0x65584966;
    private static final int ICCP = 0x69434350;
    private static final int ACTL = 0x6163544c;

    private static final int GREY = 0;
    private static final int COLOUR = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int COLOUR_ALPHA = 6;

    /** No deflate stream yields more than 1032 bytes for one (RFC 1951: 258 bytes in two bits). */
    private static final long MOST_INFLATION = 1032;

    private final Bytes bytes;
    private final Stretches needed = new Stretches();
    private @Nullable ImageSize size;
    private @Nullable Orientation orientation;
    private @Nullable Integer transparentGrey;
    private ColourProfile profile = ColourProfile.NONE;
    private int bits;
    private int colour;
    private boolean palette;
    private boolean transparent;
    private boolean dataEnded;
    private long data;

    private PngStructure(Bytes bytes) {
        this.bytes = bytes;
        needed.take(0, SIGNATURE.length);
    }

    static Structure read(Bytes bytes) throws PictureRefusedException {
        return new PngStructure(bytes).read();
    }

    private Structure read() throws PictureRefusedException {
        int at = SIGNATURE.length;
        int type;
        do {
            needed.countPart();
            long length = bytes.u32(at);
            type = (int) bytes.u32(at + 4);
            if (length > bytes.length() - (long) at - 12) {
                throw Bytes.truncated();
            }
            int end = at + 12 + (int) length;
            checksum(at, end);
            if (size == null && type != IHDR) {
                throw malformed("The PNG does not start with its header");
            }
            if (chunk(type, at + 8, (int) length)) {
                needed.take(at, end);
            }
            at = end;
        } while (type != IEND);
        if (at != bytes.length()) {
            throw new PictureRefusedException("trailing-data", "The file goes on after the end of the picture");
        }
        return finish();
    }

    private Structure finish() throws PictureRefusedException {
        ImageSize stored = size;
        if (stored == null || data == 0 || (colour == PALETTE && !palette)) {
            throw malformed("The PNG holds no picture");
        }
        long samples = stored.pixels() * samplesPerPixel();
        if (data * MOST_INFLATION < samples * bits / 8) {
            throw Bytes.truncated();
        }
        PictureHeader header = new PictureHeader(
                PictureFormat.PNG,
                stored,
                orientation == null ? Orientation.UPRIGHT : orientation,
                bits,
                transparent,
                profile);
        return new Structure(header, new LibraryFile(new byte[0], needed.all(), transparentGrey));
    }

    /** Looks at one chunk and says whether the decoder needs it. */
    private boolean chunk(int type, int at, int length) throws PictureRefusedException {
        if (type != IDAT && data > 0) {
            dataEnded = true;
        }
        switch (type) {
            case IHDR -> header(at, length);
            case PLTE -> {
                if (palette || data > 0 || length == 0 || length % 3 != 0 || length > 768) {
                    throw malformed("The PNG's palette is out of place or of a wrong length");
                }
                palette = true;
                return colour == PALETTE;
            }
            case TRNS -> transparency(at, length);
            case IDAT -> {
                if (dataEnded) {
                    throw malformed("The PNG's data is in more than one stretch");
                }
                data += length;
            }
            case IEND -> {
                if (length != 0) {
                    throw malformed("The PNG's end holds something");
                }
            }
            case EXIF -> {
                if (orientation == null) {
                    orientation = ExifOrientation.read(bytes, at, at + length);
                }
                return false;
            }
            case ICCP -> {
                profile = profile(at, length);
                return false;
            }
            case ACTL -> throw new PictureRefusedException("animated", "The PNG is animated: export the frame as PNG");
            default -> {
                if ((type & 0x20000000) == 0) {
                    throw new PictureRefusedException("unsupported-png", "The PNG has an unknown critical chunk");
                }
                return false;
            }
        }
        return true;
    }

    private void header(int at, int length) throws PictureRefusedException {
        if (size != null || length != 13) {
            throw malformed("The PNG's header is doubled or of a wrong length");
        }
        size = PictureHeader.size(bytes.u32(at), bytes.u32(at + 4));
        bits = bytes.u8(at + 8);
        colour = bytes.u8(at + 9);
        boolean known = switch (colour) {
            case GREY -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
            case PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
            case COLOUR, GREY_ALPHA, COLOUR_ALPHA -> bits == 8 || bits == 16;
            default -> false;
        };
        if (!known || bytes.u8(at + 10) != 0 || bytes.u8(at + 11) != 0 || bytes.u8(at + 12) > 1) {
            throw new PictureRefusedException(
                    "unsupported-png", "The PNG is of a kind that the standard does not know");
        }
        transparent = colour == GREY_ALPHA || colour == COLOUR_ALPHA;
    }

    private void transparency(int at, int length) throws PictureRefusedException {
        boolean fits = switch (colour) {
            case GREY -> length == 2;
            case COLOUR -> length == 6;
            case PALETTE -> palette && length >= 1 && length <= 256;
            default -> false;
        };
        if (!fits || data > 0 || transparent) {
            throw malformed("The PNG's transparent colour is out of place or of a wrong length");
        }
        transparent = true;
        if (colour == GREY) {
            transparentGrey = bytes.u16(at) & ((1 << bits) - 1);
        }
    }

    /** A name, a zero, the method, and the packed profile, of which only the header is unpacked. */
    private ColourProfile profile(int at, int length) throws PictureRefusedException {
        int start = at;
        while (start < at + length && bytes.u8(start) != 0) {
            start++;
        }
        start += 2;
        byte[] header = new byte[ColourProfile.HEADER];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes.array(), Math.min(start, at + length), Math.max(0, at + length - start));
            int count = inflater.inflate(header);
            return ColourProfile.read(new Bytes(header), 0, count);
        } catch (DataFormatException damaged) {
            return ColourProfile.OTHER;
        } finally {
            inflater.end();
        }
    }

    private int samplesPerPixel() {
        return switch (colour) {
            case GREY_ALPHA -> 2;
            case COLOUR -> 3;
            case COLOUR_ALPHA -> 4;
            default -> 1;
        };
    }

    private void checksum(int start, int end) throws PictureRefusedException {
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), start + 4, end - start - 8);
        if (crc.getValue() != bytes.u32(end - 4)) {
            throw malformed("A chunk of the PNG does not have its checksum");
        }
    }

    private static PictureRefusedException malformed(String message) {
        return new PictureRefusedException("malformed-png", message);
    }
}
