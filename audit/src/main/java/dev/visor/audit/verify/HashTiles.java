package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /** Adds the next hash of a level. */
    void add(int level, Hash hash) throws IOException {
        if (rows.size() == level) {
            rows.add(new ArrayList<>(Tile.WIDTH));
            done.add(0L);
        }
        List<Hash> row = rows.get(level);
        row.add(hash);
        if (row.size() == Tile.WIDTH) {
            compare(level);
            Hash above = TileTree.root(row);
            row.clear();
            done.set(level, done.get(level) + 1);
            add(level + 1, above);
        }
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
        byte[] wanted = new byte[row.size() * Hash.LENGTH];
        for (int i = 0; i < row.size(); i++) {
            row.get(i).copyTo(wanted, i * Hash.LENGTH);
        }
        tiles++;
        // Level 0 is compared leaf by leaf, so that the leaf can be named.
        if (level > 0) {
            try {
                byte[] found = folder.read(tile);
                boolean whole = found.length == wanted.length || Files.notExists(folder.file(tile));
                if (!whole || found.length < wanted.length || differs(found, wanted, wanted.length)) {
                    findings.fault(
                            Aspect.INTEGRITY, "tile " + tile.path() + ": its hashes are not those of the leaves");
                }
            } catch (NoSuchFileException e) {
                findings.fault(Aspect.COMPLETENESS, "tile " + tile.path() + " is missing");
            }
        }
        older(folder, findings, tile, wanted, width -> width * Hash.LENGTH);
    }

    /** How many bytes the first entries or hashes of a tile take. */
    @FunctionalInterface
    interface Prefix {
        int length(int width);
    }

    /** Tiles of smaller trees may lie beside: each must be the beginning of the one of today. */
    static void older(LogFolder folder, Findings findings, Tile tile, byte[] wanted, Prefix prefix) throws IOException {
        Path partials = folder.file(tile.whole())
                .resolveSibling(folder.file(tile.whole()).getFileName() + ".p");
        if (!Files.isDirectory(partials)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(partials, "[0-9]*")) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (!name.matches("[1-9][0-9]{0,2}") || Integer.parseInt(name) >= tile.width()) {
                    continue;
                }
                int length = prefix.length(Integer.parseInt(name));
                byte[] found = Files.readAllBytes(file);
                if (found.length != length || differs(found, wanted, length)) {
                    findings.fault(
                            Aspect.INTEGRITY,
                            "tile " + new Tile(tile.level(), tile.index(), Integer.parseInt(name)).path()
                                    + ": it is not the beginning of the tile that followed it");
                }
            }
        }
    }

    private static boolean differs(byte[] one, byte[] two, int length) {
        return !Arrays.equals(one, 0, length, two, 0, length);
    }
}
