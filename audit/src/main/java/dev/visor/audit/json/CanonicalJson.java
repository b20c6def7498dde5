package dev.visor.audit.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the canonical form of RFC 8785. A value is a {@link Map} with string keys, a {@link List}, a {@link String}, a
 * {@link Long}, an {@link Integer} or a {@link Boolean}; there are no fractions and there is no null.
 */
public final class CanonicalJson {

    /** The largest integer that every JSON reader understands, 2^53 - 1. */
    public static final long LARGEST = (1L << 53) - 1;

    private final StringBuilder text = new StringBuilder(1024);

    private CanonicalJson() {}

    /**
     * Writes one value.
     *
     * @return UTF-8
     * @throws IllegalArgumentException if the value holds a type without a canonical form here, an integer beyond
     *     {@link #LARGEST} or half of a surrogate pair
     */
    public static byte[] write(Object value) {
        CanonicalJson json = new CanonicalJson();
        json.value(value);
        return json.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(Object value) {
        switch (value) {
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            case String string -> string(string);
            case Long number -> integer(number);
            case Integer number -> integer(number);
            case Boolean flag -> text.append((boolean) flag);
            default ->
                throw new IllegalArgumentException(
                        "Canonical records hold objects, arrays, strings, integers and booleans, not "
                                + value.getClass().getSimpleName());
        }
    }

    private void object(Map<?, ?> map) {
        // RFC 8785 orders keys by UTF-16 code units, which is the order of String.compareTo.
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        text.append('{');
        boolean first = true;
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            if (!first) {
                text.append(',');
            }
            first = false;
            string(entry.getKey());
            text.append(':');
            value(entry.getValue());
        }
        text.append('}');
    }

    private void array(List<?> list) {
        text.append('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            value(list.get(i));
        }
        text.append(']');
    }

    private void integer(long number) {
        if (number > LARGEST || number < -LARGEST) {
            throw new IllegalArgumentException("An integer lies within +-(2^53 - 1), unlike " + number);
        }
        text.append(number);
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                escape(c);
            } else if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == string.length()
                        || !Character.isLowSurrogate(string.charAt(i + 1))) {
                    throw new IllegalArgumentException("A string holds half of a surrogate pair");
                }
                text.append(c).append(string.charAt(++i));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private void escape(char c) {
        text.append('\\');
        switch (c) {
            case '"', '\\' -> text.append(c);
            case '\b' -> text.append('b');
            case '\t' -> text.append('t');
            case '\n' -> text.append('n');
            case '\f' -> text.append('f');
            case '\r' -> text.append('r');
            default -> text.append("u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
        }
    }

    /** The same as text. */
    public static String writeText(Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }
}
