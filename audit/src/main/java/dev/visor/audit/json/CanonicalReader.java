package dev.visor.audit.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads canonical JSON (RFC 8785, no fractions) in one pass and refuses every other form as it goes: white space, keys out
 * of order or twice, needless escapes, {@code -0}, fractions, null, malformed UTF-8, anything after the end.
 *
 * <pre>{@code
 * reader.beginObject();
 * for (String key = reader.nextKey(); key != null; key = reader.nextKey()) {
 *     switch (key) {
 *         case "n" -> n = reader.integer();
 *         default -> reader.skip();
 *     }
 * }
 * reader.end();
 * }</pre>
 */
public final class CanonicalReader {

    /** Deeper values are refused. */
    public static final int DEPTH = 16;

    /** Eight bytes of a string at once: none of them ends it, begins an escape, or wants a closer look. */
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long SPACES = 0x2020202020202020L;
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final Symbols symbols = new Symbols();
    private byte[] bytes;
    private int limit;
    private int at;
    private int depth;

    /** Where the last key of each open object begins and ends, quotes excluded; begin -1 before the first. */
    private final int[] keyBegin = new int[DEPTH + 1];

    private final int[] keyEnd = new int[DEPTH + 1];
    private final boolean[] started = new boolean[DEPTH + 1];

    private int stringBegin;
    private int stringEnd;
    private boolean escaped;
    private boolean ascii;

