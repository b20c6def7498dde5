package dev.visor.gateway.views;

/**
 * What a request takes.
 *
 * @param views 1 for a delivery
 * @param subjects 1 for somebody who was not seen before on this day
 */
record BudgetCost(long views, long subjects, long bytes) {

    /** A request that shows nothing. */
    static final BudgetCost NOTHING = new BudgetCost(0, 0, 0);

    /** Of attempts a request takes none: they are counted when they were refused. */
    long of(BudgetKind kind) {
        return switch (kind) {
            case VIEWS -> views;
            case SUBJECTS -> subjects;
            case BYTES -> bytes;
            case OFF_TASK -> 0;
        };
    }
}
