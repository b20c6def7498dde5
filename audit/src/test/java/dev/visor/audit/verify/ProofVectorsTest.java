package dev.visor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.json.JsonText;
import dev.visor.audit.merkle.ConsistencyProof;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.InclusionProof;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKey;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.Leaf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our two checkers, this one and the browser's, say the same of the same proofs, step by step. To make the file anew: set
 * VISOR_WRITE_VECTORS and run this test.
 */
class ProofVectorsTest {

    /** A case as the file has it, shown by its name. */
    record Case(Map<?, ?> members) {

        String text(String name) {
            return (String) member(members, name);
        }

        long number(String name) {
            return (Long) member(members, name);
        }

        List<Hash> path() {
            return list("path").stream().map(Hash::parse).toList();
        }

        @SuppressWarnings("unchecked")
        List<String> list(String name) {
            return (List<String>) member(members, name);
        }

        @Override
        public String toString() {
            return text("name");
        }
    }

    private static final Map<?, ?> FILE = read();

    private static Map<?, ?> read() {
        try {
            return (Map<?, ?>) JsonText.parse(Files.readString(ProofVectors.FILE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Object member(Map<?, ?> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private static List<Case> cases(String kind) {
        return ((List<?>) member(FILE, kind))
                .stream().map(one -> new Case((Map<?, ?>) one)).toList();
    }

    static List<Case> inclusion() {
        return cases("inclusion");
    }

    static List<Case> consistency() {
        return cases("consistency");
    }

    @Test
    void areWhatTheirMakerMakes() throws IOException {
        String made = ProofVectors.text();
        if (System.getenv("VISOR_WRITE_VECTORS") != null) {
            Files.createDirectories(ProofVectors.FILE.getParent());
            Files.writeString(ProofVectors.FILE, made);
        }
        assertThat(Files.readString(ProofVectors.FILE)).isEqualTo(made);
    }

    @Test
    void haveNamesOfTheirOwn() {
        assertThat(inclusion())
                .extracting(Case::toString)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(100);
        assertThat(consistency())
                .extracting(Case::toString)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(100);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void inclusion(Case one) {
        List<String> fails = steps(one);
        assertThat(fails).isEqualTo(one.list("fails"));
        // What is refused by a step is refused by the whole; only there nobody asked for one record, or stated a hash.
        fails.removeIf(step -> step.equals("leaf") || differs(one));
        assertThat(passes(one)).isEqualTo(fails.isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void consistency(Case one) {
        boolean valid;
        try {
            valid = new ConsistencyProof(one.number("from"), one.number("to"), one.path())
                    .connects(Hash.parse(one.text("older")), Hash.parse(one.text("newer")));
        } catch (IllegalArgumentException e) {
            valid = false;
        }
        assertThat(valid).isEqualTo(one.members().get("valid"));
    }

    private static boolean differs(Case one) {
        return one.toString().equals("another record than asked for");
    }

    @SuppressWarnings("unchecked")
    private static List<String> keys(Case one) {
        return (List<String>) member((Map<?, ?>) member(FILE, "keys"), one.text("keys"));
    }

    private static String note(Case one) {
        return (String) member((Map<?, ?>) member(FILE, "checkpoints"), one.text("checkpoint"));
    }

    /** The check as {@code visor-audit receipt check} makes it. */
    private static boolean passes(Case one) {
        try {
            InclusionProof proof = new InclusionProof(one.number("index"), one.number("size"), one.path());
            new TlogProof(one.text("leaf"), proof, SignedCheckpoint.parse(note(one)))
                    .verify(VerifierKeys.parse(String.join("\n", keys(one))));
            return true;
        } catch (IllegalArgumentException | NoteException e) {
            return false;
        }
    }

    /** The same, told step by step as the browser does. */
    private static List<String> steps(Case one) {
        @Nullable SignedCheckpoint head = head(one);
        List<VerifierKey> keys = keys(one).stream().map(VerifierKey::parse).toList();
        Hash leaf = Hash.leaf(one.text("leaf").getBytes(StandardCharsets.UTF_8));
        List<String> fails = new ArrayList<>();
        fail(fails, "record", !isRecord(one, head));
        fail(fails, "leaf", !leaf.equals(Hash.parse(one.text("leafHash"))));
        fail(
                fails,
                "checkpoint",
                head == null
                        || head.checkpoint().size() != one.number("size")
                        || keys.isEmpty()
                        || keys.stream()
                                .anyMatch(key ->
                                        !key.name().equals(head.checkpoint().origin())));
        fail(fails, "index", one.number("index") < 0 || one.number("index") >= one.number("size"));
        fail(fails, "path", head == null || !leads(one, head.checkpoint().root(), leaf));
        fail(fails, "ed25519", !signed(head, keys, SignatureType.ED25519));
        fail(fails, "ml-dsa-44", !signed(head, keys, SignatureType.ML_DSA_44));
        return fails;
    }

    private static void fail(List<String> fails, String step, boolean failed) {
        if (failed) {
            fails.add(step);
        }
    }

    private static @Nullable SignedCheckpoint head(Case one) {
        try {
            return SignedCheckpoint.parse(note(one));
        } catch (NoteException e) {
            return null;
        }
    }

    private static boolean isRecord(Case one, @Nullable SignedCheckpoint head) {
        try {
            Leaf leaf = Leaf.read(one.text("leaf"));
            return head != null
                    && leaf.log().equals(head.checkpoint().origin())
                    && leaf.id().toString().equals(one.text("record"));
        } catch (IllegalArgumentException | dev.visor.audit.json.NotCanonicalException e) {
            return false;
        }
    }

    private static boolean leads(Case one, Hash root, Hash leaf) {
        try {
            return new InclusionProof(one.number("index"), one.number("size"), one.path()).leadsTo(root, leaf);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean signed(@Nullable SignedCheckpoint head, List<VerifierKey> keys, SignatureType type) {
        try {
            return head != null
                    && keys.stream().filter(key -> key.type() == type).anyMatch(head::signedBy);
        } catch (NoteException e) {
            return false;
        }
    }
}
