package dev.visor.redaction.geometry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewFrameTest {

    private static final UUID ASSET = UUID.fromString("0b7e7b0e-4f0b-4a7e-9a77-0d9c1ad1a001");

    @Nested
    class ForthAndBack {

        @Test
        void isTheIdentityForEverySnappedFrame() {
            long seed = System.nanoTime();
            System.out.println("ViewFrameTest seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 20_000; i++) {
                ViewFrame frame = anyFrame(random);
                ViewPoint point = new ViewPoint(
                        random.nextDouble() * frame.view().width(),
                        random.nextDouble() * frame.view().height());
                ViewPoint back = frame.toView(frame.toImage(point));
                assertThat(back.x()).as("seed %d", seed).isEqualTo(point.x(), within(1e-9));
                assertThat(back.y()).as("seed %d", seed).isEqualTo(point.y(), within(1e-9));
            }
        }

        @Test
        void isTheIdentityForEveryTurnedFrame() {
            long seed = System.nanoTime();
            System.out.println("ViewFrameTest seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 20_000; i++) {
                ViewFrame frame = anyTurnedFrame(random);
                ViewPoint point = new ViewPoint(
                        random.nextDouble() * frame.view().width(),
                        random.nextDouble() * frame.view().height());
                ViewPoint back = frame.toView(frame.toImage(point));
                assertThat(back.x()).as("seed %d", seed).isEqualTo(point.x(), within(1e-9));
                assertThat(back.y()).as("seed %d", seed).isEqualTo(point.y(), within(1e-9));
            }
        }

        @Test
        void isTheIdentityForRotatedFrames() {
            long seed = System.nanoTime();
            System.out.println("ViewFrameTest seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 20_000; i++) {
                ViewFrame frame = anyRotatedFrame(random);
                ViewPoint point = new ViewPoint(random.nextDouble() * 1024, random.nextDouble() * 1024);
                ViewPoint back = frame.toView(frame.toImage(point));
                assertThat(back.x()).as("seed %d", seed).isEqualTo(point.x(), within(1e-9));
                assertThat(back.y()).as("seed %d", seed).isEqualTo(point.y(), within(1e-9));
            }
        }

        @Test
        void survivesJson() {
            long seed = System.nanoTime();
            System.out.println("ViewFrameTest seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 2_000; i++) {
                ViewFrame frame = switch (i % 3) {
                    case 0 -> anyFrame(random);
                    case 1 -> anyTurnedFrame(random);
                    default -> anyRotatedFrame(random);
                };
                assertThat(ViewFrame.fromJson(frame.toJson()))
                        .as("seed %d", seed)
                        .isEqualTo(frame);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void startsAtTheCornerOfTheCrop(Orientation orientation) {
        ImageSize stored = new ImageSize(400, 300);
        Crop crop = new Crop(10, 20, 100, 50);
        ViewFrame frame = ViewFrame.snapped(ASSET, 1, stored, orientation, crop, 5);
        Affine upright = orientation.fromStored(stored);
        ImagePoint corner = new ImagePoint(upright.inverseX(10, 20), upright.inverseY(10, 20));
        assertThat(frame.toView(corner)).isEqualTo(new ViewPoint(0, 0));
        assertThat(frame.view()).isEqualTo(new ImageSize(320, 160));
        assertThat(frame.scale()).isEqualTo(3.2, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "2, 3, 0", "3, 3, 1", "4, 0, 1", "5, 0, 0", "6, 1, 0", "7, 1, 3", "8, 0, 3"})
    void turnsTheFirstStoredPixelWhereExifSays(int exif, int column, int row) {
        ImageSize stored = new ImageSize(4, 2);
        Affine upright = Orientation.ofExif(exif).fromStored(stored);
        assertThat(upright.x(0.5, 0.5)).isEqualTo(column + 0.5);
        assertThat(upright.y(0.5, 0.5)).isEqualTo(row + 0.5);
    }

    @Test
    void roundsAPartlyCoveredLastPixelUp() {
        ViewFrame frame =
                ViewFrame.snapped(ASSET, 1, new ImageSize(100, 100), Orientation.UPRIGHT, new Crop(0, 0, 33, 10), 24);
        assertThat(frame.view()).isEqualTo(new ImageSize(22, 7));
    }

    @Nested
    class Json {

        @Test
        void readsTheGoldenFileOfVersion1() throws IOException {
            byte[] golden = golden();
            ViewFrame frame = ViewFrame.fromJson(golden);
            assertThat(frame)
                    .isEqualTo(ViewFrame.snapped(
                            ASSET,
                            3,
                            new ImageSize(4032, 3024),
                            Orientation.QUARTER_TURN_RIGHT,
                            new Crop(1200, 801, 700, 933),
                            15));
            assertThat(frame.toJson()).isEqualTo(golden);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{}",
                    "null",
                    "\"version\":1",
                })
        void refusesWhatIsNoFrame(String text) {
            assertThatIllegalArgumentException().isThrownBy(() -> ViewFrame.fromJson(text.getBytes(UTF_8)));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"version\":1|\"version\":2",
                    "\"generation\":3|\"generation\":03",
                    "\"generation\":3|\"generation\":0",
                    "\"orientation\":6|\"orientation\":9",
                    "[4032,3024]|[4032, 3024]",
                    "[4032,3024]|[0,3024]",
                    "[4032,3024]|[4032,99999]",
                    "1.0666666666666667|1.06666666666666670",
                    "1.0666666666666667|NaN",
                    "1.0666666666666667|1e+99",
                    "1.0666666666666667|0",
                    "1.0666666666666667|1.1",
                    "\"asset\"|\"Asset\"",
                })
        void refusesWhatIsNotCanonicalOrCannotBe(String from, String to) throws IOException {
            String golden = new String(golden(), UTF_8);
            assertThat(golden).contains(from);
            byte[] altered =
                    golden.replaceFirst(java.util.regex.Pattern.quote(from), to).getBytes(UTF_8);
            assertThatIllegalArgumentException().isThrownBy(() -> ViewFrame.fromJson(altered));
        }

        @ParameterizedTest
        @CsvSource({
            "0.0, 0",
            "-0.0, 0",
            "1.0, 1",
            "-1.5, -1.5",
            "1e21, 1e+21",
            "1e20, 100000000000000000000",
            "1e-6, 0.000001",
            "1e-7, 1e-7",
            "1.25e-9, 1.25e-9",
            "123456.789, 123456.789",
            "3.2, 3.2",
            "1.7976931348623157e308, 1.7976931348623157e+308",
            "5e-324, 5e-324",
            "9007199254740993, 9007199254740992"
        })
        void printsNumbersAsEcmaScriptDoes(double value, String text) {
            assertThat(ViewFrameJson.number(value)).isEqualTo(text);
        }

        private static byte[] golden() throws IOException {
            try (InputStream in = ViewFrameTest.class.getResourceAsStream("view-frame-v1.json")) {
                return Objects.requireNonNull(in, "the golden file").readAllBytes();
            }
        }
    }

    @Nested
    class Refuses {

        @ParameterizedTest
        @CsvSource({
            "0, 0, 0, 0", // singular
            "1, 1, 1, 1", // singular, not zero
            "1, 0.1, 0, 1", // shear
            "2, 0, 0, 1", // two scales
            "1e-3, 0, 0, 1e-3",
            "1e3, 0, 0, 1e3",
            "NaN, 0, 0, 1",
            "1, 0, 0, Infinity",
        })
        void matricesThatNoViewHas(double a, double b, double c, double d) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Affine(a, b, 0, c, d, 0));
        }

        @ParameterizedTest
        @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        void coordinatesThatAreNotFinite(double bad) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ImagePoint(bad, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new ViewPoint(0, bad));
            assertThatIllegalArgumentException().isThrownBy(() -> new Box(bad, 0, 1, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> new Box(0, 0, 1, bad));
            assertThatIllegalArgumentException().isThrownBy(() -> Affine.shift(bad, 0));
        }
    }

    private static ViewFrame anyFrame(SplittableRandom random) {
        ImageSize stored = new ImageSize(random.nextInt(1, 65_536), random.nextInt(1, 65_536));
        Orientation orientation = Orientation.ofExif(random.nextInt(1, 9));
        ImageSize upright = orientation.upright(stored);
        int sixteenths = random.nextInt(4, 129);
        int most = 4096 * sixteenths / 16;
        int width = random.nextInt(1, Math.min(upright.width(), most) + 1);
        int height = random.nextInt(1, Math.min(upright.height(), most) + 1);
        Crop crop = new Crop(
                random.nextInt(upright.width() - width + 1),
                random.nextInt(upright.height() - height + 1),
                width,
                height);
        return ViewFrame.snapped(
                new UUID(random.nextLong(), random.nextLong()), 1, stored, orientation, crop, sixteenths);
    }

    private static ViewFrame anyTurnedFrame(SplittableRandom random) {
        ImageSize stored = new ImageSize(random.nextInt(1, 65_536), random.nextInt(1, 65_536));
        Orientation orientation = Orientation.ofExif(random.nextInt(1, 9));
        Turn turn = new Turn(random.nextInt(-2879, 2881));
        Crop raster = turn.raster(orientation.upright(stored));
        int sixteenths = random.nextInt(4, 129);
        int most = 4096 * sixteenths / 16;
        int width = random.nextInt(1, Math.min(raster.width(), most) + 1);
        int height = random.nextInt(1, Math.min(raster.height(), most) + 1);
        Crop crop = new Crop(
                random.nextInt(raster.width() - width + 1),
                random.nextInt(raster.height() - height + 1),
                width,
                height);
        return ViewFrame.turned(
                new UUID(random.nextLong(), random.nextLong()), 1, stored, orientation, turn, crop, sixteenths);
    }

    private static ViewFrame anyRotatedFrame(SplittableRandom random) {
        double angle = random.nextDouble() * 2 * Math.PI;
        double scale = Math.exp(random.nextDouble(-3, 3));
        Affine turn = new Affine(Math.cos(angle), -Math.sin(angle), 0, Math.sin(angle), Math.cos(angle), 0);
        ImageSize stored = new ImageSize(random.nextInt(1, 65_536), random.nextInt(1, 65_536));
        Orientation orientation = Orientation.ofExif(random.nextInt(1, 9));
        Affine chain = orientation
                .fromStored(stored)
                .then(Affine.shift(-random.nextDouble() * 65_536, -random.nextDouble() * 65_536))
                .then(turn)
                .then(Affine.scale(scale));
        return new ViewFrame(
                new UUID(random.nextLong(), random.nextLong()),
                7,
                stored,
                orientation,
                new ImageSize(1024, 1024),
                chain);
    }
}
