package dev.visor.gateway.line;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Words in every form in which a program may have written them down, looked for in bytes. */
final class Needles {

    private static final int BUFFER = 1 << 20;

    private final Map<Integer, List<Needle>> byFirstTwo = new HashMap<>();
    private final boolean[] first = new boolean[1 << 16];
    private int longest;

    /** Looks for no word yet. */
    Needles() {}

    /** Looks for a word as it is, in UTF-16, base64, hexadecimal and percent-encoded. */
    Needles word(String name, String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        add(name, utf8);
        add(name + " in UTF-16LE", word.getBytes(StandardCharsets.UTF_16LE));
        add(name + " in UTF-16BE", word.getBytes(StandardCharsets.UTF_16BE));
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + utf8.length];
            System.arraycopy(utf8, 0, shifted, shift, utf8.length);
            // The letters at both ends also depend on what stands beside the word.
            int from = (shift * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            ascii(
                    name + " in base64",
                    Base64.getEncoder().encodeToString(shifted).substring(from, to));
            ascii(
                    name + " in base64url",
                    Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
        }
        for (HexFormat hex : List.of(HexFormat.of(), HexFormat.of().withUpperCase())) {
            ascii(name + " in hexadecimal", hex.formatHex(utf8));
            ascii(name + " percent-encoded", hex.withPrefix("%").formatHex(utf8));
        }
        String form = URLEncoder.encode(word, StandardCharsets.UTF_8);
        ascii(name + " in a form", form);
        ascii(name + " in an address", form.replace("+", "%20"));
        return this;
    }

    private void ascii(String name, String text) {
        add(name, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Looks for bytes as they are, at least 4 of them. */
    Needles add(String name, byte[] bytes) {
        if (bytes.length < 4) {
            throw new IllegalArgumentException("So few bytes are found by chance");
        }
        int head = head(bytes, 0);
        first[head] = true;
        byFirstTwo.computeIfAbsent(head, h -> new ArrayList<>()).add(new Needle(name, bytes));
        longest = Math.max(longest, bytes.length);
        return this;
    }

    /** What of it stands there. */
    Set<String> in(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        search(bytes, bytes.length, found);
        return found;
    }

    /** What of it stands in a file; a file that is gone holds nothing. */
    Set<String> in(Path file) throws IOException {
        Set<String> found = new TreeSet<>();
        byte[] buffer = new byte[BUFFER + longest];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer, kept, BUFFER); count > 0; count = in.read(buffer, kept, BUFFER)) {
                int length = kept + count;
                search(buffer, length, found);
                kept = Math.min(longest, length);
                System.arraycopy(buffer, length - kept, buffer, 0, kept);
            }
        } catch (NoSuchFileException e) {
            return found;
        }
        return found;
    }

    private void search(byte[] bytes, int length, Set<String> found) {
        for (int i = 0; i + 1 < length; i++) {
            int head = head(bytes, i);
            if (first[head]) {
                for (Needle needle : byFirstTwo.getOrDefault(head, List.of())) {
                    int end = i + needle.bytes.length;
                    if (end <= length && Arrays.equals(bytes, i, end, needle.bytes, 0, needle.bytes.length)) {
                        found.add(needle.name);
                    }
                }
            }
        }
    }

    private static int head(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    @SuppressWarnings("ArrayRecordComponent") // private and never compared
    private record Needle(String name, byte[] bytes) {}
}
