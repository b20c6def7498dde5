package dev.visor.redaction.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnTest {

    private static final ImageSize SIZE = new ImageSize(400, 300);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 16",
        "-133, -2128",
        "180, 2880",
        "-180, 2880",
        "179.99, 2880",
        "-179.99, 2880",
        "539, 2864",
        "-361, -16",
        "0.03, 0",
        "0.04, 1"
    })
    void countsInSixteenthsOfADegree(double degrees, int steps) {
        assertThat(Turn.nearest(degrees)).isEqualTo(new Turn(steps));
    }

    @ParameterizedTest
    @ValueSource(ints = {-2880, 2881, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void refusesASecondSpellingOfATurn(int steps) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Turn(steps));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAnglesThatAreNotFinite(double degrees) {
        assertThatIllegalArgumentException().isThrownBy(() -> Turn.nearest(degrees));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1440, 6", "2880, 3", "-1440, 8"})
    void turnsByQuartersExactlyLikeAnOrientation(int steps, int exif) {
        Turn turn = new Turn(steps);
        assertThat(turn.fromUpright(SIZE)).isEqualTo(Orientation.ofExif(exif).fromStored(SIZE));
        ImageSize size = Orientation.ofExif(exif).upright(SIZE);
        assertThat(turn.raster(SIZE)).isEqualTo(new Crop(0, 0, size.width(), size.height()));
    }

    @Test
    void turnsClockwise() {
        Affine turned = Turn.nearest(30).fromUpright(SIZE);
        double right = turned.x(1, 0) - turned.x(0, 0);
        double down = turned.y(1, 0) - turned.y(0, 0);
        assertThat(right).isEqualTo(Math.cos(Math.PI / 6), within(1e-12));
        assertThat(down).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void holdsTheWholePictureInItsRasterAndNoRowMore() {
        for (int steps = -2879; steps <= 2880; steps++) {
            Turn turn = new Turn(steps);
            Affine turned = turn.fromUpright(SIZE);
            Crop raster = turn.raster(SIZE);
            double left = Double.POSITIVE_INFINITY;
            double right = Double.NEGATIVE_INFINITY;
            double top = Double.POSITIVE_INFINITY;
            double bottom = Double.NEGATIVE_INFINITY;
            for (int corner = 0; corner < 4; corner++) {
                double x = (corner & 1) * SIZE.width();
                double y = (corner >> 1) * SIZE.height();
                left = Math.min(left, turned.x(x, y));
                right = Math.max(right, turned.x(x, y));
                top = Math.min(top, turned.y(x, y));
                bottom = Math.max(bottom, turned.y(x, y));
            }
            assertThat(left).as("%s", turn).isBetween(-1e-9, 1 + 1e-9);
            assertThat(top).as("%s", turn).isBetween(-1e-9, 1 + 1e-9);
            assertThat(raster.width() - right).as("%s", turn).isBetween(-1e-9, 1 + 1e-9);
            assertThat(raster.height() - bottom).as("%s", turn).isBetween(-1e-9, 1 + 1e-9);
        }
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void levelsTheEyesWithThePersonsRightOneOnTheLeft(Orientation orientation) {
        Affine upright = orientation.fromStored(SIZE);
        for (int degrees = -180; degrees < 180; degrees += 7) {
            double across = 40 * Math.cos(Math.toRadians(degrees));
            double down = 40 * Math.sin(Math.toRadians(degrees));
            ImagePoint right = back(upright, 150 - across, 160 - down);
            ImagePoint left = back(upright, 150 + across, 160 + down);
            Turn turn = Turn.levelling(SIZE, orientation, right, left);
            Affine whole = upright.then(turn.fromUpright(orientation.upright(SIZE)));
            assertThat(whole.x(left.x(), left.y()) - whole.x(right.x(), right.y()))
                    .as("%s, tilted by %d degrees", orientation, degrees)
                    .isEqualTo(80, within(0.01));
            assertThat(whole.y(left.x(), left.y()) - whole.y(right.x(), right.y()))
                    .as("%s, tilted by %d degrees", orientation, degrees)
                    .isEqualTo(0, within(0.0006 * 80));
        }
    }

    @Test
    void leavesEyesAtOnePlaceAlone() {
        ImagePoint eye = new ImagePoint(3, 4);
        assertThat(Turn.levelling(SIZE, Orientation.UPRIGHT, eye, eye)).isEqualTo(Turn.NONE);
    }

    private static ImagePoint back(Affine upright, double x, double y) {
        return new ImagePoint(upright.inverseX(x, y), upright.inverseY(x, y));
    }
}
