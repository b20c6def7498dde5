package dev.visor.redaction.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Mat;

/** What is hidden and what may be shown, of a network that says what it is told to. */
class ThresholdsTest {

    private static final ImageSize SIZE = new ImageSize(640, 480);
    private static final Thresholds THRESHOLDS = new Thresholds(0.7, 0.6, 0.4, 0.25, 0.15);
    private static final Detection SURE = face(200, 0.9);

    /** In a look around the face in the picture, which reaches a side beyond it and makes it as large as it is there. */
    private static final double AROUND = 96;

    @BeforeAll
    static void load() {
        Installed.once();
    }

    @Test
    void showsAFaceThatIsSeenTwice() throws Exception {
        assertThat(shown(0.6, 0.4)).isTrue();
    }

    @Test
    void hidesWhatASecondLookDoesNotSeeHoweverSureTheFirstWas() throws Exception {
        assertThat(shown(0.99, 0.39)).isFalse();
    }

    @Test
    void hidesAnUnsureFaceHoweverSureTheSecondLookIs() throws Exception {
        assertThat(shown(0.59, 0.99)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.15, true", "0.14, false"})
    void hidesWhatItHardlySeesApartFromASureFace(double score, boolean hidden) throws Exception {
        Detection apart = face(400, score);
        assertThat(found(List.of(SURE, apart)).contains(apart)).isEqualTo(hidden);
    }

    @ParameterizedTest
    @CsvSource({"0.25, true", "0.24, false"})
    void keepsNoSureFaceBackForWhatItHardlySees(double score, boolean hidden) throws Exception {
        Detection inTheWay = face(250, score);
        assertThat(found(List.of(SURE, inTheWay)).contains(inTheWay)).isEqualTo(hidden);
    }

    @ParameterizedTest
    @CsvSource({"0.69, true", "0.7, false"})
    void onlyASureFaceIsKeptFree(double score, boolean hidden) throws Exception {
        Detection inTheWay = face(250, 0.2);
        assertThat(found(List.of(face(200, score), inTheWay)).contains(inTheWay))
                .isEqualTo(hidden);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, UPRIGHT", "-1, 0, HALF_TURN", "0, 1, QUARTER_TURN_LEFT", "0, -1, QUARTER_TURN_RIGHT"})
    void turnsAFaceUpright(double across, double down, Orientation turn) throws Exception {
        ImagePoint right = new ImagePoint(300, 200);
        ImagePoint left = new ImagePoint(300 + 36 * across, 200 + 36 * down);
        Detection face = new Detection(new Box(250, 150, 96, 96), 0.9, right, left);
        try (DecodedPicture picture = picture();
                FaceModel model = told(List.of(), 0);
                Looks looks = new Looks(model, picture)) {
            assertThat(looks.turnUpright(face)).isEqualTo(turn);
        }
    }

    private static boolean shown(double whole, double again) throws Exception {
        try (DecodedPicture picture = picture();
                FaceFinder finder = finder(List.of(face(200, whole)), again)) {
            List<Detection> found = finder.find(picture);
            assertThat(found).as("hidden in the views of others").hasSize(1);
            return finder.targets(picture, found).equals(found);
        }
    }

    private static List<Detection> found(List<Detection> seen) throws Exception {
        try (DecodedPicture picture = picture();
                FaceFinder finder = finder(seen, 0)) {
            return finder.find(picture);
        }
    }

    private static DecodedPicture picture() throws Exception {
        return PictureDecoder.decode(Pictures.png(SIZE, Pictures.noise(SIZE, 1)), 128);
    }

    private static Detection face(double x, double score) {
        return new Detection(new Box(x, 150, 96, 96), score, new ImagePoint(x + 30, 190), new ImagePoint(x + 66, 190));
    }

    private static FaceFinder finder(List<Detection> whole, double again) {
        return new FaceFinder(told(whole, again), false, List.of(new Pass(640, 1, 1, 0)), THRESHOLDS);
    }

    /** Sees these in the whole picture, and one face with this score in a part of it. */
    private static FaceModel told(List<Detection> whole, double again) {
        Detection part = new Detection(
                new Box(AROUND, AROUND, 96, 96),
                again,
                new ImagePoint(AROUND + 30, AROUND + 40),
                new ImagePoint(AROUND + 66, AROUND + 40));
        return new FaceModel() {
            @Override
            public String label() {
                return "told";
            }

            @Override
            public List<Detection> look(Mat raster, double threshold) {
                Stream<Detection> seen = raster.cols() == SIZE.width() ? whole.stream() : Stream.of(part);
                return seen.filter(face -> face.score() >= threshold).toList();
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }
}
