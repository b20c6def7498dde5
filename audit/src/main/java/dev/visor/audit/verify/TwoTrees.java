package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree over the entries as they are, and the one over the published leaf hashes: if they differ, one is the culprit.
 * Where they agree, and that is nearly everywhere, each node is hashed once for both.
 */
final class TwoTrees {

    private static final int HEIGHT = 8;

    private final Findings findings;
    private final HashTiles tiles;
    private final @Nullable Checkpoint old;
    private final Frontier entries = new Frontier();
    private final Frontier published = new Frontier();

    TwoTrees(LogFolder folder, Findings findings, @Nullable Checkpoint old) {
        this.findings = findings;
        this.tiles = new HashTiles(folder, findings);
        this.old = old;
    }

    /** Adds the leaves under the next tile of level 0: their own hashes, and those that the folder claims. */
    void add(List<Hash> hashes, List<Hash> claims) throws IOException {
        compareOld(hashes);
        if (hashes.size() == Tile.WIDTH) {
            Hash root = TileTree.root(hashes);
            entries.add(HEIGHT, root);
            published.add(HEIGHT, claims.equals(hashes) ? root : TileTree.root(claims));
            tiles.addLeaves(hashes, root);
        } else {
            hashes.forEach(entries::add);
            claims.forEach(published::add);
            tiles.addLeaves(hashes, null);
        }
    }

    /** A head that was seen before must be that of the first leaves of today. */
    private void compareOld(List<Hash> hashes) {
        Checkpoint older = old;
        if (older == null || older.size() <= entries.size() || older.size() > entries.size() + hashes.size()) {
            return;
        }
        Frontier then = entries.copy();
        hashes.subList(0, (int) (older.size() - entries.size())).forEach(then::add);
        if (!then.root().equals(older.root())) {
            findings.fault(
                    Aspect.INTEGRITY,
                    "The log was forked: its first " + older.size()
                            + " leaves are not those under the older checkpoint");
        }
    }

    /** Compares the partial tiles at the right edge. */
    void end() throws IOException {
        tiles.end();
    }

    Hash fromEntries() {
        return entries.root();
    }

    Hash fromTiles() {
        return published.root();
    }

    long tiles() {
        return tiles.count();
    }
}
