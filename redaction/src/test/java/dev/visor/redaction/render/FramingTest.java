package dev.visor.redaction.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.Crop;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.Turn;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {

    private static final UUID ASSET = new UUID(3, 4);
    private static final ImageSize SIZE = new ImageSize(400, 300);
    private static final Outline OVAL = Outlines.ellipse(new Box(135, 90, 100, 130));

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void givesTheSnappedFrameWithoutATurn(Orientation orientation) {
        SplittableRandom random = new SplittableRandom(orientation.exif());
        for (int i = 0; i < 500; i++) {
            // Many of them reach over a border, some lie beyond it.
            Outline oval = Outlines.ellipse(
                    new Box(random.nextDouble(-100, 450), random.nextDouble(-100, 350), random.nextDouble(1, 200), 70));
            int longest = random.nextInt(16, 900);
            assertThat(Framing.aligned(ASSET, 1, SIZE, orientation, oval, longest, Turn.NONE))
                    .isEqualTo(Framing.snapped(ASSET, 1, SIZE, orientation, oval, longest));
        }
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void laysTheFrameTightlyAroundTheTurnedOutline(Orientation orientation) {
        for (int steps = -2879; steps <= 2880; steps += 37) {
            ViewFrame frame = frame(orientation, 640, new Turn(steps));
            double left = Double.POSITIVE_INFINITY;
            double right = Double.NEGATIVE_INFINITY;
            double top = Double.POSITIVE_INFINITY;
            double bottom = Double.NEGATIVE_INFINITY;
            for (ImagePoint corner : OVAL.corners()) {
                ViewPoint seen = frame.toView(corner);
                left = Math.min(left, seen.x());
                right = Math.max(right, seen.x());
                top = Math.min(top, seen.y());
                bottom = Math.max(bottom, seen.y());
            }
            // One stored pixel, and at the far ends the part of a view pixel that fills up the last one.
            double room = frame.scale() + 1e-9;
            assertThat(left).isBetween(-1e-9, room);
            assertThat(top).isBetween(-1e-9, room);
            assertThat(frame.view().width() - right).isBetween(-1e-9, room + 1);
            assertThat(frame.view().height() - bottom).isBetween(-1e-9, room + 1);
            assertThat(frame.view().longestSide()).isLessThanOrEqualTo(640);
            double sixteenths = 16 / frame.scale();
            assertThat(sixteenths).isEqualTo(Math.rint(sixteenths), within(1e-9));
        }
    }

    @Test
    void knowsNoFrameForAnOutlineBesideThePicture() {
        Outline beside = Outlines.ellipse(new Box(401, 90, 50, 50));
        for (int steps = -2879; steps <= 2880; steps += 37) {
            assertThat(Framing.aligned(ASSET, 1, SIZE, Orientation.UPRIGHT, beside, 640, new Turn(steps)))
                    .isNull();
        }
    }

    @Nested
    class TurnOf {

        @ParameterizedTest
        @EnumSource(Orientation.class)
        void readsEveryTurnOffItsFrame(Orientation orientation) {
            for (int steps = -2879; steps <= 2880; steps++) {
                ViewFrame frame = frame(orientation, 16 + Math.floorMod(steps * 31, 1000), new Turn(steps));
                assertThat(Framing.turnOf(frame)).isEqualTo(new Turn(steps));
                assertThat(Framing.turnOf(ViewFrame.fromJson(frame.toJson()))).isEqualTo(new Turn(steps));
            }
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.03125, 17.03, 90.0000001, 179.97})
        void failsBetweenTwoSteps(double degrees) {
            double cos = Math.cos(Math.toRadians(degrees));
            double sin = Math.sin(Math.toRadians(degrees));
            refuses(Orientation.UPRIGHT, new Affine(cos, -sin, 0, sin, cos, 0));
        }

        @Test
        void failsOneBitBesideAStep() {
            ViewFrame frame = frame(Orientation.TRANSPOSED, 300, Turn.nearest(17));
            Affine m = frame.storedToView();
            refuses(frame.orientation(), new Affine(Math.nextUp(m.a()), m.b(), m.tx(), m.c(), m.d(), m.ty()));
            refuses(frame.orientation(), new Affine(m.a(), m.b(), m.tx(), m.c(), Math.nextDown(m.d()), m.ty()));
        }

        @Test
        void failsForAMirrorImageThatTheOrientationDoesNotName() {
            ViewFrame frame = frame(Orientation.MIRRORED, 300, Turn.nearest(17));
            refuses(Orientation.UPRIGHT, frame.storedToView());
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.99, 16 / 4.5, 33, 200})
        void failsAtAScaleThatIsNotSixteenByN(double scale) {
            refuses(Orientation.UPRIGHT, Affine.scale(scale));
        }

        private static void refuses(Orientation orientation, Affine storedToView) {
            ViewFrame frame = new ViewFrame(ASSET, 1, SIZE, orientation, SIZE, storedToView);
            assertThatIllegalArgumentException().isThrownBy(() -> Framing.turnOf(frame));
        }
    }

    @Test
    void readsATurnAtTheSmallestScale() {
        ImageSize large = new ImageSize(65_535, 65_535);
        Turn turn = Turn.nearest(-31.5);
        ViewFrame frame = ViewFrame.turned(ASSET, 1, large, Orientation.UPRIGHT, turn, turn.raster(large), 4096);
        assertThat(Framing.turnOf(frame)).isEqualTo(turn);
        assertThat(turn.raster(large)).isNotEqualTo(new Crop(0, 0, 65_535, 65_535));
    }

    private static ViewFrame frame(Orientation orientation, int longest, Turn turn) {
        return Objects.requireNonNull(Framing.aligned(ASSET, 1, SIZE, orientation, OVAL, longest, turn));
    }
}
