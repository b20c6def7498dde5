package dev.visor.audit.json;

import java.util.Arrays;
import java.util.UUID;

/** Values that stand in strings in exactly one form: lower-case UUIDs, and bytes in base64url without padding. */
final class Encoded {

    private static final int UUID_LENGTH = 36;
    private static final byte[] BASE64 = new byte[128];
    private static final byte[] HEX = new byte[128];

    static {
        Arrays.fill(BASE64, (byte) -1);
        Arrays.fill(HEX, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            BASE64[alphabet.charAt(i)] = (byte) i;
        }
        for (int i = 0; i < 16; i++) {
            HEX[Character.forDigit(i, 16)] = (byte) i;
        }
    }

    private Encoded() {}

    /**
     * Reads a UUID.
     *
     * @throws IllegalArgumentException if it is not in the one form
     */
    static UUID uuid(byte[] text, int begin, int end) {
        if (end - begin != UUID_LENGTH) {
            throw new IllegalArgumentException("A leaf holds a malformed UUID");
        }
        long high = 0;
        long low = 0;
        // A digit that is none makes this negative, and it stays so.
        int wrong = 0;
        for (int i = 0; i < UUID_LENGTH; i++) {
            int c = text[begin + i];
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                wrong |= c == '-' ? 0 : -1;
            } else {
                int digit = c < 0 ? -1 : HEX[c];
                wrong |= digit;
                high = (high << 4) | (low >>> 60);
                low = (low << 4) | (digit & 15);
            }
        }
        if (wrong < 0) {
            throw new IllegalArgumentException("A leaf holds a malformed UUID");
        }
        return new UUID(high, low);
    }

    /**
     * Reads bytes.
     *
     * @param length how many
     * @throws IllegalArgumentException if the text is not the one encoding of so many bytes
     */
    static byte[] base64Url(byte[] text, int begin, int end, int length) {
        byte[] bytes = new byte[length];
        int wrong = end - begin == (length * 8 + 5) / 6 ? 0 : -1;
        int bits = 0;
        int held = 0;
        int at = 0;
        for (int i = begin; i < end && wrong >= 0; i++) {
            int digit = text[i] < 0 ? -1 : BASE64[text[i]];
            wrong |= digit;
            bits = (bits << 6) | (digit & 63);
            held += 6;
            if (held >= 8) {
                held -= 8;
                bytes[at++] = (byte) (bits >> held);
            }
        }
        // Bits that no byte takes are zero, or there were several encodings.
        if (wrong < 0 || (bits & ((1 << held) - 1)) != 0) {
            throw new IllegalArgumentException("A leaf holds what is not the base64url of " + length + " bytes");
        }
        return bytes;
    }
}
