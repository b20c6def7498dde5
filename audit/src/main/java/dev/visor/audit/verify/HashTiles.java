package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes every hash tile anew from the leaves' hashes, and compares it with the published one. */
final class HashTiles {

    private final LogFolder folder;
    private final Findings findings;
    private final List<List<Hash>> rows = new ArrayList<>();
    private final List<Long> done = new ArrayList<>();
    private long tiles;

    HashTiles(LogFolder folder, Findings findings) {
        this.folder = folder;
        this.findings = findings;
    }

    /**
     * Adds the leaves' hashes under the next tile of level 0, which only the last may be too few to fill.
     *
     * @param root over them, if they fill it
     */
    void addLeaves(List<Hash> leaves, @Nullable Hash root) throws IOException {
        begin(0);
        rows.set(0, leaves);
        if (root != null) {
            full(0, root);
        }
    }

    private void add(int level, Hash hash) throws IOException {
        begin(level);
        List<Hash> row = rows.get(level);
        row.add(hash);
        if (row.size() == Tile.WIDTH) {
            full(level, TileTree.root(row));
        }
    }

    private void begin(int level) {
        if (rows.size() == level) {
            rows.add(new ArrayList<>(Tile.WIDTH));
            done.add(0L);
        }
    }

    private void full(int level, Hash root) throws IOException {
        compare(level);
        rows.set(level, new ArrayList<>(Tile.WIDTH));
        done.set(level, done.get(level) + 1);
        add(level + 1, root);
    }

    /** Compares the partial tiles at the right edge. */
    void end() throws IOException {
        for (int level = 0; level < rows.size(); level++) {
            if (!rows.get(level).isEmpty()) {
                compare(level);
            }
        }
    }

    long count() {
        return tiles;
    }

    private void compare(int level) throws IOException {
        List<Hash> row = rows.get(level);
        Tile tile = new Tile(level, done.get(level), row.size());
        tiles++;
        // Level 0 is compared leaf by leaf, so that the leaf can be named; tiles of smaller trees may lie beside it.
        List<Integer> partials = folder.partialWidths(tile);
        if (level == 0 && partials.isEmpty()) {
            return;
        }
        byte[] wanted = new byte[row.size() * Hash.LENGTH];
        for (int i = 0; i < row.size(); i++) {
            row.get(i).copyTo(wanted, i * Hash.LENGTH);
        }
        if (level > 0) {
            published(tile, wanted);
        }
        older(partials, folder, findings, tile, wanted, width -> width * Hash.LENGTH);
    }

    private void published(Tile tile, byte[] wanted) throws IOException {
        try {
            byte[] found = folder.read(tile);
            boolean whole = found.length == wanted.length || !folder.has(tile);
            if (!whole || found.length < wanted.length || differs(found, wanted, wanted.length)) {
                findings.fault(Aspect.INTEGRITY, "tile " + tile.path() + ": its hashes are not those of the leaves");
            }
        } catch (NoSuchFileException e) {
            findings.fault(Aspect.COMPLETENESS, "tile " + tile.path() + " is missing");
        }
    }

    /** How many bytes the first entries or hashes of a tile take. */
    @FunctionalInterface
    interface Prefix {
        int length(int width);
    }

    /**
     * Tiles of smaller trees may lie beside: each must be the beginning of the one of today. Where the one of today was altered, all of
     * them differ: they make one finding, so that they crowd out none that names a record.
     */
    static void older(LogFolder folder, Findings findings, Tile tile, byte[] wanted, Prefix prefix) throws IOException {
        older(folder.partialWidths(tile), folder, findings, tile, wanted, prefix);
    }

    private static void older(
            List<Integer> widths, LogFolder folder, Findings findings, Tile tile, byte[] wanted, Prefix prefix)
            throws IOException {
        int different = 0;
        String example = "";
        for (int width : widths) {
            if (width >= tile.width()) {
                continue;
            }
            Tile partial = new Tile(tile.level(), tile.index(), width);
            Optional<byte[]> found = folder.exactly(partial);
            // One that is gone was removed meanwhile, because the full one is there.
            if (found.isPresent()) {
                int length = prefix.length(width);
                if (found.get().length != length || differs(found.get(), wanted, length)) {
                    different++;
                    example = partial.path();
                }
            }
        }
        if (different > 0) {
            findings.fault(
                    Aspect.INTEGRITY,
                    "tile " + tile.path() + ": " + (different == 1 ? "one older copy" : different + " older copies")
                            + " of a smaller tree (" + example + ") differs from its beginning");
        }
    }

    private static boolean differs(byte[] one, byte[] two, int length) {
        return !Arrays.equals(one, 0, length, two, 0, length);
    }
}
