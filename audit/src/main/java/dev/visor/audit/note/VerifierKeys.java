package dev.visor.audit.note;

import java.util.Arrays;
import java.util.List;

/**
 * The keys of one log: an Ed25519 key and an ML-DSA-44 key under the log's origin.
 *
 * @param ed25519 for today's tools
 * @param mlDsa44 for the day when a quantum computer signs with the other
 */
public record VerifierKeys(VerifierKey ed25519, VerifierKey mlDsa44) {

    public VerifierKeys {
        if (ed25519.type() != SignatureType.ED25519
                || mlDsa44.type() != SignatureType.ML_DSA_44
                || !ed25519.name().equals(mlDsa44.name())) {
            throw new NoteException("A log has one Ed25519 key and one ML-DSA-44 key under one name");
        }
    }

    /**
     * Reads the file {@code log.vkey}: one key a line.
     *
     * @throws NoteException if it holds anything but the two keys of one log
     */
    public static VerifierKeys parse(String file) {
        List<VerifierKey> keys = Arrays.stream(file.split("\n"))
                .filter(line -> !line.isBlank())
                .map(VerifierKey::parse)
                .toList();
        if (keys.size() != 2) {
            throw new NoteException("A key file has two lines, one Ed25519 key and one ML-DSA-44 key");
        }
        return keys.getFirst().type() == SignatureType.ED25519
                ? new VerifierKeys(keys.getFirst(), keys.getLast())
                : new VerifierKeys(keys.getLast(), keys.getFirst());
    }

    /** The log's origin. */
    public String origin() {
        return ed25519.name();
    }

    /** The lines of the file {@code log.vkey}. */
    public List<String> lines() {
        return List.of(ed25519.toString(), mlDsa44.toString());
    }

    /** The file {@code log.vkey}. */
    public String file() {
        return String.join("\n", lines()) + "\n";
    }
}
