package dev.visor.redaction.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionTest {

    private static final double SURE = 0.7;
    private static final Box LEFT = new Box(0, 0, 100, 100);
    private static final Box RIGHT = new Box(200, 0, 100, 100);

    /** All of it inside LEFT, with a quarter of its area. */
    private static final Box LOWER_PART = new Box(25, 50, 50, 50);

    @Test
    void keepsTheSurestOfDetectionsThatMeanOneFace() {
        Detection sure = detection(LEFT, 0.9);
        Detection unsure = detection(new Box(5, 5, 110, 100), 0.8);
        Detection within = detection(new Box(20, 20, 60, 60), 0.5);
        Detection other = detection(RIGHT, 0.4);
        assertThat(Suppression.of(List.of(unsure, other, within, sure), SURE)).containsExactly(sure, other);
    }

    @Test
    void keepsASmallFaceInFrontOfALargeOne() {
        Detection large = detection(LEFT, 0.9);
        Detection small = detection(new Box(10, 10, 20, 20), 0.5);
        assertThat(Suppression.of(List.of(large, small), SURE)).containsExactly(large, small);
    }

    @Test
    void keepsTwoSureFacesOfWhichOneLiesInsideTheOther() {
        Detection adult = detection(LEFT, 0.9);
        Detection child = detection(LOWER_PART, 0.8);
        assertThat(Suppression.of(List.of(adult, child), SURE)).containsExactly(adult, child);
        assertThat(Suppression.of(List.of(detection(LEFT, 0.75), detection(LOWER_PART, 0.95)), SURE))
                .hasSize(2);
    }

    @Test
    void takesASmallerBoxAroundTheSameEyesForTheSameFace() {
        Detection wide = detection(LEFT, 0.9);
        // The eyes of LEFT are at (50, 40).
        Detection tight = new Detection(LOWER_PART, 0.8, new ImagePoint(38, 45), new ImagePoint(64, 45));
        assertThat(Suppression.of(List.of(wide, tight), SURE)).containsExactly(wide);
    }

    @Test
    void takesAnUnsureBoxInsideASureFaceForTheSameFace() {
        Detection face = detection(LEFT, 0.9);
        Detection mouth = detection(LOWER_PART, 0.65);
        assertThat(Suppression.of(List.of(face, mouth), SURE)).containsExactly(face);
    }

    /** Eyes where a face has them: two fifths of its height from the top. */
    private static Detection detection(Box box, double score) {
        double y = box.y() + 0.4 * box.height();
        return new Detection(
                box,
                score,
                new ImagePoint(box.x() + 0.3 * box.width(), y),
                new ImagePoint(box.x() + 0.7 * box.width(), y));
    }
}
