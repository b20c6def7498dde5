package dev.visor.audit.verify;

import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.VerifierKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes the proofs, true ones and one of each way to forge one, that both our checkers are held to: this one and the browser's
 * (gateway, {@code reading/vectors.test.ts}). Keys and leaves are the same at each run, so the file never changes unless
 * somebody changes what is in it.
 */
final class ProofVectors {

    static final Path FILE = Path.of("src/test/resources/vectors/v1/proofs.json");

    static final Path GOLDEN = Path.of("src/test/resources/golden/v1");
    private static final String ORIGIN = VectorLog.ORIGIN;
    private static final int LARGEST = VectorLog.LARGEST;
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 511, 512, LARGEST};

    private final VectorLog log = new VectorLog();
    private final Map<String, Object> keys = new TreeMap<>();
    private final Map<String, Object> checkpoints = new TreeMap<>();
    private final List<Map<String, Object>> inclusion = new ArrayList<>();
    private final List<Map<String, Object>> consistency = new ArrayList<>();

    private ProofVectors() throws IOException {
        VerifierKeys own = log.keys.verifiers();
        keys.put("log", own.lines());
        keys.put("other", log.others.verifiers().lines());
        keys.put(
                "mixed",
                List.of(own.lines().getFirst(), log.others.verifiers().lines().getLast()));
        keys.put("ed25519-only", own.lines().subList(0, 1));
        keys.put("none", List.of());
    }

    /** The file's text: one case a line. */
    static String text() throws IOException {
        ProofVectors vectors = new ProofVectors();
        vectors.trueProofs();
        vectors.golden();
        vectors.forgedPaths();
        vectors.forgedLeaves();
        vectors.forgedHeads();
        vectors.consistencies();
        return "{\n\"about\": \"Made by ProofVectors.java; each case says which steps of the check fail, none for a true proof\","
                + "\n\"checkpoints\": {\n" + members(vectors.checkpoints) + "\n},"
                + "\n\"consistency\": [\n" + lines(vectors.consistency) + "\n],"
                + "\n\"inclusion\": [\n" + lines(vectors.inclusion) + "\n],"
                + "\n\"keys\": {\n" + members(vectors.keys) + "\n}\n}\n";
    }

    private static String lines(List<Map<String, Object>> cases) {
        return cases.stream().map(ProofVectors::json).collect(Collectors.joining(",\n"));
    }

    private static String members(Map<String, Object> map) {
        return map.entrySet().stream()
                .map(member -> json(member.getKey()) + ": " + json(member.getValue()))
                .collect(Collectors.joining(",\n"));
    }

    private static String json(Object value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }

    /** The name of a true head. */
    private String head(int size) {
        String name = "size-" + size;
        checkpoints.computeIfAbsent(name, missing -> log.head(log.keys, size).note());
        return name;
    }

    /** A case on its way: a true proof, of which some members are then exchanged. */
    private Map<String, Object> proof(int index, int size) {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("record", VectorLog.id(index).toString());
        proof.put("leaf", log.leaves.get(index));
        proof.put("leafHash", log.leafHash(index).toString());
        proof.put("index", index);
        proof.put("size", size);
        proof.put("path", VectorLog.texts(log.tree(size).inclusion(index).path()));
        proof.put("checkpoint", head(size));
        proof.put("keys", "log");
        return proof;
    }

    private void add(String name, Map<String, Object> proof, String... fails) {
        proof.put("name", name);
        proof.put("fails", List.of(fails));
        inclusion.add(proof);
    }

    private static Map<String, Object> with(Map<String, Object> proof, String member, Object value) {
        proof.put(member, value);
        return proof;
    }

    private void trueProofs() {
        for (int size : SIZES) {
            add("the first leaf of " + size, proof(0, size));
            if (size > 2) {
                add("a leaf within " + size, proof(size / 2, size));
            }
            if (size > 1) {
                add("the last leaf of " + size, proof(size - 1, size));
            }
        }
    }

    /** What version 1 published, for ever. */
    private void golden() throws IOException {
        TlogProof proof = TlogProof.parse(Files.readString(GOLDEN.resolve("leaf-41.tlog-proof")));
        keys.put("golden", new LogFolder(GOLDEN.resolve("log")).keys().lines());
        checkpoints.put("golden", proof.checkpoint().note());
        Map<String, Object> golden = proof(0, 1);
        golden.put("record", dev.visor.audit.record.Leaf.read(proof.leaf()).id().toString());
        golden.put("leaf", proof.leaf());
        golden.put("leafHash", VectorLog.hash(proof.leaf()).toString());
        golden.put("index", proof.inclusion().index());
        golden.put("size", proof.inclusion().size());
        golden.put("path", VectorLog.texts(proof.inclusion().path()));
        golden.put("checkpoint", "golden");
        golden.put("keys", "golden");
        add("the golden log's leaf 41", golden);
        add(
                "the golden log's leaf 41 under another log's keys",
                with(new LinkedHashMap<>(golden), "keys", "log"),
                "checkpoint",
                "ed25519",
                "ml-dsa-44");
    }

    private void forgedPaths() {
        for (int[] at : new int[][] {{5, 9}, {100, 256}, {256, 257}, {511, LARGEST}}) {
            int index = at[0];
            int size = at[1];
            String of = ", leaf " + index + " of " + size;
            List<String> path = VectorLog.texts(log.tree(size).inclusion(index).path());
            List<String> reversed = new ArrayList<>(path).reversed();
            List<String> longer = new ArrayList<>(path);
            longer.add(path.getFirst());
            List<String> padded = new ArrayList<>(path);
            padded.addFirst(Hash.ZERO.toString());
            List<String> altered = new ArrayList<>(path);
            altered.set(0, Hash.ZERO.toString());
            add("an index equal to the size" + of, with(proof(index, size), "index", size), "index", "path");
            add("an index beyond the size" + of, with(proof(index, size), "index", size + 1), "index", "path");
            add(
                    "an index that is the size of the tree above" + of,
                    with(proof(index, size), "index", index + 512),
                    "index",
                    "path");
            add("a negative index" + of, with(proof(index, size), "index", -1), "index", "path");
            add("a neighbour's index" + of, with(proof(index, size), "index", index - 1), "path");
            add(
                    "a path too short at its end" + of,
                    with(proof(index, size), "path", path.subList(0, path.size() - 1)),
                    "path");
            add(
                    "a path too short at its beginning" + of,
                    with(proof(index, size), "path", path.subList(1, path.size())),
                    "path");
            add("no path at all" + of, with(proof(index, size), "path", List.of()), "path");
            add("a path too long at its end" + of, with(proof(index, size), "path", longer), "path");
            add("a path too long at its beginning" + of, with(proof(index, size), "path", padded), "path");
            add("a hash of the path exchanged" + of, with(proof(index, size), "path", altered), "path");
            if (!reversed.equals(path)) {
                add("the path the other way round" + of, with(proof(index, size), "path", reversed), "path");
            }
        }
        add(
                "a path for the only leaf",
                with(proof(0, 1), "path", List.of(log.leafHash(0).toString())),
                "path");
        add("an index of 1 in a tree of 1", with(proof(0, 1), "index", 1), "index", "path");
        add("a size of 0", with(proof(0, 1), "size", 0), "checkpoint", "index", "path");
        // Two leaves are a node of the tree above: a leaf of the bytes that a node hashes must not pass for it.
        add(
                "a path of one level less, from a node",
                with(
                        with(proof(4, 9), "index", 2),
                        "path",
                        VectorLog.texts(log.tree(9).inclusion(4).path()).subList(1, 4)),
                "path");
    }

    private void forgedLeaves() {
        Map<String, Object> altered = proof(5, 9);
        String leaf = log.leaves.get(5).replace("view.sent", "view.seen");
        add("a leaf altered by a letter", with(altered, "leaf", leaf), "leaf", "path");
        add(
                "a leaf altered by a letter, with its own hash",
                with(
                        with(proof(5, 9), "leaf", leaf),
                        "leafHash",
                        VectorLog.hash(leaf).toString()),
                "path");
        add(
                "another record than asked for",
                with(proof(5, 9), "record", VectorLog.id(6).toString()),
                "record");
        add(
                "another leaf's hash beside the leaf",
                with(proof(5, 9), "leafHash", log.leafHash(6).toString()),
                "leaf");
        Map<String, Object> exchanged = proof(5, 9);
        exchanged.put("leaf", log.leaves.get(6));
        exchanged.put("leafHash", log.leafHash(6).toString());
        add("another leaf of the same log", exchanged, "record", "path");
        logged("a leaf of another log, logged here", log.leaves.get(5).replace(ORIGIN, "visor/another"));
        logged("a leaf that is not canonical, logged", log.leaves.get(5).replace("\"v\":1", "\"v\": 1"));
        logged("a leaf with a key twice, logged", log.leaves.get(5).replace("\"v\":1", "\"v\":1,\"v\":1"));
        logged(
                "a leaf with its keys in another order, logged",
                log.leaves.get(5).replace(",\"v\":1}", "}").replace("{\"action\"", "{\"v\":1,\"action\""));
        logged("bytes that are no record, logged", "not a record");
    }

    /** A tree of one leaf that the log itself signed; the leaf is no record of this log, so it proves none. */
    private void logged(String name, String leaf) {
        String head = "only " + name;
        checkpoints.put(
                head,
                log.keys
                        .sign(new Checkpoint(ORIGIN, 1, VectorLog.hash(leaf)), VectorLog.SIGNED)
                        .note());
        Map<String, Object> proof = proof(0, 1);
        proof.put("record", VectorLog.id(5).toString());
        proof.put("leaf", leaf);
        proof.put("leafHash", VectorLog.hash(leaf).toString());
        proof.put("checkpoint", head);
        add(name, proof, "record");
    }

    private void forgedHeads() {
        String note = log.head(log.keys, 9).note();
        String root = log.tree(9).root().toString();
        String another = log.tree(8).root().toString();
        String[] lines = note.split("\n", -1);
        forged("a root altered in the head", note.replace(root, another), "path", "ed25519", "ml-dsa-44");
        forged("a size altered in the head", note.replace("\n9\n", "\n10\n"), "checkpoint", "ed25519", "ml-dsa-44");
        forged(
                "an origin altered in the head",
                note.replace(ORIGIN + "\n9", "visor/another\n9"),
                "record",
                "checkpoint",
                "ed25519",
                "ml-dsa-44");
        forged(
                "a line more in the head",
                note.replace(root + "\n", root + "\nextension\n"),
                "record",
                "checkpoint",
                "path",
                "ed25519",
                "ml-dsa-44");
        forged("the Ed25519 signature stripped", note.replace(lines[4] + "\n", ""), "ed25519");
        forged("the ML-DSA-44 signature stripped", note.replace(lines[5] + "\n", ""), "ml-dsa-44");
        forged(
                "both signatures stripped",
                String.join("\n", List.of(lines).subList(0, 4)) + "\n",
                "record",
                "checkpoint",
                "path",
                "ed25519",
                "ml-dsa-44");
        forged("a letter of a signature altered", note.replace(lines[4], bent(lines[4])), "ed25519");
        forged(
                "another tree's signatures",
                note.replace(lines[4], log.head(log.keys, 8).note().split("\n", -1)[4])
                        .replace(lines[5], log.head(log.keys, 8).note().split("\n", -1)[5]),
                "ed25519",
                "ml-dsa-44");
        forged(
                "a head signed by other keys of the same name",
                log.head(log.others, 9).note(),
                "ed25519",
                "ml-dsa-44");
        add("the keys of another log of the same name", with(proof(5, 9), "keys", "other"), "ed25519", "ml-dsa-44");
        add("another ML-DSA-44 key", with(proof(5, 9), "keys", "mixed"), "ml-dsa-44");
        add("no ML-DSA-44 key", with(proof(5, 9), "keys", "ed25519-only"), "ml-dsa-44");
        add("no keys", with(proof(5, 9), "keys", "none"), "checkpoint", "ed25519", "ml-dsa-44");
        add("an older head than the proof's", with(proof(5, 9), "checkpoint", head(8)), "checkpoint", "path");
        add("a newer head than the proof's", with(proof(5, 9), "checkpoint", head(257)), "checkpoint", "path");
    }

    /** Another letter where all of its bits count. */
    private static String bent(String line) {
        int at = line.length() - 20;
        return line.substring(0, at) + (line.charAt(at) == 'A' ? 'B' : 'A') + line.substring(at + 1);
    }

    private void forged(String name, String note, String... fails) {
        checkpoints.put(name, note);
        add(name, with(proof(5, 9), "checkpoint", name), fails);
    }

    private void consistencies() {
        for (int to : new int[] {1, 2, 3, 7, 8, 9, 255, 256, 257, 512, LARGEST}) {
            for (int from : new int[] {0, 1, 2, 3, 6, 7, 8, 127, 128, 255, 256, 257, to - 1, to}) {
                if (from <= to) {
                    connect(
                            "from " + from + " to " + to,
                            from,
                            to,
                            log.path(from, to),
                            log.root(from),
                            log.root(to),
                            true);
                }
            }
        }
        for (int[] sizes : new int[][] {{3, 7}, {4, 8}, {6, 257}, {256, LARGEST}, {255, 256}}) {
            forgedConsistencies(sizes[0], sizes[1]);
        }
        connect("from 0 with a path", 0, 7, List.of(Hash.ZERO), log.root(0), log.root(7), false);
        connect("from 0 with a root that no empty tree has", 0, 7, List.of(), log.root(3), log.root(7), false);
        connect("from a tree to itself with a path", 7, 7, List.of(log.root(7)), log.root(7), log.root(7), false);
        connect("from a tree to another of the same size", 7, 7, List.of(), log.root(7), log.root(8), false);
        connect("from a larger tree to a smaller one", 8, 7, log.path(7, 8), log.root(8), log.root(7), false);
        connect("from a negative size", -1, 7, List.of(), log.root(0), log.root(7), false);
    }

    private void forgedConsistencies(int from, int to) {
        String of = ", from " + from + " to " + to;
        List<Hash> path = log.path(from, to);
        List<Hash> longer = new ArrayList<>(path);
        longer.add(path.getLast());
        List<Hash> padded = new ArrayList<>(path);
        padded.addFirst(path.getFirst());
        List<Hash> altered = new ArrayList<>(path);
        altered.set(path.size() - 1, Hash.ZERO);
        connect("no path" + of, from, to, List.of(), log.root(from), log.root(to), false);
        connect(
                "a path too short at its end" + of,
                from,
                to,
                path.subList(0, path.size() - 1),
                log.root(from),
                log.root(to),
                false);
        connect(
                "a path too short at its beginning" + of,
                from,
                to,
                path.subList(1, path.size()),
                log.root(from),
                log.root(to),
                false);
        connect("a path too long at its end" + of, from, to, longer, log.root(from), log.root(to), false);
        connect("a path too long at its beginning" + of, from, to, padded, log.root(from), log.root(to), false);
        connect("a hash of the path exchanged" + of, from, to, altered, log.root(from), log.root(to), false);
        connect("another older root" + of, from, to, path, log.root(from - 1), log.root(to), false);
        connect("another newer root" + of, from, to, path, log.root(from), log.root(to - 1), false);
        connect("the roots exchanged" + of, from, to, path, log.root(to), log.root(from), false);
        connect("another older size" + of, from - 1, to, path, log.root(from), log.root(to), false);
        connect("another newer size" + of, from, 2 * to, path, log.root(from), log.root(to), false);
    }

    private void connect(String name, int from, int to, List<Hash> path, Hash older, Hash newer, boolean valid) {
        if (consistency.stream().anyMatch(known -> name.equals(known.get("name")))) {
            return;
        }
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("name", name);
        proof.put("from", from);
        proof.put("to", to);
        proof.put("path", VectorLog.texts(path));
        proof.put("older", older.toString());
        proof.put("newer", newer.toString());
        proof.put("valid", valid);
        consistency.add(proof);
    }
}
