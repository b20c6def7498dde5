package dev.visor.audit.witness;

import dev.visor.audit.merkle.ConsistencyProof;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The body of a request to a witness: the size that it knows, the proof from there, and the checkpoint.
 *
 * @param old size of the tree that the witness cosigned last; may be larger than the checkpoint's, which is refused later
 * @param path of the consistency proof
 * @param checkpoint to be cosigned
 */
record AddCheckpoint(long old, List<Hash> path, SignedCheckpoint checkpoint) {

    /** Bytes in a request: a note of the greatest length, 63 hashes and the size. */
    static final int LONGEST = 4 * SignedCheckpoint.LONGEST;

    private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,18})");

    AddCheckpoint {
        path = List.copyOf(path);
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder("old ").append(old).append('\n');
        path.forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint.note()).toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws NoteException if it is anything else
     */
    static AddCheckpoint parse(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NoteException("The request is not UTF-8", e);
        }
        int blank = text.indexOf("\n\n");
        String[] lines =
                blank < 0 ? new String[] {""} : text.substring(0, blank).split("\n", -1);
        if (!OLD.matcher(lines[0]).matches() || lines.length - 1 > ConsistencyProof.LONGEST) {
            throw new NoteException("A request has a line 'old SIZE', at most " + ConsistencyProof.LONGEST
                    + " hashes, an empty line and a checkpoint");
        }
        try {
            List<Hash> path = new ArrayList<>();
            for (int i = 1; i < lines.length; i++) {
                path.add(Hash.parse(lines[i]));
            }
            return new AddCheckpoint(
                    Long.parseLong(lines[0].substring("old ".length())),
                    path,
                    SignedCheckpoint.parse(text.substring(blank + 2)));
        } catch (IllegalArgumentException e) {
            throw new NoteException("The request is not well-formed: " + e.getMessage(), e);
        }
    }
}
