package dev.visor.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visor.audit.json.JsonText;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.verify.TlogProof;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Checks a pack without the log: each record's proof, under keys from elsewhere, and that the pack is what it says. */
public final class PackCheck {

    /** A proof holds a leaf of at most 16 KiB in base64, 64 hashes and a checkpoint. */
    private static final int LONGEST = 64 * 1024;

    private final VerifierKeys keys;
    private final List<String> faults = new ArrayList<>();

    /** Trusts these keys and nothing in the pack. */
    public PackCheck(VerifierKeys keys) {
        this.keys = keys;
    }

    /**
     * What was found.
     *
     * @param count how many records are proved
     * @param faults in sentences; none if the pack stands
     */
    public record Result(int count, List<String> faults) {
        public Result {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Reads a pack once.
     *
     * @throws IOException if it cannot be read
     */
    public Result check(Path pack) throws IOException {
        int proved = 0;
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            SignedCheckpoint head = SignedCheckpoint.parse(text(zip, EvidencePack.CHECKPOINT));
            head.verify(keys);
            Map<?, ?> question = object(JsonText.parse(text(zip, EvidencePack.QUESTION)));
            PackFilter asked = asked(object(question.get("asked")));
            Set<String> names = new HashSet<>();
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (!names.add(entry.getName())) {
                    faults.add(entry.getName() + " is there twice");
                } else if (entry.getName().startsWith(EvidencePack.PROOFS)) {
                    proved += proves(zip, entry, head.checkpoint(), asked) ? 1 : 0;
                }
            }
            if (!Long.valueOf(proved).equals(question.get("count"))) {
                faults.add("The pack says that it has " + question.get("count") + " records, and " + proved
                        + " are proved");
            }
            if (!head.checkpoint().origin().equals(question.get("log"))
                    || !Long.valueOf(head.checkpoint().size()).equals(question.get("size"))) {
                faults.add("The pack says that it is of another log or size than its checkpoint");
            }
        } catch (ZipException | ClassCastException | IllegalArgumentException | DateTimeException e) {
            faults.add("Not a pack: " + e.getMessage());
        } catch (NoteException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        return new Result(proved, faults);
    }

    private boolean proves(ZipFile zip, ZipEntry entry, Checkpoint head, PackFilter asked) throws IOException {
        try {
            TlogProof proof = TlogProof.parse(text(zip, entry.getName()));
            proof.verify(keys);
            if (!proof.checkpoint().checkpoint().equals(head)) {
                throw new NoteException("it is under another checkpoint than the pack's");
            }
            if (!entry.getName().equals(EvidencePack.proofName(proof.inclusion().index()))) {
                throw new NoteException("it is of leaf " + proof.inclusion().index());
            }
            if (!asked.takes(Leaf.read(proof.leaf()))) {
                throw new NoteException("its record is not among those that the pack says were asked for");
            }
            return true;
        } catch (NoteException e) {
            faults.add(entry.getName() + ": " + e.getMessage());
            return false;
        }
    }

    private static Map<?, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("its question is no object");
    }

    private static PackFilter asked(Map<?, ?> json) {
        return new PackFilter(
                time(json.get("from")),
                time(json.get("until")),
                texts(json.get("actors")),
                texts(json.get("objects")),
                texts(json.get("actions")),
                texts(json.get("tags")));
    }

    private static @Nullable Instant time(@Nullable Object value) {
        return value == null || value.equals("") ? null : Instant.parse((String) value);
    }

    private static Set<String> texts(@Nullable Object value) {
        Set<String> texts = new HashSet<>();
        if (value instanceof List<?> list) {
            list.forEach(one -> texts.add((String) one));
        }
        return texts;
    }

    private static String text(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new NoteException("The pack has no " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new NoteException(name + " is too long");
            }
            return new String(bytes, UTF_8);
        }
    }
}
