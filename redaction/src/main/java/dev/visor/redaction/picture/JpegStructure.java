package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The markers of a JPEG from start to end of image (ITU-T T.81, Annex B).
 *
 * <p>Huffman-coded, 8 bits, one, three or four components; four only where Adobe's segment says how to read them. A header that promises more blocks than its scans could hold even
 * at the fewest bits a block is a forgery that would cost the decoder minutes, and is called truncated.
 */
final class JpegStructure {

    static final byte[] START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE_NAME = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int BASELINE = 0xc0;
    private static final int EXTENDED = 0xc1;
    private static final int PROGRESSIVE = 0xc2;
    private static final int HUFFMAN_TABLES = 0xc4;
    private static final int QUANTISATION_TABLES = 0xdb;
    private static final int RESTART_INTERVAL = 0xdd;
    private static final int JFIF = 0xe0;
    private static final int EXIF_SEGMENT = 0xe1;
    private static final int PROFILE_SEGMENT = 0xe2;
    private static final int ADOBE = 0xee;

    /** What Adobe's segment calls CMYK and YCCK. */
    private static final int CMYK = 0;

    private static final int YCCK = 2;

    /** Each scan costs a pass over all blocks; real encoders write about ten. */
    private static final int MOST_SCANS = 64;

    private final Bytes bytes;
    private final Stretches needed = new Stretches();
    private int at = 2;
    private int scans;
    private long scanBits;
    private int frameMarker;
    private long blocks;
    private int components;
    private int adobeTransform = -1;
    private ColourProfile profile = ColourProfile.NONE;
    private @Nullable ImageSize size;
    private @Nullable Orientation orientation;

    private JpegStructure(Bytes bytes) {
        this.bytes = bytes;
        needed.take(0, 2);
    }

    static Structure read(Bytes bytes) throws PictureRefusedException {
        return new JpegStructure(bytes).read();
    }

    private Structure read() throws PictureRefusedException {
        for (int marker = marker(); marker != END_OF_IMAGE; marker = marker()) {
            needed.countPart();
            segment(marker);
        }
        needed.take(at - 2, at);
        if (at != bytes.length()) {
            throw new PictureRefusedException("trailing-data", "The file goes on after the end of the picture");
        }
        ImageSize stored = size;
        if (stored == null || scans == 0) {
            throw malformed("The JPEG holds no picture");
        }
        if (components == 4 && adobeTransform != CMYK && adobeTransform != YCCK) {
            throw new PictureRefusedException(
                    "unsupported-jpeg", "The JPEG has four inks and does not say how to read them: export it as RGB");
        }
        long fewestBits = frameMarker == PROGRESSIVE ? blocks : 2 * blocks;
        if (scanBits < fewestBits) {
            throw Bytes.truncated();
        }
        PictureHeader header = new PictureHeader(
                PictureFormat.JPEG, stored, orientation == null ? Orientation.UPRIGHT : orientation, 8, false, profile);
        return new Structure(header, new LibraryFile(new byte[0], needed.all(), null));
    }

    /** The next marker's code; {@code at} is left behind it. Any number of 0xff may stand before it (B.1.1.2). */
    private int marker() throws PictureRefusedException {
        if (bytes.u8(at) != 0xff) {
            throw malformed("The JPEG has stray bytes between its segments");
        }
        int code = bytes.u8(++at);
        while (code == 0xff) {
            code = bytes.u8(++at);
        }
        at++;
        return code;
    }

