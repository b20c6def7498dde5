package dev.visor.audit.witness;

import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A log of hashes in memory, which its holder can grow, roll back and fork. */
final class GrowingLog implements TileTree.TileSource {

    static final String ORIGIN = "visor/abcdefgh234567ab";

    final LogKeys keys;
    private final List<Hash> leaves = new ArrayList<>();

    GrowingLog() {
        this(LogKeys.generate(ORIGIN, new SecureRandom()));
    }

    private GrowingLog(LogKeys keys) {
        this.keys = keys;
    }

    GrowingLog grow(int count) {
        for (int i = 0; i < count; i++) {
            leaves.add(Hash.leaf(("leaf " + leaves.size()).getBytes(StandardCharsets.UTF_8)));
        }
        return this;
    }

    /** The same keys over a history that is another one from leaf {@code from} on. */
    GrowingLog forkedAt(int from) {
        GrowingLog fork = new GrowingLog(keys);
        fork.leaves.addAll(leaves);
        fork.leaves.set(from, Hash.ZERO);
        return fork;
    }

    SignedCheckpoint head() {
        return head(leaves.size());
    }

    SignedCheckpoint head(int size) {
        Frontier tree = new Frontier();
        leaves.subList(0, size).forEach(tree::add);
        return keys.sign(new Checkpoint(ORIGIN, size, tree.root()), Instant.now());
    }

    AddCheckpoint request(int old, int size) {
        return new AddCheckpoint(old, new TileTree(this, size).consistency(old).path(), head(size));
    }

    @Override
    public List<Hash> hashes(Tile tile) {
        int span = 1 << (8 * tile.level());
        List<Hash> hashes = new ArrayList<>();
        for (int i = 0; i < tile.width(); i++) {
            int begin = ((int) tile.index() * Tile.WIDTH + i) * span;
            hashes.add(TileTree.root(leaves.subList(begin, begin + span)));
        }
        return hashes;
    }
}
