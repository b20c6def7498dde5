package dev.visor.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.json.NotCanonicalException;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.verify.Entries;
import dev.visor.audit.verify.TlogProof;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes a pack, a ZIP archive: {@code README.txt} for people, {@code pack.json} with the question, {@code log.vkey}, {@code
 * checkpoint}, {@code records.txt} with a line for each record, and {@code proofs/INDEX.tlog-proof} for each.
 *
 * <p>The same log and question give the same bytes.
 */
public final class EvidencePack {

    /** The most records of a pack. */
    public static final int MOST = 100_000;

    static final String README = "README.txt";
    static final String QUESTION = "pack.json";
    static final String KEYS = "log.vkey";
    static final String CHECKPOINT = "checkpoint";
    static final String RECORDS = "records.txt";
    static final String PROOFS = "proofs/";
    static final String PROOF = ".tlog-proof";
    static final long VERSION = 1;

    private final LogFolder folder;
    private final VerifierKeys keys;
    private final PackFilter filter;

    /**
     * Prepares to pack.
     *
     * @param folder of the whole log, with its entries
     * @param keys the log's
     */
    public EvidencePack(LogFolder folder, VerifierKeys keys, PackFilter filter) {
        this.folder = folder;
        this.keys = keys;
        this.filter = filter;
    }

    /**
     * Looks through the whole log and writes what fits.
     *
     * @return how many records
     * @throws NoteException if the log does not stand: its signature or root is wrong, or a leaf is no record
     * @throws IllegalArgumentException if more than {@link #MOST} records fit
     * @throws IOException if the log has no checkpoint, cannot be read, or the pack cannot be written
     */
    public int write(OutputStream to) throws IOException {
        SignedCheckpoint head =
                folder.checkpoint().orElseThrow(() -> new IOException("The log's folder has no checkpoint"));
        head.verify(keys);
        Map<Long, String> found = find(head);
        TileTree tree = new TileTree(folder, head.checkpoint().size());
        FileTime time = FileTime.from(signed(head));
        try (ZipOutputStream zip = new ZipOutputStream(to)) {
            put(zip, time, README, readme(head, found.size()));
            put(zip, time, QUESTION, new String(CanonicalJson.write(question(head, found.size())), UTF_8));
            put(zip, time, KEYS, keys.file());
            put(zip, time, CHECKPOINT, head.note());
            put(zip, time, RECORDS, lines(found));
            for (Map.Entry<Long, String> record : found.entrySet()) {
                TlogProof proof = new TlogProof(record.getValue(), tree.inclusion(record.getKey()), head);
                put(zip, time, proofName(record.getKey()), proof.text());
            }
        }
        return found.size();
    }

    static String proofName(long index) {
        return PROOFS + String.format(java.util.Locale.ROOT, "%012d", index) + PROOF;
    }

    private Instant signed(SignedCheckpoint head) {
        Instant signed = head.signedAt(keys);
        return signed == null ? Instant.EPOCH : signed;
    }

    private Map<Long, String> find(SignedCheckpoint head) throws IOException {
        Map<Long, String> found = new TreeMap<>();
        Entries.Scanned scanned = Entries.scan(folder, head.checkpoint().size(), (index, bytes, offset, length) -> {
            String text = new String(bytes, offset, length, UTF_8);
            if (filter.takes(read(index, text))) {
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

    private static Leaf read(long index, String text) {
        try {
            return Leaf.read(text);
        } catch (NotCanonicalException | IllegalArgumentException e) {
            throw new NoteException("Leaf " + index + " is not a record: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> question(SignedCheckpoint head, int count) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asked", filter.toJson());
        json.put("count", (long) count);
        json.put("log", head.checkpoint().origin());
        json.put("size", head.checkpoint().size());
        json.put("v", VERSION);
        return json;
    }

    private static String lines(Map<Long, String> found) {
        Catalogue catalogue = Catalogue.load();
        List<String> lines = new ArrayList<>();
        found.forEach((index, text) -> {
            Leaf leaf = Leaf.read(text);
            lines.add(String.join(
                    "\t",
                    Long.toString(index),
                    leaf.time().toString(),
                    leaf.actor().label(),
                    leaf.actor().role(),
                    leaf.purpose(),
                    leaf.basis(),
                    leaf.action(),
                    catalogue.find(leaf.action()).map(ActionSpec::sentence).orElse("")));
        });
        return "index\ttime\tactor\trole\tpurpose\tbasis\taction\tmeaning\n" + String.join("\n", lines) + "\n";
    }

    private String readme(SignedCheckpoint head, int count) {
        return """
                Records from an audit trail of Visor, for whoever has to judge them
                ====================================================================

                Log       %s
                Signed    %s
                Holds     %d records, of which %d are in this pack
                Asked was for records
                %s
                What this proves
                ----------------
                Each file in proofs/ holds one record, whole and unchanged, and the way from it to a root that the log's two keys
                signed (Ed25519 and ML-DSA-44). A record that was changed, or that never stood in this log, cannot pass. Where
                the checkpoint bears the lines of witnesses, these saw the same root and will not sign another.

                To check it:  visor-audit pack check PACK.zip --key log.vkey
                Take log.vkey from somebody whom you trust, and not from this pack. The forms are open: the proofs are
                c2sp.org/tlog-proof, the checkpoint is c2sp.org/tlog-checkpoint, the tree is that of RFC 6962.

                What this does not prove
                ------------------------
                - That nothing is missing. Whoever made the pack chose the question, and could have left records out. That
                  needs the whole log (visor-audit verify) or, about one person, the subject report.
                - That what a record says is true. The log shows that it was written then, and not changed since.
                - The times, unless witnesses or a time stamping authority vouch for them: they are the operator's own.
                - Who the people are. Names are sealed under the keys of their owners, here are their labels; the operator
                  can open them while the keys are there.
                """.formatted(
                head.checkpoint().origin(), signed(head), head.checkpoint().size(), count, filter.words());
    }

    private static void put(ZipOutputStream zip, FileTime time, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(time);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(UTF_8));
        zip.closeEntry();
    }
}
