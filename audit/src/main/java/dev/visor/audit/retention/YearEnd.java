package dev.visor.audit.retention;

import dev.visor.audit.counts.CountedLeaf;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.record.Leaf;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record says with which a log commits to the end of a year. Years are those of UTC.
 *
 * @param year that was over
 * @param minimum the first leaf that is kept when the year is removed, a multiple of 256: up to 255 leaves of the year stay
 * @param tree the root over the leaves before {@code minimum}
 * @param counts the map of how many of these leaves are about each person; null where they are about nobody
 */
public record YearEnd(
        int year, long minimum, Hash tree, @Nullable CountedLeaf counts) {

    /** The action of such records. */
    public static final String ACTION = "trail.year";

    /** The fact that names the year. */
    public static final String YEAR = "year";

    /** The fact that names the first leaf that is kept. */
    public static final String MINIMUM = "minimum";

    /** The fact that names the root over the leaves before it, base64url. */
    public static final String TREE = "tree";

    /** How far the clocks of one installation may lie apart. */
    public static final Duration SKEW = Duration.ofMinutes(5);

    public YearEnd {
        if (year < 2000 || year > 9998 || minimum <= 0 || minimum % Tile.WIDTH != 0) {
            throw new IllegalArgumentException("No year " + year + " ends at leaf " + minimum);
        }
        if (counts != null && counts.covered() != minimum) {
            throw new IllegalArgumentException("The map at the end of " + year + " counts other leaves");
        }
    }

    /**
     * Reads the facts of such a record.
     *
     * @throws IllegalArgumentException if it is none, or a fact is missing or malformed
     */
    public static YearEnd of(Leaf leaf) {
        if (!leaf.action().equals(ACTION)) {
            throw new IllegalArgumentException("The record ends no year: " + leaf.action());
        }
        Map<String, String> facts = leaf.facts();
        return new YearEnd(
                Math.toIntExact(number(facts, YEAR)),
                number(facts, MINIMUM),
                Hash.parseUrl(facts.getOrDefault(TREE, "")),
                facts.containsKey(CountedLeaf.ROOT) ? CountedLeaf.facts(leaf) : null);
    }

    /** The first instant after a year. */
    public static Instant end(int year) {
        return Year.of(year + 1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** From when on the year may be removed where its entries are kept for so many years after its end. */
    public Instant expires(int years) {
        return end(Math.addExact(year, years));
    }

    static long number(Map<String, String> facts, String fact) {
        String value = facts.getOrDefault(fact, "");
        if (!value.matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("The record's fact " + fact + " is no number");
        }
        return Long.parseLong(value);
    }
}
