package dev.visor.redaction.measure;

import java.util.Locale;

/** So many of so many. */
public final class Share {

    /** For an interval that holds the truth 95 times of 100. */
    private static final double Z = 1.96;

    private int found;
    private int all;

    /** Counts one more. */
    public void add(boolean isFound) {
        found += isFound ? 1 : 0;
        all++;
    }

    /** Counts those of another share, too. */
    void add(Share other) {
        found += other.found;
        all += other.all;
    }

    /** How many there are in all. */
    public int all() {
        return all;
    }

    /** How many of them were found. */
    public int found() {
        return found;
    }

    /** The share, or 0 of nothing. */
    double value() {
        return all == 0 ? 0 : (double) found / all;
    }

    /** The counts and Wilson's interval. */
    @Override
    public String toString() {
        if (all == 0) {
            return "none of this kind";
        }
        double share = value();
        double middle = (share + Z * Z / (2 * all)) / (1 + Z * Z / all);
        double reach = Z / (1 + Z * Z / all) * Math.sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all));
        return String.format(
                Locale.ROOT, "%d/%d, 95 %% in %.3f to %.3f", found, all, Math.max(0, middle - reach), middle + reach);
    }
}
