package dev.visor.gateway.views;

/**
 * How much one annotator may see of one project.
 *
 * @param views in an hour
 * @param subjects persons on a day
 * @param bytes on a day
 * @param offTask attempts in an hour at what is not the annotator's
 */
record BudgetLimits(long views, long subjects, long bytes, long offTask) {

    /** More than any single view has. */
    static final long LEAST_BYTES = 64L << 20;

    static final long MOST_BYTES = 1L << 40;
    static final long MOST = 1_000_000;

    BudgetLimits {
        if (!counts(views) || !counts(subjects) || !counts(offTask) || bytes < LEAST_BYTES || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("A budget has 1 to " + MOST + " views, persons and attempts, and "
                    + LEAST_BYTES + " to " + MOST_BYTES + " bytes");
        }
    }

    private static boolean counts(long number) {
        return number >= 1 && number <= MOST;
    }

    long of(BudgetKind kind) {
        return switch (kind) {
            case VIEWS -> views;
            case SUBJECTS -> subjects;
            case BYTES -> bytes;
            case OFF_TASK -> offTask;
        };
    }
}
