package dev.visor.audit.verify;

import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The log whose proofs the vectors are: the same keys, leaves and signatures at each run. */
final class VectorLog {

    static final String ORIGIN = "visor/vectorsvectors22";
    static final Instant SIGNED = Instant.parse("2026-11-26T10:00:00Z");
    static final int LARGEST = 513;

    final LogKeys keys = LogKeys.generate(ORIGIN, new Counting(1));

    /** Somebody else's, under the same name. */
    final LogKeys others = LogKeys.generate(ORIGIN, new Counting(2));

    final List<String> leaves = new ArrayList<>();

    VectorLog() throws IOException {
        String leaf = Files.readString(ProofVectors.GOLDEN.resolve("leaf.json")).strip();
        for (int i = 0; i < LARGEST; i++) {
            leaves.add(leaf.replace("visor/abcdefgh234567ab", ORIGIN)
                    .replace("11111111-2222-4333-8444-555555555555", id(i).toString()));
        }
    }

    static UUID id(int i) {
        return UUID.fromString("00000000-0000-4000-8000-%012d".formatted(i));
    }

    Hash leafHash(int i) {
        return hash(leaves.get(i));
    }

    static Hash hash(String leaf) {
        return Hash.leaf(leaf.getBytes(StandardCharsets.UTF_8));
    }

    TileTree tree(int size) {
        return new TileTree(this::hashes, size);
    }

    private List<Hash> hashes(Tile tile) {
        int span = 1 << (8 * tile.level());
        List<Hash> hashes = new ArrayList<>();
        for (int i = 0; i < tile.width(); i++) {
            int begin = ((int) tile.index() * Tile.WIDTH + i) * span;
            Frontier part = new Frontier();
            for (int leaf = begin; leaf < begin + span; leaf++) {
                part.add(leafHash(leaf));
            }
            hashes.add(part.root());
        }
        return hashes;
    }

    SignedCheckpoint head(LogKeys signer, int size) {
        return signer.sign(new Checkpoint(ORIGIN, size, tree(size).root()), SIGNED);
    }

    static List<String> texts(List<Hash> path) {
        return path.stream().map(Hash::toString).toList();
    }

    List<Hash> path(int from, int to) {
        return tree(to).consistency(from).path();
    }

    Hash root(int size) {
        return tree(size).root();
    }

    /** The same bytes at each run, for keys that protect nothing. */
    private static final class Counting extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final int first;

        private Counting(int first) {
            this.first = first;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (first + i);
            }
        }
    }
}
