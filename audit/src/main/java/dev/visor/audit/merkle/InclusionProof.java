package dev.visor.audit.merkle;

import java.util.List;

/**
 * Shows that a leaf stands at an index of a tree.
 *
 * @param index of the leaf, less than {@code size}
 * @param size of the tree
 * @param path from the leaf's sibling up
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has no leaf " + index);
        }
        path = List.copyOf(path);
    }

    /**
     * RFC 9162 section 2.1.3.2: whether the path leads from the leaf to the root and is used up on the way.
     *
     * @param leaf the leaf's hash
     */
    public boolean leadsTo(Hash root, Hash leaf) {
        Hash hash = leaf;
        long node = index;
        long last = size - 1;
        for (Hash sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = Hash.node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
