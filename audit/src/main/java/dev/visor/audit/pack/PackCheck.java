package dev.visor.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visor.audit.json.JsonText;
import dev.visor.audit.log.PolicyText;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKey;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.timestamp.TimeToken;
import dev.visor.audit.timestamp.TimeTokenException;
import dev.visor.audit.verify.TlogProof;
import dev.visor.audit.verify.Vouchers;
import dev.visor.audit.witness.WitnessPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Checks a pack without the log: each record's proof, under keys from elsewhere; that the pack is what it says; and that all
 * that it gives to read is what these records make.
 */
public final class PackCheck {

    /** A proof holds a leaf of at most 16 KiB in base64, 64 hashes and a checkpoint. */
    private static final int LONGEST_PROOF = 256 * 1024;

    /** The tags of {@link EvidencePack#MOST} records about one person. */
    private static final int LONGEST_QUESTION = 8 << 20;

    private final VerifierKeys keys;
    private final List<String> faults = new ArrayList<>();
    private final SortedMap<Long, Leaf> proved = new TreeMap<>();
    private final SortedMap<String, PolicyText> policies = new TreeMap<>();
    private final List<String> vouched = new ArrayList<>();
    private Vouchers vouchers = Vouchers.NOBODY;
    private @Nullable TimeToken token;

    /** Trusts these keys and nothing in the pack. */
    public PackCheck(VerifierKeys keys) {
        this.keys = keys;
    }

    /**
     * What was found.
     *
     * @param count how many records are proved
     * @param faults in sentences; none if the pack stands
     * @param vouched who vouches for the checkpoint among those who were demanded, in sentences
     */
    public record Result(int count, List<String> faults, List<String> vouched) {
        public Result {
            faults = List.copyOf(faults);
            vouched = List.copyOf(vouched);
        }
    }

    /** Demands that these vouch for the pack's checkpoint. */
    public PackCheck demanding(Vouchers demanded) {
        this.vouchers = demanded;
        return this;
    }

    /**
     * Reads a pack once.
     *
     * @throws IOException if it cannot be read
     */
    public Result check(Path pack) throws IOException {
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            SignedCheckpoint head =
                    SignedCheckpoint.parse(text(zip, PackContent.CHECKPOINT, SignedCheckpoint.LONGEST * 4));
            head.verify(keys);
            Map<?, ?> question = object(JsonText.parse(text(zip, PackContent.QUESTION, LONGEST_QUESTION)));
            PackFilter asked = PackFilter.read(object(question.get("asked")));
            // Each proof, and no record in the place of another.
            Set<String> names = prove(zip, head.checkpoint());
            // Who outside has seen this checkpoint.
            vouch(zip, names, head);
            // The question's own records, and no others.
            select(asked);
            // Counts, log and size as the question states them: what was taken out shows here.
            compare(question, head.checkpoint());
            // The rules that the records say they were decided by.
            policies(zip, names);
            // What people read must say what the records say.
            compare(zip, names, new PackContent(head, keys, asked, proved, policies, token), question);
        } catch (ZipException | ClassCastException | IllegalArgumentException | DateTimeException e) {
            faults.add("Not a pack: " + e.getMessage());
        } catch (NoteException | TimeTokenException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        return new Result(proved.size(), faults, vouched);
    }

