package dev.visor.audit.note;

import dev.visor.audit.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;

/**
 * A log's signed word, given before a record has its place, that the record will stand in it. If it does not, whoever holds
 * the word can show that a record was dropped. What RFC 6962 calls a signed certificate timestamp, as a signed note: its
 * first line is no log's origin, so that it cannot pass for a checkpoint.
 *
 * @param origin the log
 * @param leaf the record's leaf hash
 * @param at when the word was given, to the second
 * @param signature by the log's Ed25519 key over {@link #text}, 64 bytes behind the key's identifier, base64
 */
public record RecordPromise(String origin, Hash leaf, Instant at, String signature) {

    private static final String HEADER = "visor-promise/v1";
    private static final int SIGNED = Integer.BYTES + 64;

    /** What is signed. */
    String text() {
        return text(origin, leaf, at);
    }

    static String text(String origin, Hash leaf, Instant at) {
        return HEADER + "\n" + origin + "\n" + leaf + "\n" + at.truncatedTo(ChronoUnit.SECONDS) + "\n";
    }

    /** The whole note on one line: base64url without padding, fit for a header field. */
    public String line() {
        String note = text() + "\n\u2014 " + origin + " " + signature + "\n";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(note.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #line} wrote.
     *
     * @throws NoteException if it is no promise
     */
    public static RecordPromise parse(String line) {
        try {
            String note = new String(Base64.getUrlDecoder().decode(line), StandardCharsets.UTF_8);
            String[] lines = note.split("\n", -1);
            if (lines.length != 7 || !lines[0].equals(HEADER)) {
                throw new NoteException("Not a promise: " + HEADER + ", origin, leaf hash and time are wanted");
            }
            String[] signed = lines[5].split(" ", -1);
            RecordPromise promise = new RecordPromise(
                    lines[1], Hash.parse(lines[2]), Instant.parse(lines[3]), signed[signed.length - 1]);
            // One text is one promise: no other form of it is read.
            if (!promise.line().equals(line)) {
                throw new NoteException("Not a promise in its one form");
            }
            return promise;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new NoteException("Not a promise: " + e.getMessage(), e);
        }
    }

    /**
     * Checks that the log signed it.
     *
     * @throws NoteException if it did not
     */
    public void verify(VerifierKeys keys) {
        if (!signedBy(keys.ed25519())) {
            throw new NoteException("The log did not sign this promise");
        }
    }

    /** Whether this key, of Ed25519 and under the log's name, signed it. */
    public boolean signedBy(VerifierKey key) {
        byte[] bytes = decoded();
        return key.type() == SignatureType.ED25519
                && origin.equals(key.name())
                && bytes.length == SIGNED
                && ByteBuffer.wrap(bytes).getInt() == key.id()
                && key.ed25519(
                        text().getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, Integer.BYTES, SIGNED));
    }

    private byte[] decoded() {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            throw new NoteException("The promise's signature is no base64", e);
        }
    }

    @Override
    public String toString() {
        return "RecordPromise[" + leaf + "]";
    }
}
