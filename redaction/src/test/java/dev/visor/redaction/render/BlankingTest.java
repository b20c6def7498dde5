package dev.visor.redaction.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import dev.visor.redaction.picture.PictureRefusedException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlankingTest {

    private static final int FILL = 128;
    private static final ImageSize SIZE = new ImageSize(150, 110);
    private static final List<Outline> HIDDEN =
            List.of(Outlines.ellipse(new Box(35, 20, 80, 70)), Outlines.ellipse(new Box(-10, 90, 60, 40)));

    @BeforeAll
    static void load() {
        Installed.once();
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void takesOutWhatIsHiddenAndLeavesTheRestAsItWas(Orientation orientation) throws Exception {
        long seed = System.nanoTime();
        byte[] rgb = Pictures.noise(SIZE, seed);
        byte[] blanked = blank(rgb, orientation);
        Blanking.inspect(blanked, SIZE, orientation, HIDDEN, FILL);
        int hidden = 0;
        try (DecodedPicture after = PictureDecoder.decode(blanked, 0)) {
            assertThat(after.orientation()).isEqualTo(orientation);
            assertThat(after.size()).isEqualTo(SIZE);
            byte[] bgr = new byte[rgb.length];
            after.pixels().get(0, 0, bgr);
            for (int i = 0; i < SIZE.pixels(); i++) {
                ImagePoint centre = centre(i);
                boolean in = HIDDEN.stream().anyMatch(outline -> outline.contains(centre));
                hidden += in ? 1 : 0;
                byte[] expected = in
                        ? new byte[] {(byte) FILL, (byte) FILL, (byte) FILL}
                        : new byte[] {rgb[3 * i + 2], rgb[3 * i + 1], rgb[3 * i]};
                assertThat(Arrays.copyOfRange(bgr, 3 * i, 3 * i + 3))
                        .as("seed %d, pixel %d", seed, i)
                        .isEqualTo(expected);
            }
        }
        assertThat(hidden).isBetween(4000, 6000);
    }

    @Test
    void isNoFunctionOfWhatIsHidden() throws Exception {
        byte[] one = Pictures.noise(SIZE, 1);
        byte[] other = Pictures.noise(SIZE, 2);
        for (int i = 0; i < SIZE.pixels(); i++) {
            ImagePoint centre = centre(i);
            if (HIDDEN.stream().noneMatch(outline -> outline.contains(centre))) {
                System.arraycopy(one, 3 * i, other, 3 * i, 3);
            }
        }
        assertThat(blank(other, Orientation.UPRIGHT)).isEqualTo(blank(one, Orientation.UPRIGHT));
    }

    @Test
    void isRefusedWhereAPixelWasLeft() throws Exception {
        byte[] blanked = blank(Pictures.noise(SIZE, 3), Orientation.UPRIGHT);
        List<Outline> more = List.of(Outlines.ellipse(new Box(34, 19, 82, 72)));
        refuses(blanked, SIZE, Orientation.UPRIGHT, more, "not-blanked");
    }

    @Test
    void isRefusedInAnotherSizeOrOrientationOrWithAnythingBesidePixels() throws Exception {
        byte[] upright = blank(Pictures.noise(SIZE, 4), Orientation.UPRIGHT);
        byte[] turned = blank(Pictures.noise(SIZE, 4), Orientation.ofExif(6));
        refuses(upright, new ImageSize(110, 150), Orientation.UPRIGHT, HIDDEN, "not-blanked");
        refuses(upright, SIZE, Orientation.ofExif(6), HIDDEN, "not-blanked");
        refuses(turned, SIZE, Orientation.ofExif(3), HIDDEN, "not-blanked");
        refuses(turned, SIZE, Orientation.UPRIGHT, HIDDEN, "not-a-view");
    }

    private static ImagePoint centre(int pixel) {
        int row = pixel / SIZE.width();
        return new ImagePoint(pixel % SIZE.width() + 0.5, row + 0.5);
    }

    private static void refuses(
            byte[] file, ImageSize size, Orientation orientation, List<Outline> hidden, String reason) {
        assertThatExceptionOfType(PictureRefusedException.class)
                .isThrownBy(() -> Blanking.inspect(file, size, orientation, hidden, FILL))
                .extracting(PictureRefusedException::reason)
                .isEqualTo(reason);
    }

    private static byte[] blank(byte[] rgb, Orientation orientation) throws PictureRefusedException {
        byte[] file = Pictures.withOrientation(Pictures.png(SIZE, rgb), orientation.exif());
        try (DecodedPicture picture = PictureDecoder.decode(file, FILL)) {
            return Blanking.blank(picture, HIDDEN, FILL);
        }
    }
}
