package dev.visor.gateway.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.policies.BudgetLeft;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is left, and what the annotator is told. */
class BudgetStandingTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:34:56Z");
    private static final BudgetLimits LIMITS = new BudgetLimits(10, 10, BudgetLimits.LEAST_BYTES, 10);
    private static final BudgetCost ONE = new BudgetCost(1, 1, 1);

    private static BudgetStanding used(Map<BudgetKind, Long> used) {
        Map<BudgetKind, BudgetUse> uses = new EnumMap<>(BudgetKind.class);
        used.forEach((kind, times) -> uses.put(
                kind,
                new BudgetUse(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        KeyOwner.random(),
                        kind,
                        kind.begins(NOW),
                        times,
                        null,
                        null)));
        return new BudgetStanding(NOW, LIMITS, uses);
    }

    @Test
    void hasAllOfItWhereNothingWasUsed() {
        assertThat(used(Map.of()).left(BudgetCost.NOTHING, Long.MAX_VALUE))
                .isEqualTo(new BudgetLeft(10, 10, BudgetLimits.LEAST_BYTES, 10, Long.MAX_VALUE, null));
        assertThat(used(Map.of()).left(ONE, Long.MAX_VALUE))
                .isEqualTo(new BudgetLeft(9, 9, BudgetLimits.LEAST_BYTES - 1, 10, Long.MAX_VALUE, null));
    }

    @Test
    void theLastOneFitsAndTheNextDoesNot() {
        assertThat(used(Map.of(BudgetKind.VIEWS, 9L)).left(ONE, Long.MAX_VALUE).usedUp())
                .isFalse();
        BudgetLeft over = used(Map.of(BudgetKind.VIEWS, 10L)).left(ONE, Long.MAX_VALUE);
        assertThat(over.views()).isEqualTo(-1);
        assertThat(over.frees()).isEqualTo("2026-11-27T13:00:00Z");
    }

    @Test
    void whoeverTakesNothingIsNotRefusedForWhatWasTaken() {
        // A limit that was lowered: what was seen may still be handed in.
        BudgetStanding standing = used(Map.of(BudgetKind.VIEWS, 12L, BudgetKind.SUBJECTS, 12L));
        assertThat(standing.left(BudgetCost.NOTHING, Long.MAX_VALUE).usedUp()).isFalse();
    }

    @Test
    void attemptsBeyondTheBudgetCloseTheDoorOnEverything() {
        assertThat(used(Map.of(BudgetKind.OFF_TASK, 10L))
                        .left(BudgetCost.NOTHING, Long.MAX_VALUE)
                        .usedUp())
                .isFalse();
        assertThat(used(Map.of(BudgetKind.OFF_TASK, 11L))
                        .left(BudgetCost.NOTHING, Long.MAX_VALUE)
                        .offTask())
                .isEqualTo(-1);
    }

    @Test
    void whatWasNotCountedIsUsedUpWhateverItLooksLikeByNow() {
        BudgetLeft left =
                used(Map.of()).left(BudgetCost.NOTHING, Long.MAX_VALUE, Set.of(BudgetKind.SUBJECTS, BudgetKind.VIEWS));
        assertThat(left.subjects()).isEqualTo(-1);
        assertThat(left.views()).isEqualTo(-1);
        assertThat(left.bytes()).isPositive();
        assertThat(left.frees()).as("when the last of them is").isEqualTo("2026-11-28T00:00:00Z");
    }

    @Test
    void warnsFromFourFifthsOnOfWhatIsNearestToItsEnd() {
        assertThat(used(Map.of(BudgetKind.VIEWS, 7L)).warned()).isEmpty();
        assertThat(used(Map.of(BudgetKind.VIEWS, 8L)).warned()).contains(BudgetKind.VIEWS);
        assertThat(used(Map.of(BudgetKind.VIEWS, 8L, BudgetKind.SUBJECTS, 9L)).warned())
                .contains(BudgetKind.SUBJECTS);
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertThatThrownBy(() -> new BudgetLimits(0, 1, BudgetLimits.LEAST_BYTES, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BudgetLimits(1, 1, BudgetLimits.LEAST_BYTES - 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BudgetLimits(1, 1, BudgetLimits.LEAST_BYTES, 1_000_001))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
