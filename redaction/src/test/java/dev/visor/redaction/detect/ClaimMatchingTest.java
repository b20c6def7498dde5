package dev.visor.redaction.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
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

    @Test
    void keepsTheSurestOfDetectionsThatMeanOneFace() {
        Detection sure = detection(LEFT, 0.9);
        Detection unsure = detection(new Box(5, 5, 110, 100), 0.8);
        Detection within = detection(new Box(20, 20, 60, 60), 0.7);
        Detection other = detection(RIGHT, 0.4);
        assertThat(Suppression.of(List.of(unsure, other, within, sure))).containsExactly(sure, other);
    }

    @Test
    void keepsASmallFaceInFrontOfALargeOne() {
        Detection large = detection(LEFT, 0.9);
        Detection small = detection(new Box(10, 10, 20, 20), 0.5);
        assertThat(Suppression.of(List.of(large, small))).containsExactly(large, small);
    }

    private static Detection detection(Box box, double score) {
        return new Detection(box, score, new ImagePoint(0, 0), new ImagePoint(1, 0));
    }
}
