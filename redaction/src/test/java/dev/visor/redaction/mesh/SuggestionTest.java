package dev.visor.redaction.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.detect.FaceFinder;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.mesh.MeshPlace.Trust;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class SuggestionTest {

    /** Deviations that hold these shares of a normal distribution of two dimensions. */
    private static final double HOLDS_68 = Math.sqrt(-2 * Math.log(1 - 0.6827));

    private static final double HOLDS_95 = Math.sqrt(-2 * Math.log(1 - 0.95));

    @Test
    void liesInTheMiddleOfItsLooks() {
        Suggestion suggestion = suggestion(meshAt(10, 20), meshAt(14, 20), meshAt(12, 23), meshAt(12, 17));
        assertThat(suggestion.points()).allSatisfy(point -> {
            assertThat(point.x()).isEqualTo(12, within(1e-9));
            assertThat(point.y()).isEqualTo(20, within(1e-9));
        });
        // (4 + 4 + 9 + 9) / (2 * 4), times 3.5 for the jaw and 1.9 for others; the eyes have no distance here.
        double scatter = Math.sqrt(26.0 / 8);
        assertThat(suggestion.sigma().get(16)).isEqualTo(3.5 * scatter, within(1e-6));
        assertThat(suggestion.sigma().get(17)).isEqualTo(1.9 * scatter, within(1e-6));
    }

    @Test
    void refusesDeviationsThatAreNone() {
        List<ImagePoint> points = Collections.nCopies(Ibug68.POINTS, new ImagePoint(1, 2));
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            List<Double> sigma = new ArrayList<>(Collections.nCopies(Ibug68.POINTS, 1.0));
            sigma.set(40, bad);
            assertThatIllegalArgumentException().isThrownBy(() -> new Suggestion(points, sigma));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Suggestion(points, Collections.nCopies(Ibug68.POINTS - 1, 1.0)));
    }

    @Test
    void printsNoFace() {
        assertThat(suggestion(meshAt(1, 2))).hasToString("Suggestion[]");
    }

    @Nested
    class Deviations {

        @Test
        void areTheSameForTheSamePixels() throws Exception {
            try (FaceMesh network = FaceMesh.from(Installed.once().models());
                    FaceFinder finder = FaceFinder.from(Installed.once().models());
                    DecodedPicture picture = PictureDecoder.decode(Photographs.sample(3), 128)) {
                Mesh mesh = Objects.requireNonNull(
                        network.fit(picture, finder.find(picture).getFirst()));
                assertThat(network.suggest(picture, mesh, Ibug68.places()))
                        .isEqualTo(network.suggest(picture, mesh, Ibug68.places()));
            }
        }

        /** Each face is looked at many times: one photograph, and all in the long form. */
        static IntStream photographs() {
            return Boolean.getBoolean("visor.long") ? IntStream.of(1, 3, 6) : IntStream.of(6);
        }

        @ParameterizedTest
        @MethodSource("photographs")
        void growWithBlur(int photograph) throws Exception {
            grow(photograph, List.of(List.of(blurring(0.03), blurring(0.06)), List.of(blurring(0.12))));
        }

        @ParameterizedTest
        @MethodSource("photographs")
        void growWhereHalfAFaceIsCovered(int photograph) throws Exception {
            grow(
                    photograph,
                    List.of(
                            List.of(covering(-0.1, 0.5, 1.2, 0.6)),
                            List.of(covering(-0.1, -0.1, 1.2, 0.6)),
                            List.of(covering(0.5, -0.1, 0.6, 1.2))));
        }

        /** By a normal distribution whose deviation is this share of the face. */
        private static BiConsumer<Mat, Box> blurring(double share) {
            return (pixels, face) -> Imgproc.GaussianBlur(pixels, pixels, new Size(0, 0), share * face.width());
        }

        /** A grey rectangle, in shares of the face. */
        private static BiConsumer<Mat, Box> covering(double x, double y, double width, double height) {
            return (pixels, face) -> Imgproc.rectangle(
                    pixels,
                    new Rect(
                            (int) (face.x() + x * face.width()),
                            (int) (face.y() + y * face.height()),
                            (int) (width * face.width()),
                            (int) (height * face.height())),
                    Scalar.all(128),
                    Imgproc.FILLED);
        }

        /** Each step of each story makes every face less certain. */
        private static void grow(int photograph, List<List<BiConsumer<Mat, Box>>> stories) throws Exception {
            try (FaceMesh network = FaceMesh.from(Installed.once().models());
                    FaceFinder finder = FaceFinder.from(Installed.once().models());
                    DecodedPicture picture = PictureDecoder.decode(Photographs.sample(photograph), 128)) {
                Mat whole = picture.pixels().clone();
                for (Detection face : finder.find(picture)) {
                    if (face.score() < 0.7) {
                        continue;
                    }
                    double untouched = deviation(network, picture, face);
                    for (List<BiConsumer<Mat, Box>> story : stories) {
                        double before = untouched;
                        for (BiConsumer<Mat, Box> step : story) {
                            whole.copyTo(picture.pixels());
                            step.accept(picture.pixels(), face.box());
                            double now = deviation(network, picture, face);
                            assertThat(now).isGreaterThan(before);
                            before = now;
                        }
                    }
                    whole.copyTo(picture.pixels());
                }
                whole.release();
            }
        }

        private static double deviation(FaceMesh network, DecodedPicture picture, Detection face) {
            Mesh mesh = Objects.requireNonNull(network.fit(picture, face));
            return Objects.requireNonNull(network.suggest(picture, mesh, Ibug68.places())).sigma().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
        }
    }

    /** Agreement with another model, on faces of 15 to 48 px between the eyes. */
    @Nested
    @EnabledIfEnvironmentVariable(named = "VISOR_FACES", matches = ".+")
    class Calibrated {

        private static List<Agreement> points = List.of();

        @BeforeAll
        static void look() throws Exception {
            points = Agreement.of(
                    Path.of(System.getenv("VISOR_FACES")), Installed.once().models());
        }

        @Test
        void onOneHalfHoldWhatTheyShouldOnTheOther() {
            coverage(Agreement.FIRST_HALF);
            coverage(Agreement.FIRST_HALF.negate());
        }

        private static void coverage(Predicate<Agreement> learning) {
            List<Agreement> learn = points.stream().filter(learning).toList();
            List<Agreement> check = points.stream().filter(learning.negate()).toList();
            Calibration jaws =
                    Agreement.learnt(learn.stream().filter(Agreement::jaw).toList());
            Calibration others = Agreement.learnt(
                    learn.stream().filter(point -> !point.jaw()).toList());
            double held68 = Agreement.within(HOLDS_68, check, jaws, others);
            double held95 = Agreement.within(HOLDS_95, check, jaws, others);
            System.out.printf(
                    "suggestion: %s and %s hold %.3f for 0.683 and %.3f for 0.95 of %d points%n",
                    jaws, others, held68, held95, check.size());
            assertThat(held68).isBetween(0.62, 0.75);
            assertThat(held95).isBetween(0.92, 0.98);
        }

        @Test
        void areWhatAllFacesTeach() {
            isAbout(Agreement.learnt(points.stream().filter(Agreement::jaw).toList()), Trust.BORDER.calibration());
            isAbout(
                    Agreement.learnt(
                            points.stream().filter(point -> !point.jaw()).toList()),
                    Trust.FEATURE.calibration());
        }

        /** Another detector gives slightly other squares. */
        private static void isAbout(Calibration learnt, Calibration kept) {
            assertThat(learnt.factor()).isEqualTo(kept.factor(), within(0.3));
            assertThat(learnt.share()).isEqualTo(kept.share(), within(0.01));
        }

        @Test
        void tellWhereThePointsAreFartherOff() {
            // Half of the points have the larger deviations for their eyes' distance: they must be off by more.
            List<Agreement> sorted = points.stream()
                    .filter(point -> !point.jaw())
                    .sorted(Comparator.comparingDouble(point -> point.scatter() / point.eyes()))
                    .toList();
            int half = sorted.size() / 2;
            double sure = miss(sorted.subList(0, half));
            double unsure = miss(sorted.subList(half, sorted.size()));
            assertThat(unsure).isGreaterThan(1.3 * sure);
        }

        private static double miss(List<Agreement> points) {
            return points.stream()
                    .mapToDouble(point -> point.miss() / point.eyes())
                    .average()
                    .orElseThrow();
        }
    }

    private static Suggestion suggestion(Mesh... looks) {
        return Suggestion.of(List.of(looks), Ibug68.places(), Affine.identity());
    }

    private static Mesh meshAt(double x, double y) {
        return new Mesh(Collections.nCopies(Mesh.POINTS, new ImagePoint(x, y)), 1);
    }
}
