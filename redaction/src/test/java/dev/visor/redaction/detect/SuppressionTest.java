package dev.visor.redaction.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SuppressionTest {

    private static final double SURE = 0.9;
    private static final double UNSURE = 0.3;
    private static final Box LEFT = new Box(0, 0, 100, 100);
    private static final Box RIGHT = new Box(200, 0, 100, 100);

    /** All of it inside LEFT, with a quarter of its area. */
    private static final Box LOWER_PART = new Box(25, 50, 50, 50);

    /** What is merged into a face is shown with it: these are never one. */
    @Nested
    class TwoPeople {

        @Test
        void staySoWhereASmallFaceIsInFrontOfALargeOne() {
            areTwo(detection(LEFT, SURE), detection(new Box(10, 10, 20, 20), UNSURE));
            Detection betweenItsEyes =
                    new Detection(new Box(40, 30, 20, 20), SURE, new ImagePoint(50, 35), new ImagePoint(50, 43));
            areTwo(detection(LEFT, SURE), betweenItsEyes);
        }

        @Test
        void staySoWhereAChildIsBeforeAnAdultHoweverSureTheyAre() {
            areTwo(detection(LEFT, SURE), detection(LOWER_PART, SURE));
            areTwo(detection(LEFT, SURE), detection(LOWER_PART, UNSURE));
            areTwo(detection(LEFT, UNSURE), detection(LOWER_PART, SURE));
            areTwo(detection(LEFT, UNSURE), detection(LOWER_PART, UNSURE));
        }

        @Test
        void staySoCheekToCheek() {
            Box beside = new Box(55, 10, 100, 100); // 29 % of the union
            areTwo(detection(LEFT, SURE), detection(beside, UNSURE));
            areTwo(detection(LEFT, UNSURE), detection(beside, SURE));
        }

        @Test
        void staySoWhereOneLiesOnHisSideBelowTheOther() {
            Box lying = new Box(20, 65, 60, 50);
            Detection head = new Detection(lying, SURE, new ImagePoint(45, 82), new ImagePoint(45, 103));
            areTwo(detection(LEFT, SURE), head);
        }

        private static void areTwo(Detection one, Detection other) {
            assertThat(Suppression.of(List.of(one, other))).containsExactlyInAnyOrder(one, other);
            assertThat(Suppression.of(List.of(other, one))).hasSize(2);
        }
    }

    /** A face that is seen twice must not wait for a person because of itself. */
    @Nested
    class OneFace {

        @Test
        void isTheSurestOfItsDetections() {
            Detection sure = detection(LEFT, SURE);
            Detection shifted = detection(new Box(5, 5, 110, 100), 0.8);
            Detection other = detection(RIGHT, UNSURE);
            assertThat(Suppression.of(List.of(shifted, other, sure))).containsExactly(sure, other);
        }

        @Test
        void isSoWhereverALookAtTheSamePlaceGuessesItsEyes() {
            Detection profile =
                    new Detection(new Box(0, 0, 110, 110), UNSURE, new ImagePoint(5, 40), new ImagePoint(15, 40));
            assertThat(Suppression.of(List.of(profile, detection(LEFT, SURE)))).containsExactly(detection(LEFT, SURE));
        }

        @Test
        void hasItsEyesWhereASmallerBoxHasThem() {
            Detection wide = detection(LEFT, SURE);
            // The eyes of LEFT are at (30, 40) and (70, 40).
            Detection tight = new Detection(LOWER_PART, 0.8, new ImagePoint(38, 45), new ImagePoint(62, 45));
            assertThat(Suppression.of(List.of(wide, tight))).containsExactly(wide);
        }

        @Test
        void hasItsEyesWhereAnUnsureLookAroundItsGreaterPartHasThem() {
            Detection sure = detection(LEFT, SURE);
            Detection hair =
                    new Detection(new Box(-60, -80, 180, 170), UNSURE, new ImagePoint(25, 35), new ImagePoint(75, 35));
            assertThat(hair.box().iou(LEFT)).isLessThan(0.35);
            assertThat(Suppression.of(List.of(sure, hair))).containsExactly(sure);
        }

        @Test
        void hasItsEyesNearWhereALookFromTheSideGuessesThem() {
            Detection upright = detection(LEFT, SURE);
            Detection fromTheSide =
                    new Detection(new Box(15, 20, 60, 45), 0.8, new ImagePoint(40, 52), new ImagePoint(40, 36));
            assertThat(fromTheSide.box().iou(LEFT)).isLessThan(0.35);
            assertThat(Suppression.of(List.of(upright, fromTheSide))).containsExactly(upright);
        }
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
