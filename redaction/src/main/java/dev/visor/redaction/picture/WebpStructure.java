package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a WebP (RFC 9649). The decoder gets a new file of the picture's own chunks; the rest, and the flags that
 * announce it, are left out.
 */
final class WebpStructure {

    private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEBP = "WEBP".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXIF_PREFIX = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    // Names of chunks as big-endian numbers.
    private static final int EXTENDED = 0x56503858;
    private static final int LOSSY = 0x56503820;
    private static final int LOSSLESS = 0x5650384c;
    private static final int ALPHA = 0x414c5048;
    private static final int PROFILE = 0x49434350;
    private static final int EXIF = 0x45584946;
    private static final int ANIMATION = 0x414e494d;
    private static final int FRAME = 0x414e4d46;

    private static final int ANIMATION_FLAG = 0x02;
    private static final int ALPHA_FLAG = 0x10;

    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;

    /** A macroblock's modes alone take this many bits, for their probabilities are fixed (RFC 6386, 11.2). */
    private static final int FEWEST_BITS_A_MACROBLOCK = 3;

    private static final int MACROBLOCK = 16;

    private final Bytes bytes;
    private final Stretches needed = new Stretches();
    private @Nullable ImageSize canvas;
    private @Nullable ImageSize size;
    private @Nullable Orientation orientation;
    private ColourProfile profile = ColourProfile.NONE;
    private boolean lossless;
    private boolean alphaChunk;
    private boolean transparent;

    private WebpStructure(Bytes bytes) {
        this.bytes = bytes;
    }

    static boolean starts(Bytes bytes) {
        return bytes.startsWith(0, RIFF) && bytes.startsWith(8, WEBP);
    }

    static Structure read(Bytes bytes) throws PictureRefusedException {
        return new WebpStructure(bytes).read();
    }

    private Structure read() throws PictureRefusedException {
        long end = 8 + bytes.le32(4);
        if (end > bytes.length()) {
            throw Bytes.truncated();
        }
        if (end < bytes.length()) {
            throw new PictureRefusedException("trailing-data", "The file goes on after the end of the picture");
        }
        int at = FIRST_CHUNK;
        while (at < end) {
            needed.countPart();
            int type = (int) bytes.u32(at);
            long length = bytes.le32(at + 4);
            // A chunk of odd length is followed by one more byte.
            long next = at + CHUNK_HEADER + length + (length & 1);
            if (next > end) {
                throw Bytes.truncated();
            }
            if (chunk(type, at + CHUNK_HEADER, (int) length)) {
                needed.take(at, (int) next);
            }
            at = (int) next;
        }
        return finish();
    }

    private Structure finish() throws PictureRefusedException {
        ImageSize stored = size;
        if (stored == null) {
            throw malformed("The WebP holds no picture");
        }
        if (canvas != null && !canvas.equals(stored)) {
            throw malformed("The WebP's picture is of another size than its canvas");
        }
        PictureHeader header = new PictureHeader(
                PictureFormat.WEBP,
                stored,
                orientation == null ? Orientation.UPRIGHT : orientation,
                8,
                transparent,
                profile);
        return new Structure(header, new LibraryFile(opening(stored), needed.all(), null));
    }

    /** Looks at one chunk and says whether the decoder needs it. */
    private boolean chunk(int type, int at, int length) throws PictureRefusedException {
        if (at == FIRST_CHUNK + CHUNK_HEADER && type != EXTENDED && type != LOSSY && type != LOSSLESS) {
            throw malformed("The WebP does not start with a picture or its canvas");
        }
        switch (type) {
            case EXTENDED -> extended(at, length);
            case LOSSY -> {
                lossy(at, length);
                return true;
            }
            case LOSSLESS -> {
                lossless(at, length);
                return true;
            }
            case ALPHA -> {
                alpha(at, length);
                return true;
            }
            case PROFILE -> profile = ColourProfile.read(bytes, at, at + length);
            case EXIF -> exif(at, at + length);
            case ANIMATION, FRAME -> throw animated();
            default -> {
                // XMP, and whatever else stands beside the picture.
            }
        }
        return false;
    }

