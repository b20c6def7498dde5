package dev.visor.audit.counts;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Leaf;

/**
 * What a record says that commits to a map of counts.
 *
 * @param covered how many of the log's leaves, from the first on, the map counts
 * @param entries in the map, dummies included
 * @param root of the map
 */
public record CountedLeaf(long covered, long entries, Hash root) {

    /** The action of such records. */
    public static final String ACTION = "trail.counts";

    /** The fact that names the leaves counted. */
    public static final String COVERED = "covered";

    /** The fact that names the map's size. */
    public static final String ENTRIES = "entries";

    /** The fact that names the map's root, base64url. */
    public static final String ROOT = "root";

    /**
     * Reads the facts of such a record.
     *
     * @throws IllegalArgumentException if it is none, or a fact is missing or malformed
     */
    public static CountedLeaf of(Leaf leaf) {
        if (!leaf.action().equals(ACTION)) {
            throw new IllegalArgumentException("The record commits to no map of counts: " + leaf.action());
        }
        return facts(leaf);
    }

    /**
     * Reads the facts about a map, whatever else the record says.
     *
     * @throws IllegalArgumentException if one is missing or malformed
     */
    public static CountedLeaf facts(Leaf leaf) {
        return new CountedLeaf(
                number(leaf, COVERED),
                number(leaf, ENTRIES),
                Hash.parseUrl(leaf.facts().getOrDefault(ROOT, "")));
    }

    private static long number(Leaf leaf, String fact) {
        String value = leaf.facts().getOrDefault(fact, "");
        if (!value.matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("The record's fact " + fact + " is no number");
        }
        return Long.parseLong(value);
    }
}
