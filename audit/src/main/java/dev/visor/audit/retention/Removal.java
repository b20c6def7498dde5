package dev.visor.audit.retention;

import dev.visor.audit.record.Leaf;

/**
 * What a record says with which the removal of a log's first entries begins.
 *
 * @param minimum the first leaf that is kept: the end of a year
 * @param years for how many years after their own entries are kept, at least 1
 */
public record Removal(long minimum, int years) {

    /** The action of such records. */
    public static final String ACTION = "trail.remove";

    /** The action of the outcome. */
    public static final String DONE = "trail.removed";

    /** The fact that names the years. */
    public static final String YEARS = "years";

    public Removal {
        if (minimum <= 0 || years < 1) {
            throw new IllegalArgumentException(
                    "Nothing is removed before leaf " + minimum + " after " + years + " years");
        }
    }

    /**
     * Reads the facts of such a record.
     *
     * @throws IllegalArgumentException if it is none, or a fact is missing or malformed
     */
    public static Removal of(Leaf leaf) {
        if (!leaf.action().equals(ACTION)) {
            throw new IllegalArgumentException("The record removes nothing: " + leaf.action());
        }
        return new Removal(
                YearEnd.number(leaf.facts(), YearEnd.MINIMUM), Math.toIntExact(YearEnd.number(leaf.facts(), YEARS)));
    }
}