    /** Reads {@code length} bytes from {@code offset}. */
    public CanonicalReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.limit = offset + length;
    }

    /** Goes on with another value, as a new reader would. */
    public void begin(byte[] next, int offset, int length) {
        bytes = next;
        at = offset;
        limit = offset + length;
        depth = 0;
    }

    /**
     * Checks one whole value.
     *
     * @throws NotCanonicalException if the bytes are not canonical
     */
    public static void check(byte[] bytes) {
        CanonicalReader reader = new CanonicalReader(bytes, 0, bytes.length);
        reader.skip();
        reader.end();
    }

    /** Enters an object. */
    public void beginObject() {
        expect('{');
        open();
    }

    /** The next key, or null where the object ends. */
    public @Nullable String nextKey() {
        if (!advanceKey()) {
            return null;
        }
        return shortText();
    }

    /** Enters an array. */
    public void beginArray() {
        expect('[');
        open();
    }

    /** Whether the array has another element, which is then to be read. */
    public boolean nextElement() {
        if (peek() == ']') {
            at++;
            depth--;
            return false;
        }
        comma();
        return true;
    }

    /** Reads a string. */
    public String string() {
        scanString();
        return text();
    }

    /** Reads a string that is likely to come again: it is made only once. */
    public String symbol() {
        scanString();
        return shortText();
    }

    /**
     * Reads a string that is a UUID in lower case.
     *
     * @throws IllegalArgumentException if it is not
     */
    public UUID uuid() {
        scanString();
        return Encoded.uuid(bytes, stringBegin, stringEnd);
    }

    /**
     * Reads a string that is the base64url of so many bytes, without padding.
     *
     * @throws IllegalArgumentException if it is not
     */
    public byte[] base64Url(int length) {
        scanString();
        return Encoded.base64Url(bytes, stringBegin, stringEnd, length);
    }

    /** Reads an integer. */
    public long integer() {
        int begin = at;
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        int digits = at;
        long number = 0;
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + (bytes[at++] - '0');
            if (number > CanonicalJson.LARGEST) {
                throw wrong("An integer beyond 2^53 - 1", begin);
            }
        }
        if (at == digits) {
            throw wrong("No value", begin);
        }
        if (bytes[digits] == '0' && (negative || at > digits + 1)) {
            throw wrong("An integer with a needless zero or sign", begin);
        }
        return negative ? -number : number;
    }

    /** Reads true or false. */
    public boolean bool() {
        if (peek() == 't') {
            word("true");
            return true;
        }
        word("false");
        return false;
    }

    /** Checks a value of any kind without keeping it. */
    public void skip() {
        switch (peek()) {
            case '{' -> {
                beginObject();
                while (advanceKey()) {
                    skip();
                }
            }
            case '[' -> {
                beginArray();
                while (nextElement()) {
                    skip();
                }
            }
            case '"' -> scanString();
            case 't', 'f' -> bool();
            default -> integer();
        }
    }

    /** Where the reader stands, as an index into the array. */
    public int position() {
        return at;
    }

    /** Checks that nothing follows. */
    public void end() {
        if (at != limit) {
            throw wrong("Something follows the value", at);
        }
    }

    private boolean advanceKey() {
        if (peek() == '}') {
            at++;
            depth--;
            return false;
        }
        comma();
        scanString();
        if (keyBegin[depth] >= 0 && compareKeys(keyBegin[depth], keyEnd[depth], stringBegin, stringEnd) >= 0) {
            throw wrong("A key twice or out of order", stringBegin);
        }
        keyBegin[depth] = stringBegin;
        keyEnd[depth] = stringEnd;
        expect(':');
        return true;
    }

    private void open() {
        if (++depth > DEPTH) {
            throw wrong("A value deeper than " + DEPTH, at);
        }
        started[depth] = false;
        keyBegin[depth] = -1;
    }

    private void comma() {
        if (started[depth]) {
            expect(',');
        }
        started[depth] = true;
    }

    /** By UTF-16 code units, like RFC 8785. */
    private int compareKeys(int begin1, int end1, int begin2, int end2) {
        int length = Math.min(end1 - begin1, end2 - begin2);
        for (int i = 0; i < length; i++) {
            int one = bytes[begin1 + i] & 0xff;
            int two = bytes[begin2 + i] & 0xff;
            if (one == '\\' || two == '\\') {
                return Strings.decode(bytes, begin1, end1).compareTo(Strings.decode(bytes, begin2, end2));
            }
            if (one != two) {
                return rank(one) - rank(two);
            }
        }
        return (end1 - begin1) - (end2 - begin2);
    }

    /** U+E000 to U+FFFF (lead bytes EE, EF) follow the surrogates of the higher planes (lead bytes F0 to F4) in UTF-16. */
    private static int rank(int lead) {
        return lead == 0xee || lead == 0xef ? lead + 0x10 : lead;
    }

    private void scanString() {
        expect('"');
        stringBegin = at;
        escaped = false;
        ascii = true;
        skipPlain();
        while (at < limit) {
            int b = bytes[at];
            if (b == '"') {
                stringEnd = at++;
                return;
            }
            if (b == '\\') {
                escaped = true;
                at = Strings.escape(bytes, at, limit);
            } else if (b >= 0x20) {
                at++;
            } else if (b < 0) {
                ascii = false;
                at = Strings.multibyte(bytes, at, limit);
            } else {
                throw wrong("A control character that is not escaped", at);
            }
        }
        throw wrong("A string without end", stringBegin);
    }

    /** Skips whole groups of eight plain characters; whatever else there is, the loop above looks at byte by byte. */
    private void skipPlain() {
        while (at + 8 <= limit) {
            long eight = (long) EIGHT.get(bytes, at);
            // The high bit of a byte is set if it is above 0x7f, below 0x20, a quote or a backslash. A borrow can set
            // more
            // of them, never fewer.
            long special = eight | (eight - SPACES) | ((eight ^ QUOTES) - ONES) | ((eight ^ BACKSLASHES) - ONES);
            if ((special & HIGH_BITS) != 0) {
                return;
            }
            at += 8;
        }
    }

    private String shortText() {
        return ascii && !escaped ? symbols.of(bytes, stringBegin, stringEnd) : text();
    }

    private String text() {
        if (escaped) {
            return Strings.decode(bytes, stringBegin, stringEnd);
        }
        return new String(
                bytes,
                stringBegin,
                stringEnd - stringBegin,
                ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
    }

    private byte peek() {
        if (at >= limit) {
            throw wrong("The value ends too early", at);
        }
        return bytes[at];
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong("Wanted '" + c + "'", at);
        }
        at++;
    }

    private static NotCanonicalException wrong(String what, int at) {
        return new NotCanonicalException(what, at);
    }
}
