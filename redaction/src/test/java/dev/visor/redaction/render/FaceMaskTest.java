package dev.visor.redaction.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.Crop;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

class FaceMaskTest {

    private static final ImageSize SIZE = new ImageSize(150, 110);
    private static final int FILL = 128;

    @BeforeAll
    static void load() {
        Installed.once();
    }

    /** Random faces, some of which reach over the picture's edge, seen whole at scale 1 in each orientation. */
    @ParameterizedTest
    @EnumSource
    void holdsThePixelsThatAViewShowsAndNoOthers(Orientation orientation) throws Exception {
        long seed = System.nanoTime();
        System.out.println("FaceMaskTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 10; round++) {
            Outline outline = Outlines.ellipse(box(random, 40));
            List<Outline> exclusions = List.of(Outlines.ellipse(box(random, 15)), Outlines.ellipse(box(random, 15)));
            FaceMask mask = new FaceMask(outline, exclusions, SIZE, Orientation.UPRIGHT).in(orientation);
            ImageSize size = mask.size();
            boolean[] seen = seen(outline, exclusions, orientation);

            assertThat(fromPng(mask)).as("PNG, seed %d, round %d", seed, round).isEqualTo(seen);
            assertThat(decoded(mask.runs()))
                    .as("RLE, seed %d, round %d", seed, round)
                    .isEqualTo(seen);
            assertThat(mask.matches(mask.png())).isTrue();
            assertThat(mask.runs().area()).isEqualTo(count(seen));
            assertThat(mask.runs().bounds()).isEqualTo(bounds(seen, size));
        }
    }

    @Test
    void isAPngOfThreeChunksAndOneBit() {
        byte[] png = mask(Orientation.QUARTER_TURN_LEFT).png();

        assertThat(Arrays.copyOfRange(png, 8, 29))
                .containsExactly(0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 110, 0, 0, 0, 150, 1, 0, 0, 0, 0);
        int data = ByteBuffer.wrap(png).getInt(33);
        assertThat(Arrays.copyOfRange(png, 37, 41)).containsExactly('I', 'D', 'A', 'T');
        assertThat(Arrays.copyOfRange(png, 41 + data + 4, png.length))
                .containsExactly(0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82);
    }

    @Test
    void doesNotMatchAnyOtherFile() {
        FaceMask mask = mask(Orientation.UPRIGHT);
        byte[] png = mask.png();
        for (int at = 0; at < png.length; at++) {
            byte[] altered = png.clone();
            altered[at] ^= 1;
            assertThat(mask.matches(altered)).as("byte %d", at).isFalse();
        }
        assertThat(mask.matches(Arrays.copyOf(png, png.length - 1))).isFalse();
        assertThat(mask.matches(Arrays.copyOf(png, png.length + 1))).isFalse();
        assertThat(mask.matches(new byte[0])).isFalse();
        assertThat(mask.matches(Pictures.withChunk(png, "tEXt", new byte[] {'a', 0, 'b'})))
                .isFalse();
        // Each of these is a good mask, but another one.
        assertThat(mask.matches(mask.in(Orientation.HALF_TURN).png())).isFalse();
        assertThat(mask.matches(mask.in(Orientation.TRANSPOSED).png())).isFalse();
        assertThat(mask.matches(new FaceMask(mask.outline(), List.of(), SIZE, Orientation.UPRIGHT).png()))
                .isFalse();
    }

    @Test
    void mayHaveNoPixelAtAll() {
        Outline outside = Outlines.ellipse(new Box(400, 20, 30, 30));
        FaceMask none = new FaceMask(outside, List.of(), SIZE, Orientation.TRANSVERSED);

        assertThat(none.runs().counts()).containsExactly(150 * 110);
        assertThat(none.runs().area()).isZero();
        assertThat(none.runs().bounds()).isNull();
        assertThat(fromPng(none)).doesNotContain(true);
    }

