package dev.visor.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/** The right edge of a growing tree: enough to add leaves and to know the root at each size. */
public final class Frontier {

    /** Roots of the perfect subtrees that make up the tree, the largest first. */
    private final List<Hash> peaks = new ArrayList<>();

    private long size;

    /** The tree without leaves. */
    public Frontier() {}

    /**
     * A tree that exists already.
     *
     * @param peaks roots of its perfect subtrees, the largest first, one for each bit set in {@code size}
     */
    public Frontier(long size, List<Hash> peaks) {
        if (Long.bitCount(size) != peaks.size()) {
            throw new IllegalArgumentException(
                    "A tree of " + size + " leaves has " + Long.bitCount(size) + " peaks, not " + peaks.size());
        }
        this.size = size;
        this.peaks.addAll(peaks);
    }

    /** The same edge, to be grown apart from this one. */
    public Frontier copy() {
        return new Frontier(size, peaks);
    }

    /** Adds the next leaf. */
    public void add(Hash leaf) {
        add(0, leaf);
    }

    /**
     * Adds a perfect tree of leaves at once.
     *
     * @param height of which it is; the leaves before it are a multiple of 2^height
     * @param root of it
     */
    public void add(int height, Hash root) {
        if ((size & ((1L << height) - 1)) != 0) {
            throw new IllegalArgumentException("No perfect tree of height " + height + " begins at leaf " + size);
        }
        Hash peak = root;
        for (long bits = size >> height; (bits & 1) == 1; bits >>= 1) {
            peak = Hash.node(peaks.removeLast(), peak);
        }
        peaks.add(peak);
        size += 1L << height;
    }

    /** How many leaves there are. */
    public long size() {
        return size;
    }

    /** MTH of RFC 6962 over the leaves so far. */
    public Hash root() {
        if (peaks.isEmpty()) {
            return Hash.EMPTY;
        }
        Hash root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = Hash.node(peaks.get(i), root);
        }
        return root;
    }
}
