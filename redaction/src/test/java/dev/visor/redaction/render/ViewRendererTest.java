package dev.visor.redaction.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.Crop;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.Turn;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import dev.visor.redaction.picture.ViewFile;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewRendererTest {

    private static final UUID ASSET = new UUID(3, 4);
    private static final int FILL = 128;
    private static final ImageSize SIZE = new ImageSize(150, 110);
    private static final Outline OVAL = Outlines.ellipse(new Box(35, 20, 80, 70));
    private static final List<Outline> EXCLUSIONS = List.of(Outlines.ellipse(new Box(90, 60, 40, 40)));

    /** Those that the guarantees are measured at: none, the least, a little, askew, lying, and beyond. */
    private static final List<Turn> TURNS = DoubleStream.of(0, 1.0 / Turn.PER_DEGREE, 1, 17, 45, 90, -133)
            .mapToObj(Turn::nearest)
            .toList();

    @BeforeAll
    static void load() {
        Installed.once();
    }

    @Nested
    class HiddenPixels {

        @ParameterizedTest
        @EnumSource(Orientation.class)
        void changeNoByteOfTheView(Orientation orientation) throws Exception {
            long seed = System.nanoTime();
            System.out.println("ViewRendererTest seed " + seed);
            byte[] first = Pictures.noise(SIZE, seed);
            byte[] second = Pictures.noise(SIZE, seed + 1);
            Mask mask = Mask.of(OVAL, EXCLUSIONS, SIZE);
            for (int i = 0; i < SIZE.pixels(); i++) {
                if (mask.shows(i % SIZE.width(), i / SIZE.width())) {
                    System.arraycopy(first, 3 * i, second, 3 * i, 3);
                }
            }
            for (int longest : new int[] {16, 40, 81, 200, 512}) {
                for (Turn turn : TURNS) {
                    assertThat(view(first, orientation, longest, turn))
                            .as("seed %d, longest side %d, %s", seed, longest, turn)
                            .isEqualTo(view(second, orientation, longest, turn));
                }
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 17 * Turn.PER_DEGREE, -133 * Turn.PER_DEGREE})
        void leaveOnlyTheFill(int steps) throws Exception {
            byte[] noise = Pictures.noise(SIZE, 5);
            Turn turn = new Turn(steps);
            ViewFrame frame = frame(Orientation.UPRIGHT, 320, turn);
            try (DecodedPicture view = PictureDecoder.decode(view(noise, Orientation.UPRIGHT, 320, turn), 0)) {
                Mask mask = Mask.of(OVAL, EXCLUSIONS, SIZE);
                byte[] bgr = new byte[3];
                int hidden = 0;
                int filled = 0;
                for (int y = 0; y < frame.view().height(); y++) {
                    for (int x = 0; x < frame.view().width(); x++) {
                        ImagePoint under = frame.toImage(new ViewPoint(x + 0.5, y + 0.5));
                        view.pixels().get(y, x, bgr);
                        boolean fill = bgr[0] == (byte) FILL && bgr[1] == (byte) FILL && bgr[2] == (byte) FILL;
                        if (!mask.shows((int) Math.floor(under.x()), (int) Math.floor(under.y()))) {
                            assertThat(fill).as("%s, pixel %d, %d", turn, x, y).isTrue();
                            hidden++;
                        }
                        filled += fill ? 1 : 0;
                    }
                }
                assertThat(hidden).isGreaterThan(1000);
                // What is shown is noise: hardly ever the fill.
                assertThat(filled - hidden).isLessThan(10);
            }
        }

        @Test
        void doNotDarkenTheEdge() throws Exception {
            // One colour inside, another outside: a filter that reached out would mix them.
            byte[] rgb = new byte[3 * (int) SIZE.pixels()];
            Mask mask = Mask.of(OVAL, List.of(), SIZE);
            for (int i = 0; i < SIZE.pixels(); i++) {
                boolean inside = mask.shows(i % SIZE.width(), i / SIZE.width());
                for (int c = 0; c < 3; c++) {
                    rgb[3 * i + c] = inside ? (byte) 200 : 0;
                }
            }
            for (int i = 0; i < 8; i++) {
                int longest = new int[] {23, 50, 80, 300}[i / 2];
                Turn turn = new Turn(i % 2 * 17 * Turn.PER_DEGREE);
                try (DecodedPicture picture = PictureDecoder.decode(Pictures.png(SIZE, rgb), 0);
                        DecodedPicture view = PictureDecoder.decode(
                                ViewRenderer.render(
                                        picture, OVAL, List.of(), frame(Orientation.UPRIGHT, longest, turn), FILL),
                                0)) {
                    byte[] pixels = new byte[3 * (int) view.size().pixels()];
                    view.pixels().get(0, 0, pixels);
                    assertThat(pixels).containsOnly((byte) 200, (byte) FILL).contains((byte) 200);
                }
            }
        }
    }

    @Nested
    class Blobs {

        /** The scales that the guarantee names, as n in 16/n. */
        static List<Integer> scales() {
            return List.of(16, 8, 5, 32);
        }

        @ParameterizedTest
        @MethodSource("scales")
        void areSeenWhereTheFrameSays(int sixteenths) throws Exception {
            double worst = 0;
            SplittableRandom random = new SplittableRandom(sixteenths);
            for (Orientation orientation : Orientation.values()) {
                for (Crop crop : cropsAtEachBorder(orientation)) {
                    ViewFrame frame = ViewFrame.snapped(ASSET, 1, SIZE, orientation, crop, sixteenths);
                    ImagePoint centre = frame.toImage(new ViewPoint(
                            frame.view().width() / 2.0, frame.view().height() / 2.0));
                    ImagePoint blob = new ImagePoint(
                            Math.floor(centre.x()) + random.nextInt(64) / 64.0,
                            Math.floor(centre.y()) + random.nextInt(64) / 64.0);
                    worst = Math.max(worst, error(frame, blob));
                }
            }
            double allowed = 0.02 * Math.max(1, 16.0 / sixteenths);
            System.out.printf("scale 16/%d: centroids within %.4f view px, %.4f allowed%n", sixteenths, worst, allowed);
            assertThat(worst).isLessThan(allowed);
        }

        @ParameterizedTest
        @MethodSource("scales")
        void areSeenAtEverySixtyFourthOfAPixel(int sixteenths) throws Exception {
            double allowed = 0.02 * Math.max(1, 16.0 / sixteenths);
            ViewFrame frame = ViewFrame.snapped(
                    ASSET, 1, SIZE, Orientation.QUARTER_TURN_LEFT, new Crop(5, 7, 100, 90), sixteenths);
            for (int part = 0; part < 64; part++) {
                ImagePoint blob = new ImagePoint(70 + part / 64.0, 50 + (63 - part) / 64.0);
                assertThat(error(frame, blob)).as("offset %d/64", part).isLessThan(allowed);
            }
        }

        @ParameterizedTest
        @MethodSource("scales")
        void areSeenWhereATurnedFrameSays(int sixteenths) throws Exception {
            double worst = 0;
            SplittableRandom random = new SplittableRandom(sixteenths);
            for (Orientation orientation : Orientation.values()) {
                for (Turn turn : TURNS) {
                    ImagePoint blob = new ImagePoint(70 + random.nextInt(640) / 64.0, 50 + random.nextInt(640) / 64.0);
                    ViewFrame whole = ViewFrame.turned(
                            ASSET, 1, SIZE, orientation, turn, turn.raster(orientation.upright(SIZE)), 16);
                    ViewPoint there = whole.toView(blob);
                    Crop crop = new Crop((int) there.x() - 30, (int) there.y() - 40, 70, 70);
                    ViewFrame frame = ViewFrame.turned(ASSET, 1, SIZE, orientation, turn, crop, sixteenths);
                    worst = Math.max(worst, error(frame, blob));
                }
            }
            double allowed = 0.02 * Math.max(1, 16.0 / sixteenths);
            System.out.printf(
                    "scale 16/%d, turned: centroids within %.4f view px, %.4f allowed%n", sixteenths, worst, allowed);
            assertThat(worst).isLessThan(allowed);
        }

        private static List<Crop> cropsAtEachBorder(Orientation orientation) {
            ImageSize upright = orientation.upright(SIZE);
            int w = upright.width();
            int h = upright.height();
            return List.of(
                    new Crop(20, 20, 70, 70),
                    new Crop(0, 20, 70, 70),
                    new Crop(w - 70, 20, 70, 70),
                    new Crop(20, 0, 70, 70),
                    new Crop(20, h - 70, 70, 70));
        }

        /** How far the centroid of a planted blob is from where the frame says, in view pixels. */
        private static double error(ViewFrame frame, ImagePoint blob) throws Exception {
            byte[] rgb = new byte[3 * (int) SIZE.pixels()];
            for (int y = 0; y < SIZE.height(); y++) {
                for (int x = 0; x < SIZE.width(); x++) {
                    double square = Math.pow(x + 0.5 - blob.x(), 2) + Math.pow(y + 0.5 - blob.y(), 2);
                    byte value = (byte) Math.round(20 + 230 * Math.exp(-square / (2 * 3.5 * 3.5)));
                    int at = 3 * (y * SIZE.width() + x);
                    rgb[at] = value;
                    rgb[at + 1] = value;
                    rgb[at + 2] = value;
                }
            }
            byte[] file = Pictures.withOrientation(
                    Pictures.png(SIZE, rgb), frame.orientation().exif());
            Outline everything = new Outline(List.of(
                    new ImagePoint(0, 0),
                    new ImagePoint(SIZE.width(), 0),
                    new ImagePoint(SIZE.width(), SIZE.height()),
                    new ImagePoint(0, SIZE.height())));
            try (DecodedPicture picture = PictureDecoder.decode(file, 0);
                    DecodedPicture view =
                            PictureDecoder.decode(ViewRenderer.render(picture, everything, List.of(), frame, 20), 0)) {
                ViewPoint seen = centroid(view, frame.toView(blob), 14 * frame.scale());
                ViewPoint said = frame.toView(blob);
                return Math.max(Math.abs(seen.x() - said.x()), Math.abs(seen.y() - said.y()));
            }
        }

        /** Around a whole pixel, so that the window itself pulls to no side. */
        private static ViewPoint centroid(DecodedPicture view, ViewPoint near, double reach) {
            int left = (int) Math.max(0, Math.floor(near.x() - reach));
            int right = (int) Math.min(view.size().width(), Math.ceil(near.x() + reach));
            int top = (int) Math.max(0, Math.floor(near.y() - reach));
            int bottom = (int) Math.min(view.size().height(), Math.ceil(near.y() + reach));
            double sum = 0;
            double sumX = 0;
            double sumY = 0;
            byte[] bgr = new byte[3];
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    view.pixels().get(y, x, bgr);
                    double weight = Math.max(0, (bgr[1] & 0xff) - 20);
                    sum += weight;
                    sumX += weight * (x + 0.5);
                    sumY += weight * (y + 0.5);
                }
            }
            return new ViewPoint(sumX / sum, sumY / sum);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17 * Turn.PER_DEGREE, 45 * Turn.PER_DEGREE, -133 * Turn.PER_DEGREE})
    void averagesStripesInsteadOfAliasingThem(int steps) throws Exception {
        // Columns 0, 255, 0, 255: at 16/37 a sampler would show bands, an average shows grey.
        byte[] rgb = new byte[3 * (int) SIZE.pixels()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (i / 3) % SIZE.width() % 2 == 0 ? 0 : (byte) 255;
        }
        Turn turn = new Turn(steps);
        ViewFrame frame = ViewFrame.turned(ASSET, 1, SIZE, Orientation.UPRIGHT, turn, turn.raster(SIZE), 37);
        Outline oval = Outlines.ellipse(new Box(20, 20, 110, 70));
        Outline inside = Outlines.ellipse(new Box(24, 24, 102, 62));
        try (DecodedPicture picture = PictureDecoder.decode(Pictures.png(SIZE, rgb), 0);
                DecodedPicture view =
                        PictureDecoder.decode(ViewRenderer.render(picture, oval, List.of(), frame, FILL), 0)) {
            byte[] bgr = new byte[3];
            int count = 0;
            for (int y = 0; y < frame.view().height(); y++) {
                for (int x = 0; x < frame.view().width(); x++) {
                    if (inside.contains(frame.toImage(new ViewPoint(x + 0.5, y + 0.5)))) {
                        view.pixels().get(y, x, bgr);
                        assertThat((double) (bgr[0] & 0xff)).isEqualTo(127.5, within(20.0));
                        count++;
                    }
                }
            }
            assertThat(count).isGreaterThan(800);
        }
    }

    @Test
    void drawsTheSamePixelsAtATurnOfNothingAsEver() throws Exception {
        // Kept geometry is drawn again later: what it gave once, it must give then.
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Orientation orientation : Orientation.values()) {
            for (int longest : new int[] {16, 40, 81, 200}) {
                ViewFile.of(view(Pictures.noise(SIZE, longest), orientation, longest, Turn.NONE))
                        .rows((y, rgb) -> digest.update(rgb));
            }
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("3c9405439870cd4fd6518bbda8865eb7ef539f1ed9379f600dcc2e48ec09d097");
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void drawsAFinelyTurnedViewAlmostLikeTheUnturnedOne(Orientation orientation) throws Exception {
        // Two ways to the same pixels: at 1/16 degree no place moves by more than 0.1 px.
        byte[] rgb = new byte[3 * (int) SIZE.pixels()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % SIZE.width() + i / 3 / SIZE.width() / 2 + 20 * (i % 3));
        }
        Crop crop = new Crop(22, 25, 60, 60);
        Outline everything = Outlines.ellipse(new Box(-200, -200, 600, 600));
        byte[] file = Pictures.withOrientation(Pictures.png(SIZE, rgb), orientation.exif());
        for (int sixteenths : new int[] {5, 16, 37}) {
            try (DecodedPicture picture = PictureDecoder.decode(file, 0)) {
                byte[] plain = pixels(ViewRenderer.render(
                        picture,
                        everything,
                        List.of(),
                        ViewFrame.snapped(ASSET, 1, SIZE, orientation, crop, sixteenths),
                        FILL));
                byte[] turned = pixels(ViewRenderer.render(
                        picture,
                        everything,
                        List.of(),
                        ViewFrame.turned(ASSET, 1, SIZE, orientation, new Turn(1), crop, sixteenths),
                        FILL));
                for (int i = 0; i < plain.length; i++) {
                    assertThat((double) (turned[i] & 0xff))
                            .as("%s at 16/%d, byte %d", orientation, sixteenths, i)
                            .isEqualTo(plain[i] & 0xff, within(2.0));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 33, 512, 4096})
    void keepsToTheLongestSideAndToThreeChunks(int longest) throws Exception {
        for (Turn turn : TURNS) {
            ViewFrame frame = frame(Orientation.TRANSVERSED, longest, turn);
            assertThat(frame.view().longestSide()).isLessThanOrEqualTo(longest);
            byte[] view = view(Pictures.noise(SIZE, 6), Orientation.TRANSVERSED, longest, turn);
            assertThat(ViewFile.of(view).size()).isEqualTo(frame.view());
        }
    }

    @Test
    void refusesFramesOfAnotherPicture() throws Exception {
        try (DecodedPicture picture = PictureDecoder.decode(Pictures.png(SIZE, Pictures.noise(SIZE, 7)), 0)) {
            ViewFrame another = frame(Orientation.HALF_TURN, 100, Turn.NONE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ViewRenderer.render(picture, OVAL, List.of(), another, FILL));
        }
    }

    private static ViewFrame frame(Orientation orientation, int longest, Turn turn) {
        return Objects.requireNonNull(Framing.aligned(ASSET, 1, SIZE, orientation, OVAL, longest, turn));
    }

    private static byte[] view(byte[] rgb, Orientation orientation, int longest, Turn turn) throws Exception {
        byte[] file = Pictures.withOrientation(Pictures.png(SIZE, rgb), orientation.exif());
        try (DecodedPicture picture = PictureDecoder.decode(file, 0)) {
            return ViewRenderer.render(picture, OVAL, EXCLUSIONS, frame(orientation, longest, turn), FILL);
        }
    }

    private static byte[] pixels(byte[] view) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ViewFile.of(view).rows((y, rgb) -> all.write(rgb, 0, rgb.length));
        return all.toByteArray();
    }
}