    private void extended(int at, int length) throws PictureRefusedException {
        if (at != FIRST_CHUNK + CHUNK_HEADER || length != 10) {
            throw malformed("The WebP's canvas is out of place or of a wrong length");
        }
        if ((bytes.u8(at) & ANIMATION_FLAG) != 0) {
            throw animated();
        }
        canvas = PictureHeader.size(1 + bytes.le24(at + 4), 1 + bytes.le24(at + 7));
    }

    private void lossy(int at, int length) throws PictureRefusedException {
        picture(length, 10);
        int tag = bytes.le24(at);
        boolean shownKeyFrame = (tag & 1) == 0 && (tag >> 4 & 1) == 1;
        if (!shownKeyFrame || (tag >> 1 & 7) > 3 || bytes.u8(at + 3) != 0x9d || bytes.u16(at + 4) != 0x012a) {
            throw malformed("The WebP does not hold a still picture");
        }
        ImageSize stored = PictureHeader.size(bytes.le16(at + 6) & 0x3fff, bytes.le16(at + 8) & 0x3fff);
        long macroblocks = (long) Math.ceilDiv(stored.width(), MACROBLOCK) * Math.ceilDiv(stored.height(), MACROBLOCK);
        int modes = tag >> 5;
        if (modes > length - 10 || 8L * modes < FEWEST_BITS_A_MACROBLOCK * macroblocks) {
            throw Bytes.truncated();
        }
        size = stored;
    }

    /** A picture of one colour takes no bits for its pixels, so that no length is too small here. */
    private void lossless(int at, int length) throws PictureRefusedException {
        picture(length, 5);
        if (alphaChunk || bytes.u8(at) != 0x2f || bytes.u8(at + 4) >> 5 != 0) {
            throw malformed("The WebP's lossless picture does not start as one");
        }
        long numbers = bytes.le32(at + 1);
        size = PictureHeader.size(1 + (numbers & 0x3fff), 1 + (numbers >> 14 & 0x3fff));
        transparent = (numbers >> 28 & 1) == 1;
        lossless = true;
    }

    private void picture(int length, int header) throws PictureRefusedException {
        if (size != null) {
            throw malformed("The WebP holds two pictures");
        }
        if (length < header) {
            throw Bytes.truncated();
        }
    }

    private void alpha(int at, int length) throws PictureRefusedException {
        if (canvas == null || alphaChunk || size != null) {
            throw malformed("The WebP's transparency is out of place");
        }
        boolean packed = (bytes.u8(at) & 3) != 0;
        if (length < 2 || (!packed && length < 1 + canvas.pixels())) {
            throw Bytes.truncated();
        }
        alphaChunk = true;
        transparent = true;
    }

    private void exif(int start, int end) throws PictureRefusedException {
        if (orientation == null) {
            // Some writers put JPEG's prefix before the TIFF structure.
            boolean prefixed = end - start > EXIF_PREFIX.length && bytes.startsWith(start, EXIF_PREFIX);
            orientation = ExifOrientation.read(bytes, prefixed ? start + EXIF_PREFIX.length : start, end);
        }
    }

    /** What stands before the chunks of the new file. A lossless picture says in itself whether it has alpha. */
    private byte[] opening(ImageSize stored) {
        boolean canvasNeeded = transparent && !lossless;
        int rest =
                needed.all().stream().mapToInt(span -> span.to() - span.from()).sum();
        int before = FIRST_CHUNK + (canvasNeeded ? CHUNK_HEADER + 10 : 0);
        ByteBuffer opening = ByteBuffer.allocate(before).order(ByteOrder.LITTLE_ENDIAN);
        opening.put(RIFF).putInt(before - 8 + rest).put(WEBP);
        if (canvasNeeded) {
            opening.putInt(Integer.reverseBytes(EXTENDED)).putInt(10).putInt(ALPHA_FLAG);
            putLe24(opening, stored.width() - 1);
            putLe24(opening, stored.height() - 1);
        }
        return opening.array();
    }

    private static void putLe24(ByteBuffer out, int value) {
        out.putShort((short) value).put((byte) (value >> 16));
    }

    private static PictureRefusedException animated() {
        return new PictureRefusedException("animated", "The WebP is animated: export the frame as PNG");
    }

    private static PictureRefusedException malformed(String message) {
        return new PictureRefusedException("malformed-webp", message);
    }
}
