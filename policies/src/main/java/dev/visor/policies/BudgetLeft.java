package dev.visor.policies;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an annotator's budgets on a project once what is asked for is counted: below nought, that budget is used up.
 *
 * @param views deliveries of views in this hour
 * @param subjects persons in the pictures who were not seen before on this day
 * @param bytes bytes of views on this day
 * @param offTask attempts in this hour at what is not the annotator's
 * @param pictures pictures of the person in the picture, for ever; where the project says nothing, more than there are
 * @param frees when everything that is used up is free again; null where nothing is
 */
public record BudgetLeft(
        long views,
        long subjects,
        long bytes,
        long offTask,
        long pictures,
        @Nullable Instant frees) {

    /** Whether any of them is used up that is free again some time. */
    public boolean usedUp() {
        return views < 0 || subjects < 0 || bytes < 0 || offTask < 0;
    }
}