    /** 64 Mi pixels, of which the face is a small part: what is held meanwhile is bounded by the face. */
    @Test
    void holdsNoRasterOfTheWholePicture() {
        ImageSize large = new ImageSize(8192, 8192);
        Outline outline = Outlines.ellipse(new Box(4000, 4000, 100, 100));
        FaceMask mask = new FaceMask(outline, List.of(), large, Orientation.QUARTER_TURN_RIGHT);
        long before = allocated();

        byte[] png = mask.png();
        RunLengths runs = mask.runs();
        boolean matches = mask.matches(png);

        assertThat(allocated() - before).as("bytes").isLessThan(2 << 20);
        assertThat(matches).isTrue();
        assertThat(runs.area()).isBetween(7_700L, 8_000L);
        assertThat(png.length).isLessThan(20_000);
    }

    @Test
    void isNotMadeForPicturesThatAreTooLarge() {
        ImageSize larger = new ImageSize(8193, 8192);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new FaceMask(Outlines.ellipse(new Box(1, 1, 5, 5)), List.of(), larger, Orientation.UPRIGHT));
    }

    private static FaceMask mask(Orientation orientation) {
        return new FaceMask(
                Outlines.ellipse(new Box(35, 20, 80, 70)),
                List.of(Outlines.ellipse(new Box(90, 60, 40, 40))),
                SIZE,
                orientation);
    }

    private static Box box(SplittableRandom random, int least) {
        return new Box(
                random.nextDouble(-30, 130),
                random.nextDouble(-30, 90),
                random.nextDouble(least, 90),
                random.nextDouble(least, 90));
    }

    /** The pixels of the upright picture that a view of all of it shows, row by row. */
    private static boolean[] seen(Outline outline, List<Outline> exclusions, Orientation orientation) throws Exception {
        byte[] rgb = new byte[3 * (int) SIZE.pixels()];
        Arrays.fill(rgb, (byte) 200);
        byte[] file = Pictures.withOrientation(Pictures.png(SIZE, rgb), orientation.exif());
        ImageSize upright = orientation.upright(SIZE);
        ViewFrame whole = ViewFrame.snapped(
                new UUID(5, 6), 1, SIZE, orientation, new Crop(0, 0, upright.width(), upright.height()), 16);
        try (DecodedPicture picture = PictureDecoder.decode(file, 0);
                DecodedPicture view =
                        PictureDecoder.decode(ViewRenderer.render(picture, outline, exclusions, whole, FILL), 0)) {
            byte[] bgr = new byte[3 * (int) upright.pixels()];
            view.pixels().get(0, 0, bgr);
            boolean[] seen = new boolean[(int) upright.pixels()];
            for (int i = 0; i < seen.length; i++) {
                seen[i] = bgr[3 * i] != (byte) FILL;
            }
            return seen;
        }
    }

    /** As OpenCV reads it. */
    private static boolean[] fromPng(FaceMask mask) {
        Mat read = Imgcodecs.imdecode(new MatOfByte(mask.png()), Imgcodecs.IMREAD_UNCHANGED);
        assertThat(new ImageSize(read.cols(), read.rows())).isEqualTo(mask.size());
        assertThat(read.channels()).isEqualTo(1);
        byte[] grey = new byte[(int) mask.size().pixels()];
        read.get(0, 0, grey);
        boolean[] shown = new boolean[grey.length];
        for (int i = 0; i < grey.length; i++) {
            assertThat(grey[i]).isIn((byte) 0, (byte) 255);
            shown[i] = grey[i] != 0;
        }
        return shown;
    }

    /** By the format's description alone, row by row. */
    private static boolean[] decoded(RunLengths runs) {
        int width = runs.size().width();
        int height = runs.size().height();
        boolean[] shown = new boolean[width * height];
        int at = 0;
        boolean value = false;
        for (int count : runs.counts()) {
            for (int i = 0; i < count; i++, at++) {
                shown[at % height * width + at / height] = value;
            }
            value = !value;
        }
        return shown;
    }

    private static long count(boolean[] shown) {
        long count = 0;
        for (boolean one : shown) {
            count += one ? 1 : 0;
        }
        return count;
    }

    private static @Nullable Crop bounds(boolean[] shown, ImageSize size) {
        int left = size.width();
        int top = size.height();
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < shown.length; i++) {
            if (shown[i]) {
                left = Math.min(left, i % size.width());
                right = Math.max(right, i % size.width() + 1);
                top = Math.min(top, i / size.width());
                bottom = Math.max(bottom, i / size.width() + 1);
            }
        }
        return right == 0 ? null : new Crop(left, top, right - left, bottom - top);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
