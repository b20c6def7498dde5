package dev.visor.audit.merkle;

import java.util.List;

/**
 * Shows that a tree goes on from a smaller one: nothing under it was altered, moved or dropped.
 *
 * @param from leaves in the smaller tree, at most {@code to}
 * @param to leaves in the larger tree
 * @param path empty if the smaller tree is empty or the same
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {

    /** C2SP tlog-witness: a tree of 2^63 leaves needs no more. */
    public static final int LONGEST = 63;

    public ConsistencyProof {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("A tree of " + to + " leaves does not go on from one of " + from);
        }
        path = List.copyOf(path);
    }

    /**
     * RFC 9162 section 2.1.4.2: whether the path leads from the one root to the other and is used up on the way.
     *
     * @param older root of the smaller tree
     * @param newer root of the larger tree
     */
    public boolean connects(Hash older, Hash newer) {
        if (from == 0 || from == to) {
            boolean empty = from > 0 || older.equals(Hash.EMPTY);
            return empty && path.isEmpty() && (from == to ? older.equals(newer) : true);
        }
        if (path.isEmpty()) {
            return false;
        }
        long node = from - 1;
        long last = to - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        // A smaller tree that is one perfect subtree is where the way begins, and not repeated in the path.
        int next = Long.bitCount(from) == 1 ? 0 : 1;
        Hash left = next == 0 ? older : path.getFirst();
        Hash right = left;
        for (Hash sibling : path.subList(next, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                left = Hash.node(sibling, left);
                right = Hash.node(sibling, right);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                right = Hash.node(right, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && left.equals(older) && right.equals(newer);
    }
}
