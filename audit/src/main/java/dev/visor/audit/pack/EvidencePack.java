package dev.visor.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visor.audit.json.NotCanonicalException;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.PolicyText;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.verify.Entries;
import dev.visor.audit.verify.TlogProof;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes a pack, a ZIP archive: {@code README.txt} and {@code summary.pdf} for people, {@code pack.json} with the question,
 * {@code log.vkey}, {@code checkpoint}, {@code records.txt} with a line for each record, {@code policies/HASH} with the rules
 * that the records name, and {@code proofs/INDEX.tlog-proof} for each record.
 * Where a time token is over the checkpoint, it is {@code checkpoint.tsr}.
 *
 * <p>The same log and question give the same bytes.
 */
public final class EvidencePack {

    /** The most records of a pack. */
    public static final int MOST = 100_000;

    private final LogFolder folder;
    private final VerifierKeys keys;
    private final PackFilter filter;
    private final PackHead under;

    /** Prepares to pack under the newest head. */
    public EvidencePack(LogFolder folder, VerifierKeys keys, PackFilter filter) {
        this(folder, keys, filter, PackHead.NEWEST);
    }

    /**
     * Prepares to pack.
     *
     * @param folder of the whole log, with its entries
     * @param keys the log's
     * @param under whose records are looked through: later ones are not in the pack
     */
    public EvidencePack(LogFolder folder, VerifierKeys keys, PackFilter filter, PackHead under) {
        this.under = under;
        this.folder = folder;
        this.keys = keys;
        this.filter = filter;
    }

    /**
     * Looks through the whole log and writes what fits.
     *
     * @return how many records
     * @throws NoteException if the log does not stand: its signature or root is wrong, a leaf is no record, or policies are
     *     missing or altered
     * @throws IllegalArgumentException if more than {@link #MOST} records fit, or the log has no record that was named
     * @throws IOException if the log has no checkpoint, cannot be read, or the pack cannot be written
     */
    public int write(OutputStream to) throws IOException {
        PackHead.Chosen chosen = under.in(folder);
        SignedCheckpoint head = chosen.note();
        head.verify(keys);
        if (chosen.token() != null) {
            chosen.token().requireImprint(head.note().getBytes(UTF_8));
        }
        SortedMap<Long, String> found = find(head);
        SortedMap<Long, Leaf> leaves = new TreeMap<>();
        found.forEach((index, text) -> leaves.put(index, read(index, text)));
        PackContent content = new PackContent(head, keys, filter, leaves, policies(leaves), chosen.token());
        TileTree tree = new TileTree(folder, head.checkpoint().size());
        FileTime time = FileTime.from(content.signed());
        try (ZipOutputStream zip = new ZipOutputStream(to)) {
            for (Map.Entry<String, byte[]> file : content.files().entrySet()) {
                put(zip, time, file.getKey(), file.getValue());
            }
            for (Map.Entry<Long, String> record : found.entrySet()) {
                TlogProof proof = new TlogProof(record.getValue(), tree.inclusion(record.getKey()), head);
                put(
                        zip,
                        time,
                        PackContent.proofName(record.getKey()),
                        proof.text().getBytes(UTF_8));
            }
        }
        return found.size();
    }

    private SortedMap<Long, String> find(SignedCheckpoint head) throws IOException {
        long size = head.checkpoint().size();
        Selection selection = Selection.of(
                filter,
                visitor -> Entries.scan(
                        folder,
                        size,
                        (index, bytes, offset, length) ->
                                visitor.accept(read(index, new String(bytes, offset, length, UTF_8)))));
        SortedMap<Long, String> found = new TreeMap<>();
        Entries.Scanned scanned = Entries.scan(folder, size, (index, bytes, offset, length) -> {
            String text = new String(bytes, offset, length, UTF_8);
            if (selection.takes(read(index, text))) {
                found.put(index, text);
                if (found.size() > MOST) {
                    throw new IllegalArgumentException("More than " + MOST + " records fit: ask for a shorter time");
                }
            }
        });
        if (!scanned.root().equals(head.checkpoint().root())) {
            throw new NoteException("The entries do not have the root that was signed: nothing is packed");
        }
        return found;
    }

    private SortedMap<String, PolicyText> policies(SortedMap<Long, Leaf> leaves) throws IOException {
        SortedMap<String, PolicyText> policies = new TreeMap<>();
        for (Leaf leaf : leaves.values()) {
            String hash = leaf.facts().get(PolicyText.SET);
            if (hash == null || policies.containsKey(hash) || !PolicyText.isName(hash)) {
                continue;
            }
            try {
                PolicyText text = PolicyText.parse(folder.policies(hash));
                if (!text.hash().equals(hash)) {
                    throw new NoteException("The policies " + hash + " were altered: nothing is packed");
                }
                policies.put(hash, text);
            } catch (NoSuchFileException e) {
                if (leaf.facts().containsKey(PolicyText.KEPT)) {
                    throw new NoteException("The policies " + hash + " are missing: nothing is packed", e);
                }
            }
        }
        return policies;
    }

    private static Leaf read(long index, String text) {
        try {
            return Leaf.read(text);
        } catch (NotCanonicalException | IllegalArgumentException e) {
            throw new NoteException("Leaf " + index + " is not a record: " + e.getMessage(), e);
        }
    }

    private static void put(ZipOutputStream zip, FileTime time, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(time);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
