package dev.visor.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of a tile or an entry bundle (C2SP tlog-tiles).
 *
 * @param level 0 to 63; {@link #ENTRIES} for a bundle of entries
 * @param index of the tile within its level
 * @param width hashes or entries in it, 1 to 256; fewer than 256 is a partial tile
 */
public record Tile(int level, long index, int width) {

    /** The level of entry bundles. */
    public static final int ENTRIES = -1;

    /** Hashes in a full tile. */
    public static final int WIDTH = 256;

    public Tile {
        if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException(
                    "No tile has level " + level + ", index " + index + " and width " + width);
        }
    }

    /** Whether the tile has all of its 256 hashes. */
    public boolean full() {
        return width == WIDTH;
    }

    /** The tile of the same place with all of its hashes. */
    public Tile whole() {
        return new Tile(level, index, WIDTH);
    }

    /** The bundle that holds the entries under this tile of level 0. */
    public Tile entries() {
        return new Tile(ENTRIES, index, width);
    }

    /** The path below the log's prefix, for example {@code tile/0/x001/x234/067.p/5}. */
    public String path() {
        StringBuilder path = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        path.insert(0, "tile/" + (level == ENTRIES ? "entries" : Integer.toString(level)) + "/");
        return full() ? path.toString() : path + ".p/" + width;
    }

    /**
     * Reads what {@link #path} wrote.
     *
     * @throws IllegalArgumentException if no tile has this path
     */
    public static Tile parse(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 3 || !parts[0].equals("tile")) {
            throw new IllegalArgumentException("Not the path of a tile: '" + path + "'");
        }
        int end = parts.length;
        int width = WIDTH;
        if (parts[end - 2].endsWith(".p")) {
            width = Integer.parseInt(parts[--end]);
        }
        long index = 0;
        for (int i = 2; i < end; i++) {
            String digits = i + 1 < end ? parts[i].substring(1) : parts[i].replace(".p", "");
            index = index * 1000 + Long.parseLong(digits);
        }
        Tile tile = new Tile(parts[1].equals("entries") ? ENTRIES : Integer.parseInt(parts[1]), index, width);
        // Only one spelling is a path: no sign, no needless zero, no other case.
        if (!tile.path().equals(path)) {
            throw new IllegalArgumentException("Not the path of a tile: '" + path + "'");
        }
        return tile;
    }

    /** The tile of a level that holds a hash, as wide as a tree of this size makes it. */
    public static Tile holding(int level, long hash, long size) {
        long count = size >> (8 * Math.max(level, 0));
        if (hash < 0 || hash >= count) {
            throw new IllegalArgumentException(
                    "A tree of " + size + " leaves has no hash " + hash + " at level " + level);
        }
        long index = hash / WIDTH;
        return new Tile(level, index, (int) Math.min(WIDTH, count - index * WIDTH));
    }

    /** The hash tiles that a tree of {@code to} leaves has and one of {@code from} leaves had not, lower levels first. */
    public static List<Tile> added(long from, long to) {
        List<Tile> tiles = new ArrayList<>();
        for (int level = 0; level < 8 && to >> (8 * level) > from >> (8 * level); level++) {
            long count = to >> (8 * level);
            for (long index = (from >> (8 * level)) / WIDTH; index * WIDTH < count; index++) {
                tiles.add(new Tile(level, index, (int) Math.min(WIDTH, count - index * WIDTH)));
            }
        }
        return tiles;
    }
}
