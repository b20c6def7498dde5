package dev.visor.audit.json;

import java.nio.charset.StandardCharsets;

/** The inside of canonical strings: the only escapes allowed, well-formed UTF-8. */
final class Strings {

    private Strings() {}

    /** Checks the escape at {@code at} and returns the index behind it. */
    static int escape(byte[] bytes, int at, int limit) {
        if (at + 1 < limit) {
            switch (bytes[at + 1]) {
                case '"', '\\', 'b', 't', 'n', 'f', 'r' -> {
                    return at + 2;
                }
                case 'u' -> {
                    if (at + 5 < limit && bytes[at + 2] == '0' && bytes[at + 3] == '0' && isLongControl(bytes, at)) {
                        return at + 6;
                    }
                }
                default -> {}
            }
        }
        throw new NotCanonicalException("An escape that the canonical form does not use", at);
    }

    /** Whether the escape means a control character without a short escape, in lower-case hexadecimal. */
    private static boolean isLongControl(byte[] bytes, int at) {
        int high = bytes[at + 4] - '0';
        int low = bytes[at + 5];
        boolean lowerHex = (low >= '0' && low <= '9') || (low >= 'a' && low <= 'f');
        if (high < 0 || high > 1 || !lowerHex) {
            return false;
        }
        int c = high * 16 + Character.digit(low, 16);
        return c != '\b' && c != '\t' && c != '\n' && c != '\f' && c != '\r';
    }

    /** Checks the character of two to four bytes at {@code at} (RFC 3629, table of section 4) and returns what follows. */
    static int multibyte(byte[] bytes, int at, int limit) {
        int lead = bytes[at] & 0xff;
        int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (lead < 0xc2 || lead > 0xf4 || at + length > limit) {
            throw malformed(at);
        }
        int second = bytes[at + 1] & 0xff;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            throw malformed(at);
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                throw malformed(at);
            }
        }
        return at + length;
    }

    /** The text of a checked string. */
    static String decode(byte[] bytes, int begin, int end) {
        String raw = new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char kind = raw.charAt(++i);
            switch (kind) {
                case 'b' -> text.append('\b');
                case 't' -> text.append('\t');
                case 'n' -> text.append('\n');
                case 'f' -> text.append('\f');
                case 'r' -> text.append('\r');
                case 'u' -> {
                    text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> text.append(kind);
            }
        }
        return text.toString();
    }

    private static NotCanonicalException malformed(int at) {
        return new NotCanonicalException("Malformed UTF-8", at);
    }
}
