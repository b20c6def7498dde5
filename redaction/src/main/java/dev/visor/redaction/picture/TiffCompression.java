package dev.visor.redaction.picture;

import org.jspecify.annotations.Nullable;

/** How a TIFF's blocks are packed, as far as this can be bounded and undone exactly. */
enum TiffCompression {
    /** Not at all. */
    NONE(1) {
        @Override
        Unpacking open(byte[] file, int from, int to) {
            return new Unpacking.Stored(file, from, to);
        }
    },
    /**
     * TIFF 6.0, section 13. From one clear code to the next at most 3,839 strings come, the n-th of at most n bytes, in
     * 5,408 bytes of codes.
     */
    LZW(1_364) {
        @Override
        Unpacking open(byte[] file, int from, int to) {
            return new LzwUnpacking(file, from, to);
        }
    },
    /** RFC 1950 and 1951: 258 bytes in two bits. */
    DEFLATE(1_032) {
        @Override
        Unpacking open(byte[] file, int from, int to) {
            return new Unpacking.Deflated(file, from, to);
        }
    },
    /** TIFF 6.0, section 9: 128 bytes in two. */
    PACK_BITS(64) {
        @Override
        Unpacking open(byte[] file, int from, int to) {
            return new Unpacking.PackedBits(file, from, to);
        }
    };

    private final long mostInflation;

    TiffCompression(long mostInflation) {
        this.mostInflation = mostInflation;
    }

    /** The one with this number (8 is Adobe's deflate, 32946 the older number of the same), or null. */
    static @Nullable TiffCompression of(long number) {
        return switch ((int) number) {
            case 1 -> NONE;
            case 5 -> LZW;
            case 8, 32946 -> DEFLATE;
            case 32773 -> PACK_BITS;
            default -> null;
        };
    }

    /** The most that so many bytes can become. */
    long most(long packed) {
        return packed * mostInflation;
    }

    /** Starts to unpack one block. */
    abstract Unpacking open(byte[] file, int from, int to);
}