    private void segment(int marker) throws PictureRefusedException {
        if (marker == START_OF_IMAGE || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd7)) {
            throw malformed("The JPEG has a marker where none may be");
        }
        int start = at - 2;
        int end = at + bytes.u16(at);
        if (end < at + 2) {
            throw malformed("The JPEG has a segment without a length");
        }
        if (end > bytes.length()) {
            throw Bytes.truncated();
        }
        switch (marker) {
            case BASELINE, EXTENDED, PROGRESSIVE -> frame(marker, end);
            case START_OF_SCAN -> {
                end = scan(end);
                needed.take(start, end);
            }
            case HUFFMAN_TABLES, QUANTISATION_TABLES, RESTART_INTERVAL, JFIF -> {
                // Kept for the decoder below.
            }
            case ADOBE -> adobe(end);
            case EXIF_SEGMENT -> exif(end);
            case PROFILE_SEGMENT -> profile(end);
            default -> {
                if (marker < 0xe0) {
                    throw new PictureRefusedException(
                            "unsupported-jpeg",
                            "The JPEG is arithmetic-coded, lossless, or hierarchical: export it as a baseline JPEG");
                }
            }
        }
        if (marker == JFIF || marker == ADOBE || (marker < 0xe0 && marker != START_OF_SCAN)) {
            needed.take(start, end);
        }
        at = end;
    }

    private void frame(int marker, int end) throws PictureRefusedException {
        if (size != null) {
            throw malformed("The JPEG has two frames");
        }
        components = bytes.u8(at + 7);
        if (bytes.u8(at + 2) != 8) {
            throw new PictureRefusedException(
                    "unsupported-jpeg", "The JPEG has other than 8 bits a sample: export it with 8, or as PNG with 16");
        }
        if (components != 1 && components != 3 && components != 4) {
            throw new PictureRefusedException(
                    "unsupported-jpeg", "The JPEG is neither grey nor of three colours nor of four inks");
        }
        if (end != at + 8 + 3 * components) {
            throw malformed("The JPEG's frame header has the wrong length");
        }
        frameMarker = marker;
        ImageSize stored = PictureHeader.size(bytes.u16(at + 5), bytes.u16(at + 3));
        size = stored;
        blocks = blocks(stored);
    }

    /** Blocks of 8 x 8 samples over all components (A.2). */
    private long blocks(ImageSize stored) throws PictureRefusedException {
        int widest = 0;
        int tallest = 0;
        for (int i = 0; i < components; i++) {
            int sampling = bytes.u8(at + 9 + 3 * i);
            int h = sampling >> 4;
            int v = sampling & 15;
            if (h < 1 || h > 4 || v < 1 || v > 4) {
                throw malformed("The JPEG's sampling factors are not 1 to 4");
            }
            widest = Math.max(widest, h);
            tallest = Math.max(tallest, v);
        }
        long all = 0;
        for (int i = 0; i < components; i++) {
            int sampling = bytes.u8(at + 9 + 3 * i);
            long across = Math.ceilDiv((long) stored.width() * (sampling >> 4), 8L * widest);
            long down = Math.ceilDiv((long) stored.height() * (sampling & 15), 8L * tallest);
            all += across * down;
        }
        return all;
    }

    /** Walks over a scan's header and its entropy-coded data to the next marker. */
    private int scan(int headerEnd) throws PictureRefusedException {
        if (size == null) {
            throw malformed("The JPEG has a scan before its frame");
        }
        if (++scans > MOST_SCANS) {
            throw new PictureRefusedException("unsupported-jpeg", "The JPEG has more than " + MOST_SCANS + " scans");
        }
        byte[] file = bytes.array();
        int end = headerEnd;
        while (true) {
            if (end + 1 >= file.length) {
                throw Bytes.truncated();
            }
            if (file[end] == (byte) 0xff) {
                int next = file[end + 1] & 0xff;
                if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                    break;
                }
                end += next == 0xff ? 1 : 2;
            } else {
                end++;
            }
        }
        scanBits += 8L * (end - headerEnd);
        return end;
    }

    private void exif(int end) throws PictureRefusedException {
        if (orientation == null && bytes.startsWith(at + 2, EXIF) && at + 2 + EXIF.length <= end) {
            orientation = ExifOrientation.read(bytes, at + 2 + EXIF.length, end);
        }
    }

    /** Where there are several the decoder takes the last, and so do we. */
    private void adobe(int end) throws PictureRefusedException {
        if (end - at >= 14 && bytes.startsWith(at + 2, ADOBE_NAME)) {
            adobeTransform = bytes.u8(at + 13);
        }
    }

    /** A profile may go over several segments; its header is in the first, behind two bytes that count them. */
    private void profile(int end) throws PictureRefusedException {
        int start = at + 2 + PROFILE.length + 2;
        if (profile == ColourProfile.NONE && bytes.startsWith(at + 2, PROFILE) && start <= end) {
            profile = ColourProfile.read(bytes, start, end);
        }
    }

    private static PictureRefusedException malformed(String message) {
        return new PictureRefusedException("malformed-jpeg", message);
    }
}