    /** The names of all other files. */
    private Set<String> prove(ZipFile zip, Checkpoint head) throws IOException {
        Set<String> others = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            String name = all.nextElement().getName();
            if (!names.add(name)) {
                faults.add(name + " is there twice");
            } else if (name.startsWith(PackContent.PROOFS)) {
                prove(zip, name, head);
            } else {
                others.add(name);
            }
        }
        return others;
    }

    private void prove(ZipFile zip, String name, Checkpoint head) throws IOException {
        try {
            TlogProof proof = TlogProof.parse(text(zip, name, LONGEST_PROOF));
            proof.verify(keys);
            if (!proof.checkpoint().checkpoint().equals(head)) {
                throw new NoteException("it is under another checkpoint than the pack's");
            }
            if (!name.equals(PackContent.proofName(proof.inclusion().index()))) {
                throw new NoteException("it is of leaf " + proof.inclusion().index());
            }
            proved.put(proof.inclusion().index(), Leaf.read(proof.leaf()));
        } catch (NoteException e) {
            faults.add(name + ": " + e.getMessage());
        }
    }

    private void vouch(ZipFile zip, Set<String> names, SignedCheckpoint head) throws IOException {
        for (VerifierKey witness : vouchers.witnesses()) {
            vouch("The witness " + witness.name(), head.cosignedAt(witness));
        }
        WitnessPolicy policy = vouchers.policy();
        if (policy != null && policy.demanding()) {
            vouch("The quorum of the policy", policy.fulfilledAt(head));
        }
        byte[] note = head.note().getBytes(UTF_8);
        if (names.contains(PackContent.TOKEN)) {
            TimeToken over = TimeToken.parse(bytes(zip, PackContent.TOKEN, TimeToken.LONGEST));
            over.requireImprint(note);
            token = over;
        }
        if (vouchers.authorities() != null && token != null) {
            token.verify(note, vouchers.authorities());
            vouched.add("A time token vouches for the checkpoint since " + token.time());
        } else if (vouchers.authorities() != null) {
            faults.add("The pack has no time token");
        }
    }

    private void vouch(String who, Optional<Instant> cosigned) {
        if (cosigned.isPresent()) {
            vouched.add(who + " vouches for the checkpoint since " + cosigned.get());
        } else {
            faults.add(who + " did not cosign the pack's checkpoint");
        }
    }

    private void select(PackFilter asked) throws IOException {
        Selection selection = Selection.of(asked, visitor -> proved.values().forEach(visitor));
        List<Long> foreign = proved.entrySet().stream()
                .filter(record -> !selection.takes(record.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        for (long index : foreign) {
            faults.add(
                    PackContent.proofName(index) + ": its record is not among those that the pack says were asked for");
            proved.remove(index);
        }
    }

    private void compare(Map<?, ?> question, Checkpoint head) {
        if (!Long.valueOf(proved.size()).equals(question.get("count"))) {
            faults.add("The pack says that it has " + question.get("count") + " records, and " + proved.size()
                    + " are proved");
        }
        if (!head.origin().equals(question.get("log"))
                || !Long.valueOf(head.size()).equals(question.get("size"))) {
            faults.add("The pack says that it is of another log or size than its checkpoint");
        }
    }

    private void policies(ZipFile zip, Set<String> names) throws IOException {
        for (Map.Entry<Long, Leaf> record : proved.entrySet()) {
            Leaf leaf = record.getValue();
            String hash = leaf.facts().get(PolicyText.SET);
            if (hash == null || policies.containsKey(hash) || !PolicyText.isName(hash)) {
                continue;
            }
            String name = PackContent.POLICIES + hash;
            if (names.contains(name)) {
                PolicyText text = PolicyText.parse(bytes(zip, name, PolicyText.LONGEST));
                if (!text.hash().equals(hash)) {
                    throw new NoteException(
                            name + " does not hold the policies that leaf " + record.getKey() + " was decided by");
                }
                policies.put(hash, text);
            } else if (leaf.facts().containsKey(PolicyText.KEPT)) {
                throw new NoteException(
                        "The policies that leaf " + record.getKey() + " was decided by are missing: " + name);
            }
        }
    }

    private void compare(ZipFile zip, Set<String> names, PackContent content, Map<?, ?> question) throws IOException {
        if (!faults.isEmpty()) {
            return;
        }
        Map<String, byte[]> expected = content.files();
        for (Map.Entry<String, byte[]> file : expected.entrySet()) {
            if (!Arrays.equals(bytes(zip, file.getKey(), file.getValue().length), file.getValue())) {
                faults.add(file.getKey() + " is not what these records make; " + PackContent.PROGRAM
                        + " checks, and the pack says that it was made by " + question.get("program"));
            }
        }
        names.stream()
                .filter(name -> !expected.containsKey(name))
                .sorted()
                .forEach(name -> faults.add(name + " is no part of a pack"));
    }

    private static Map<?, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("its question is no object");
    }

    private static String text(ZipFile zip, String name, int longest) throws IOException {
        byte[] bytes = bytes(zip, name, longest);
        if (bytes.length > longest) {
            throw new NoteException(name + " is too long");
        }
        return new String(bytes, UTF_8);
    }

    /** At most one byte more than the longest. */
    private static byte[] bytes(ZipFile zip, String name, int longest) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new NoteException("The pack has no " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readNBytes(longest + 1);
        }
    }
}
