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
        Hash peak = leaf;
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            peak = Hash.node(peaks.removeLast(), peak);
        }
        peaks.add(peak);
        size++;
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
