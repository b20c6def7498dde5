package dev.visor.audit.note;

import dev.visor.audit.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a log says about itself (C2SP tlog-checkpoint, without extension lines).
 *
 * @param origin the log's name, {@code visor/} and a random label
 * @param size leaves in the tree
 * @param root the tree's root
 */
public record Checkpoint(String origin, long size, Hash root) {

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    public Checkpoint {
        if (origin.isEmpty() || origin.chars().anyMatch(c -> c <= ' ' || c == '+')) {
            throw new IllegalArgumentException("An origin has neither spaces nor plus signs");
        }
        if (size < 0) {
            throw new IllegalArgumentException("A tree has no fewer than 0 leaves");
        }
    }

    /** The note's text: three lines. */
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws NoteException if the text is anything else
     */
    static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty() || !SIZE.matcher(lines[1]).matches()) {
            throw new NoteException("A checkpoint's text has three lines: origin, size, root hash");
        }
        try {
            return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.parse(lines[2]));
        } catch (IllegalArgumentException e) {
            throw new NoteException("The checkpoint's text is not well-formed: " + e.getMessage(), e);
        }
    }
}
