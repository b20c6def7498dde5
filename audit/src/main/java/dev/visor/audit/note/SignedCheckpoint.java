package dev.visor.audit.note;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
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

    /**
     * One signature line.
     *
     * @param name of the key
     * @param id of the key
     * @param signature base64 of what follows the identifier
     */
    public record Line(String name, int id, String signature) {

        byte[] bytes() {
            return Base64.getDecoder().decode(signature);
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
        List<Line> lines = new ArrayList<>();
        for (String line : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
            lines.add(line(line));
        }
        return new SignedCheckpoint(Checkpoint.parse(note.substring(0, blank + 1)), note, lines);
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
            if (line.name().equals(key.name()) && line.id() == key.id()) {
                return line;
            }
        }
        return null;
    }
}
