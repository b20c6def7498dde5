package dev.visor.audit.merkle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree read through its tiles: any node, proof or root at one size, fetching a handful of tiles. Not thread-safe. */
public final class TileTree {

    private final TileSource source;
    private final long size;

    /** The tile of each level that was read last. */
    private final Map<Integer, Read> read = new HashMap<>();

    private record Read(Tile tile, List<Hash> hashes) {}

    /**
     * Where tiles come from.
     *
     * <p>Nothing is trusted: whoever uses a proof compares it with a signed root.
     */
    @FunctionalInterface
    public interface TileSource {
        /** The hashes of a tile, as many as its width says. */
        List<Hash> hashes(Tile tile);
    }

    /** A tree of {@code size} leaves. */
    public TileTree(TileSource source, long size) {
        this.source = source;
        this.size = size;
    }

    /** The root. */
    public Hash root() {
        return root(size);
    }

    /**
     * The root that the tree had when it was smaller.
     *
     * @param first leaves of it, at most as many as here
     */
    public Hash root(long first) {
        return first == 0 ? Hash.EMPTY : range(0, first);
    }

    /** The edge at which the tree grows. */
    public Frontier frontier() {
        return frontier(size);
    }

    /**
     * The edge that the tree had when it was smaller.
     *
     * @param first leaves of it, at most as many as here
     */
    public Frontier frontier(long first) {
        List<Hash> peaks = new ArrayList<>();
        long begin = 0;
        for (int height = 62; height >= 0; height--) {
            if ((first >> height & 1) == 1) {
                peaks.add(node(height, begin >> height));
                begin += 1L << height;
            }
        }
        return new Frontier(first, peaks);
    }

    /**
     * PATH of RFC 6962 section 2.1.1 for one leaf.
     *
     * @param index less than the size
     */
    public InclusionProof inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has no leaf " + index);
        }
        List<Hash> path = new ArrayList<>();
        path(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    private void path(long index, long begin, long end, List<Hash> path) {
        if (end - begin == 1) {
            return;
        }
        long split = begin + Long.highestOneBit(end - begin - 1);
        if (index < split) {
            path(index, begin, split, path);
            path.add(range(split, end));
        } else {
            path(index, split, end, path);
            path.add(range(begin, split));
        }
    }

    /**
     * PROOF of RFC 6962 section 2.1.2: that this tree goes on from the one of its first leaves.
     *
     * @param from leaves in the smaller tree, at most as many as here
     */
    public ConsistencyProof consistency(long from) {
        List<Hash> path = new ArrayList<>();
        // Every tree goes on from the one without leaves, and from itself: nothing is to be shown.
        if (from > 0 && from < size) {
            subproof(from, 0, size, path);
        }
        return new ConsistencyProof(from, size, path);
    }

    private void subproof(long from, long begin, long end, List<Hash> path) {
        if (from == end) {
            // The root of the whole smaller tree is known to whoever checks; any other is not.
            if (begin != 0) {
                path.add(range(begin, end));
            }
            return;
        }
        long split = begin + Long.highestOneBit(end - begin - 1);
        if (from <= split) {
            subproof(from, begin, split, path);
            path.add(range(split, end));
        } else {
            subproof(from, split, end, path);
            path.add(range(begin, split));
        }
    }

    private Hash range(long begin, long end) {
        long count = end - begin;
        if (Long.bitCount(count) == 1) {
            int height = Long.numberOfTrailingZeros(count);
            return node(height, begin >> height);
        }
        long split = begin + Long.highestOneBit(count);
        return Hash.node(range(begin, split), range(split, end));
    }

    /** The root of the perfect subtree of this height with this number. */
    private Hash node(int height, long index) {
        int level = height / 8;
        int above = height % 8;
        long first = index << above;
        List<Hash> tile = tile(Tile.holding(level, first, size));
        int offset = (int) (first % Tile.WIDTH);
        return root(tile.subList(offset, offset + (1 << above)));
    }

    /** One proof asks for several nodes of a tile, and the next one often for the same tile: it may lie far away. */
    private List<Hash> tile(Tile tile) {
        Read last = read.get(tile.level());
        if (last != null && last.tile().equals(tile)) {
            return last.hashes();
        }
        List<Hash> hashes = source.hashes(tile);
        read.put(tile.level(), new Read(tile, hashes));
        return hashes;
    }

    /** The root over hashes of which there are a power of two. */
    public static Hash root(List<Hash> hashes) {
        Hash[] row = hashes.toArray(new Hash[0]);
        for (int count = row.length / 2; count > 0; count /= 2) {
            for (int i = 0; i < count; i++) {
                row[i] = Hash.node(row[2 * i], row[2 * i + 1]);
            }
        }
        return row[0];
    }
}
