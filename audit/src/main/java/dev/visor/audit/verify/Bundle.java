package dev.visor.audit.verify;

import dev.visor.audit.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of one bundle, as far as their lengths make sense. */
final class Bundle {

    private final byte[] bytes;

    /** Where each entry ends; it begins two bytes behind the end of the one before. */
    private final List<Integer> ends;

    private final @Nullable String fault;

    private Bundle(byte[] bytes, List<Integer> ends, @Nullable String fault) {
        this.bytes = bytes;
        this.ends = ends;
        this.fault = fault;
    }

    static Bundle read(byte[] bytes, int width, boolean prefixOfLonger) {
        List<Integer> ends = new ArrayList<>(width);
        int at = 0;
        while (ends.size() < width) {
            if (at + 2 > bytes.length) {
                return new Bundle(bytes, ends, "it ends behind entry " + ends.size());
            }
            int length = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
            at += 2 + length;
            if (at > bytes.length) {
                return new Bundle(bytes, ends, "it ends within entry " + ends.size());
            }
            ends.add(at);
        }
        return new Bundle(
                bytes, ends, at < bytes.length && !prefixOfLonger ? "something follows the last entry" : null);
    }

    byte[] bytes() {
        return bytes;
    }

    List<Integer> ends() {
        return ends;
    }

    /** What is wrong with the framing; null if nothing. */
    @Nullable
    String fault() {
        return fault;
    }

    int begin(int entry) {
        return (entry == 0 ? 0 : ends.get(entry - 1)) + 2;
    }

    int length(int entry) {
        return ends.get(entry) - begin(entry);
    }

    Hash hash(int entry) {
        return Hash.leaf(bytes, begin(entry), length(entry));
    }
}
