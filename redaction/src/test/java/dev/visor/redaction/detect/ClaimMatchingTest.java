package dev.visor.redaction.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.geometry.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimMatchingTest {

    private static final Box LEFT = new Box(0, 0, 100, 100);
    private static final Box RIGHT = new Box(200, 0, 100, 100);

    @Test
    void findsEachClaimItsFace() {
        assertThat(ClaimMatching.match(List.of(RIGHT, LEFT), List.of(LEFT, RIGHT)))
                .containsExactly(1, 0);
    }

    @Test
    void takesThreeTenthsOfTheUnionForEnough() {
        Box shifted = new Box(53, 0, 100, 100); // 47 of 153
        Box further = new Box(55, 0, 100, 100); // 45 of 155
        assertThat(ClaimMatching.match(List.of(shifted), List.of(LEFT))).containsExactly(0);
        assertThat(ClaimMatching.match(List.of(further), List.of(LEFT))).containsExactly((Integer) null);
    }

    @Test
    void givesAFaceToTheClaimThatFitsBest() {
        Box near = new Box(10, 0, 100, 100);
        assertThat(ClaimMatching.match(List.of(near, LEFT), List.of(LEFT))).containsExactly(null, 0);
    }
}
