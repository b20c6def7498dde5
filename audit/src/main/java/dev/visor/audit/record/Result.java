package dev.visor.audit.record;

import java.util.Locale;

/** How an intended act ended. */
public enum Result {
    /** As intended. */
    DONE,
    /** Everything left. */
    SENT,
    /** Stopped on the way: some of it may have left. */
    ABORTED,
    /** It did not come to pass. */
    FAILED,
    /** It waits for a person. */
    WAITS;

    private static final Result[] ALL = values();

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in leaves and in the catalogue. */
    public String label() {
        return label;
    }

    /**
     * Reads what {@link #label} wrote.
     *
     * @throws IllegalArgumentException if there is no such result
     */
    public static Result of(String label) {
        for (Result result : ALL) {
            if (result.label.equals(label)) {
                return result;
            }
        }
        throw new IllegalArgumentException("An act does not end as '" + label + "'");
    }
}
