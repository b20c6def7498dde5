package dev.visor.audit.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Short strings that come again and again, each made once: a log has few different keys, actors and purposes. A table with
 * one place for each hash; what meets there replaces what was there, so it never grows.
 */
final class Symbols {

    private static final int PLACES = 1024;
    private static final int LONGEST = 64;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final @Nullable Symbol[] known = new @Nullable Symbol[PLACES];

    private static final class Symbol {

        final byte[] bytes;
        final String text;

        Symbol(byte[] bytes, String text) {
            this.bytes = bytes;
            this.text = text;
        }
    }

    /** The string of these ASCII bytes. */
    String of(byte[] bytes, int begin, int end) {
        int length = end - begin;
        if (length > LONGEST) {
            return make(bytes, begin, end);
        }
        int place = place(bytes, begin, length);
        Symbol found = known[place];
        if (found == null || !Arrays.equals(found.bytes, 0, found.bytes.length, bytes, begin, end)) {
            found = new Symbol(Arrays.copyOfRange(bytes, begin, end), make(bytes, begin, end));
            known[place] = found;
        }
        return found.text;
    }

    /** By length, beginning and end: nearly always apart, and never a question of what is right. */
    private static int place(byte[] bytes, int begin, int length) {
        long mixed = length;
        if (length >= Long.BYTES) {
            mixed += (long) EIGHT.get(bytes, begin) * 31 + (long) EIGHT.get(bytes, begin + length - Long.BYTES);
        } else {
            for (int i = begin; i < begin + length; i++) {
                mixed = mixed * 31 + bytes[i];
            }
        }
        mixed *= 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 54);
    }

    private static String make(byte[] bytes, int begin, int end) {
        return new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
    }
}
