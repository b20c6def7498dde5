package dev.visor.audit.verify;

import dev.visor.audit.json.NotCanonicalException;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.InclusionProof;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.Leaf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A proof that a leaf stands in a log, in the textual form {@code c2sp.org/tlog-proof@v1}. Its extra data is the leaf.
 *
 * @param leaf the leaf's bytes
 * @param inclusion its place and the path to the root
 * @param checkpoint the signed head
 */
public record TlogProof(String leaf, InclusionProof inclusion, SignedCheckpoint checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,17})");

    public TlogProof {
        if (inclusion.size() != checkpoint.checkpoint().size()) {
            throw new IllegalArgumentException("The path and the checkpoint are of different trees");
        }
    }

    /** The text. */
    public String text() {
        StringBuilder text = new StringBuilder(HEADER)
                .append("\nextra ")
                .append(Base64.getEncoder().encodeToString(leaf.getBytes(StandardCharsets.UTF_8)))
                .append("\nindex ")
                .append(inclusion.index())
                .append('\n');
        inclusion.path().forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint.note()).toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws NoteException if it is not a proof, or its index is not below the tree's size
     */
    public static TlogProof parse(String text) {
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new NoteException("Not a proof: a blank line before the checkpoint is wanted");
        }
        String[] lines = text.substring(0, blank).split("\n", -1);
        if (lines.length < 3
                || !lines[0].equals(HEADER)
                || !lines[1].startsWith("extra ")
                || !INDEX.matcher(lines[2]).matches()) {
            throw new NoteException("Not a proof with its leaf: " + HEADER + ", extra and index are wanted");
        }
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(text.substring(blank + 2));
        try {
            List<Hash> path = new ArrayList<>();
            for (int i = 3; i < lines.length; i++) {
                path.add(Hash.parse(lines[i]));
            }
            byte[] leaf = Base64.getDecoder().decode(lines[1].substring("extra ".length()));
            return new TlogProof(
                    new String(leaf, StandardCharsets.UTF_8),
                    new InclusionProof(
                            Long.parseLong(lines[2].substring("index ".length())),
                            checkpoint.checkpoint().size(),
                            path),
                    checkpoint);
        } catch (IllegalArgumentException e) {
            throw new NoteException("Not a proof: " + e.getMessage(), e);
        }
    }

    /**
     * Checks the signatures, the way from the leaf to the signed root, and that the leaf is a record of that log.
     *
     * @throws NoteException if the log did not sign the checkpoint, the path does not lead from the leaf to its root, or the
     *     leaf is not a canonical record that was written for this log
     */
    public void verify(VerifierKeys keys) {
        checkpoint.verify(keys);
        Hash hash = Hash.leaf(leaf.getBytes(StandardCharsets.UTF_8));
        if (!inclusion.leadsTo(checkpoint.checkpoint().root(), hash)) {
            throw new NoteException("The path does not lead from the leaf to the signed root");
        }
        String origin = checkpoint.checkpoint().origin();
        if (!record().log().equals(origin)) {
            throw new NoteException("The leaf is a record of another log than " + origin);
        }
    }

    private Leaf record() {
        try {
            return Leaf.read(leaf);
        } catch (NotCanonicalException | IllegalArgumentException e) {
            throw new NoteException("The leaf is not a canonical record of version 1: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "TlogProof[" + inclusion.index() + "]";
    }
}
