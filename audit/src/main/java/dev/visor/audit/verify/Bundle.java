package dev.visor.audit.verify;

import dev.visor.audit.merkle.Hash;
import org.jspecify.annotations.Nullable;

/** The entries of one bundle, as far as their lengths make sense. */
final class Bundle {

    private final byte[] bytes;

    /** Where each entry ends; it begins two bytes behind the end of the one before. */
    private final int[] ends;

    private final int count;

    private final @Nullable String fault;

    private Bundle(byte[] bytes, int[] ends, int count, @Nullable String fault) {
        this.bytes = bytes;
        this.ends = ends;
        this.count = count;
        this.fault = fault;
    }

    static Bundle read(byte[] bytes, int width, boolean prefixOfLonger) {
        int[] ends = new int[width];
        int at = 0;
        for (int entry = 0; entry < width; entry++) {
            if (at + 2 > bytes.length) {
                return new Bundle(bytes, ends, entry, "it ends behind entry " + entry);
            }
            int length = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
            at += 2 + length;
            if (at > bytes.length) {
                return new Bundle(bytes, ends, entry, "it ends within entry " + entry);
            }
            ends[entry] = at;
        }
        return new Bundle(
                bytes, ends, width, at < bytes.length && !prefixOfLonger ? "something follows the last entry" : null);
    }

    byte[] bytes() {
        return bytes;
    }

    /** How many entries there are. */
    int count() {
        return count;
    }

    /** Where an entry ends. */
    int end(int entry) {
        return ends[entry];
    }

    /** What is wrong with the framing; null if nothing. */
    @Nullable
    String fault() {
        return fault;
    }

    int begin(int entry) {
        return (entry == 0 ? 0 : ends[entry - 1]) + 2;
    }

    int length(int entry) {
        return ends[entry] - begin(entry);
    }

    Hash hash(int entry) {
        return Hash.leaf(bytes, begin(entry), length(entry));
    }
}
