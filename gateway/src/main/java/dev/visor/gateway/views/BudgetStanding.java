package dev.visor.gateway.views;

import dev.visor.policies.BudgetLeft;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one annotator's budgets on one project stand.
 *
 * @param uses what was used in the windows that run now; none where nothing was
 */
record BudgetStanding(Instant now, BudgetLimits limits, Map<BudgetKind, BudgetUse> uses) {

    /** From this share on an annotator is warned: four fifths. */
    private static final int WARNED_FIFTHS = 4;

    BudgetStanding {
        uses = Map.copyOf(uses);
    }

    /** Whether so much of it is to be told. */
    static boolean warns(long used, long most) {
        return used * 5 >= most * WARNED_FIFTHS;
    }

    long most(BudgetKind kind) {
        BudgetUse use = uses.get(kind);
        return use == null ? limits.of(kind) : use.most(limits);
    }

    long used(BudgetKind kind) {
        BudgetUse use = uses.get(kind);
        return use == null ? 0 : use.used();
    }

    /** What a request would leave that takes so much: below nought, it does not fit. */
    private long left(BudgetKind kind, BudgetCost cost) {
        long left = most(kind) - used(kind);
        long takes = cost.of(kind);
        // Whoever takes nothing is not refused for what was taken before: attempts alone close the door on everything.
        return takes == 0 && kind != BudgetKind.OFF_TASK ? Math.max(left, 0) : left - takes;
    }

    /** The kinds that a request would overrun. */
    Set<BudgetKind> over(BudgetCost cost) {
        Set<BudgetKind> over = EnumSet.noneOf(BudgetKind.class);
        for (BudgetKind kind : BudgetKind.values()) {
            if (left(kind, cost) < 0) {
                over.add(kind);
            }
        }
        return over;
    }

    /**
     * The fact for the policies.
     *
     * @param pictures how many more of the person are left
     */
    BudgetLeft left(BudgetCost cost, long pictures) {
        return left(cost, pictures, over(cost));
    }

    /**
     * The fact for the policies.
     *
     * @param pictures how many more of the person are left
     * @param refused the kinds that were not counted because they did not fit, whatever they look like by now
     */
    BudgetLeft left(BudgetCost cost, long pictures, Set<BudgetKind> refused) {
        return new BudgetLeft(
                left(BudgetKind.VIEWS, cost, refused),
                left(BudgetKind.SUBJECTS, cost, refused),
                left(BudgetKind.BYTES, cost, refused),
                left(BudgetKind.OFF_TASK, cost, refused),
                pictures,
                frees(refused));
    }

    private long left(BudgetKind kind, BudgetCost cost, Set<BudgetKind> refused) {
        long left = left(kind, cost);
        return refused.contains(kind) ? Math.min(left, -1) : left;
    }

    private @Nullable Instant frees(Set<BudgetKind> refused) {
        return refused.stream()
                .map(kind -> kind.ends(kind.begins(now)))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The kind that is nearest to its end, where one has come to four fifths. */
    Optional<BudgetKind> warned() {
        return uses.keySet().stream()
                .filter(kind -> warns(used(kind), most(kind)))
                .max(Comparator.comparingDouble((BudgetKind kind) -> (double) used(kind) / most(kind))
                        .thenComparing(Comparator.reverseOrder()));
    }
}
