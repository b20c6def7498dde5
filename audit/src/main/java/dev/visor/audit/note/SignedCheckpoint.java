package dev.visor.audit.note;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint with its signature lines. What {@link #checkpoint} says is worth nothing before {@link #verify}.
 *
 * @param checkpoint the text's meaning
 * @param note the whole note, as published
 * @param signatures in the order of their lines
 */
public record SignedCheckpoint(Checkpoint checkpoint, String note, List<Line> signatures) {

    /** Longer notes are refused: 16 post-quantum signatures fit. */
    public static final int LONGEST = 100_000;

    /** The last second of the year 9999, the last that has a usual spelling. */
    private static final long LATEST = 253_402_300_799L;

    /**
     * One signature line.
     *
     * @param name of the key
     * @param id of the key
     * @param signature base64 of what follows the identifier
     */
    public record Line(String name, int id, String signature) {

        static Line of(VerifierKey key, byte[] signature) {
            return new Line(key.name(), key.id(), Base64.getEncoder().encodeToString(signature));
        }

        byte[] bytes() {
            return Base64.getDecoder().decode(signature);
        }

        /** The line with its newline, as it stands in a note. */
        public String text() {
            byte[] signed = bytes();
            byte[] bytes = ByteBuffer.allocate(4 + signed.length)
                    .putInt(id)
                    .put(signed)
                    .array();
            return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
        }

        /** Whether the line names this key; whether it is by its holder is not said. */
        public boolean by(VerifierKey key) {
            return name.equals(key.name()) && id == key.id();
        }
    }

    public SignedCheckpoint {
        signatures = List.copyOf(signatures);
    }

    /**
     * Reads a signed note.
     *
     * @throws NoteException if it is not the note of a checkpoint
     */
    public static SignedCheckpoint parse(String note) {
        if (note.length() > LONGEST || note.chars().anyMatch(c -> (c < ' ' && c != '\n') || c == 0xfffd)) {
            throw new NoteException("Not a signed note: too long, or with control characters");
        }
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || blank + 2 == note.length()) {
            throw new NoteException("Not a signed note: text, an empty line and signature lines are wanted");
        }
        return new SignedCheckpoint(
                Checkpoint.parse(note.substring(0, blank + 1)), note, lines(note.substring(blank + 2)));
    }

    /**
     * Reads signature lines, each ending in a newline.
     *
     * @throws NoteException if there is anything else
     */
    public static List<Line> lines(String text) {
        if (!text.endsWith("\n")) {
            throw new NoteException("Signature lines end in a newline");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            lines.add(line(line));
        }
        return lines;
    }

    private static Line line(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[0].equals("\u2014") || parts[1].isEmpty() || parts[1].contains("+")) {
            throw new NoteException("Not a signature line");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(parts[2]);
            if (bytes.length > 4) {
                Base64.Encoder base64 = Base64.getEncoder();
                if (!base64.encodeToString(bytes).equals(parts[2])) {
                    throw new NoteException("A signature line's base64 has another form, too");
                }
                return new Line(
                        parts[1],
                        ByteBuffer.wrap(bytes).getInt(),
                        base64.encodeToString(Arrays.copyOfRange(bytes, 4, bytes.length)));
            }
        } catch (IllegalArgumentException e) {
            throw new NoteException("A signature line's base64 is broken", e);
        }
        throw new NoteException("A signature line without a signature");
    }

    /**
     * Checks that the log signed this with both of its keys.
     *
     * @throws NoteException if the origin is another log's, a signature is missing, or one does not verify
     */
    public void verify(VerifierKeys keys) {
        if (!checkpoint.origin().equals(keys.origin())) {
            throw new NoteException("The checkpoint is one of the log " + checkpoint.origin()
                    + ", the keys are those of " + keys.origin());
        }
        verify(keys.ed25519());
        verify(keys.mlDsa44());
    }

    private void verify(VerifierKey key) {
        Line line = line(key);
        if (line == null) {
            throw new NoteException("The checkpoint lacks the log's " + key.type() + " signature");
        }
        if (!key.verifies(checkpoint, line.bytes())) {
            throw new NoteException("The checkpoint's " + key.type() + " signature does not verify");
        }
    }

    /** When the log signed, to the second, as its ML-DSA-44 signature states it; null without that signature. */
    public @Nullable Instant signedAt(VerifierKeys keys) {
        Line line = line(keys.mlDsa44());
        return line == null || line.bytes().length != SignatureType.ML_DSA_44.signatureLength()
                ? null
                : Instant.ofEpochSecond(ByteBuffer.wrap(line.bytes()).getLong());
    }

    private @Nullable Line line(VerifierKey key) {
        for (Line line : signatures) {
            if (line.by(key)) {
                return line;
            }
        }
        return null;
    }

    /**
     * Whether there is a signature by this key.
     *
     * @throws NoteException if one of its lines does not verify
     */
    public boolean signedBy(VerifierKey key) {
        boolean signed = false;
        for (Line line : signatures) {
            if (line.by(key)) {
                if (!key.verifies(checkpoint, line.bytes())) {
                    throw new NoteException("The signature of " + key.name() + " does not verify");
                }
                signed = true;
            }
        }
        return signed;
    }

    /**
     * When the holder of a key cosigned this, to the second; the latest time, if more than once.
     *
     * @param key of a kind that states a time
     * @return empty if there is no line of this key
     * @throws NoteException if a line of this key does not verify
     */
    public Optional<Instant> cosignedAt(VerifierKey key) {
        if (!key.type().timed()) {
            throw new NoteException("A key of kind " + key.type() + " states no time: it does not cosign");
        }
        if (!signedBy(key)) {
            return Optional.empty();
        }
        return signatures.stream()
                .filter(line -> line.by(key))
                .map(line -> time(ByteBuffer.wrap(line.bytes()).getLong(), key))
                .max(Comparator.naturalOrder());
    }

    private static Instant time(long seconds, VerifierKey key) {
        if (seconds < 1 || seconds > LATEST) {
            throw new NoteException("The signature of " + key.name() + " states no time");
        }
        return Instant.ofEpochSecond(seconds);
    }

    /**
     * The same note with further signature lines behind its own.
     *
     * @param more those that the note has already are left out
     * @throws NoteException if the note would grow too long
     */
    public SignedCheckpoint with(List<Line> more) {
        List<Line> all = new ArrayList<>(signatures);
        StringBuilder grown = new StringBuilder(note);
        for (Line line : more) {
            if (!all.contains(line)) {
                all.add(line);
                grown.append(line.text());
            }
        }
        if (grown.length() > LONGEST) {
            throw new NoteException("A note has at most " + LONGEST + " characters");
        }
        return new SignedCheckpoint(checkpoint, grown.toString(), all);
    }
}
