package dev.visor.redaction.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Unsure boxes in the way of a sure face: drawn askew of it, or somebody else's. */
class ContestedFacesTest {

    /** A man in the sample, and his face in there; a woman's face. */
    private static final Rect MAN = new Rect(100, 300, 520, 640);

    private static final Box MANS_FACE = new Box(147, 181, 219, 285);
    private static final Rect WOMANS_FACE = new Rect(642, 299, 235, 370);

    /** How the woman's face is made smaller, and where its left upper corner lies on the man's cheek. */
    private static final double SMALLER = 0.55;

    private static final int X = 193;
    private static final int Y = 331;

    private static FaceFinder finder;
    private static Mat photograph;

    @BeforeAll
    static void load() throws Exception {
        finder = FaceFinder.from(Installed.once().models());
        photograph = Imgcodecs.imdecode(new MatOfByte(Photographs.sample(6)), Imgcodecs.IMREAD_COLOR);
    }

    @AfterAll
    static void close() {
        finder.close();
        photograph.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aFaceThatFillsItsPictureStandsAlone(int larger) throws Exception {
        assumeFalse(
                finder.fallback(), "the fallback draws unsure boxes at every size, and such a face waits for a person");
        Mat portrait = new Mat();
        Imgproc.resize(photograph.submat(MAN), portrait, new Size(), larger, larger, Imgproc.INTER_CUBIC);
        List<Detection> faces;
        try (DecodedPicture picture = decoded(portrait)) {
            faces = finder.find(picture);
        }
        Box face = new Box(
                larger * MANS_FACE.x(),
                larger * MANS_FACE.y(),
                larger * MANS_FACE.width(),
                larger * MANS_FACE.height());
        assertThat(faces.getFirst().box().iou(face)).isGreaterThan(0.5);
        assertThat(faces.stream().skip(1).filter(other -> other.box().intersection(face) > 0.1 * face.area()))
                .isEmpty();
    }

    @Test
    void aFaceBeforeAnotherStaysHoweverUnsure() throws Exception {
        Box womans = new Box(X + 10, Y + 20, SMALLER * WOMANS_FACE.width - 20, SMALLER * WOMANS_FACE.height - 40);
        int unsure = 0;
        for (int blur = 0; blur <= 12; blur++) {
            try (DecodedPicture picture = decoded(womanBeforeMan(blur))) {
                List<Detection> looked = Suppression.of(
                        finder.each(picture).stream().flatMap(List::stream).toList());
                List<Detection> found = finder.find(picture);
                for (Detection face : looked) {
                    if (face.box().iou(womans) >= 0.5
                            && face.score() >= finder.thresholds().contesting()) {
                        assertThat(found).as("blurred by %d px", blur).contains(face);
                        unsure += face.score() < finder.thresholds().sure() ? 1 : 0;
                    }
                }
            }
        }
        assertThat(unsure).as("blurs that made the face unsure").isPositive();
    }

    private static Mat womanBeforeMan(int blur) {
        Mat picture = photograph.submat(MAN).clone();
        Mat small = new Mat();
        Imgproc.resize(photograph.submat(WOMANS_FACE), small, new Size(), SMALLER, SMALLER, Imgproc.INTER_AREA);
        if (blur > 0) {
            Imgproc.GaussianBlur(small, small, new Size(0, 0), blur);
        }
        small.copyTo(picture.submat(new Rect(X, Y, small.cols(), small.rows())));
        return picture;
    }

    private static DecodedPicture decoded(Mat picture) throws Exception {
        return PictureDecoder.decode(Pictures.encode(picture, ".png"), 128);
    }
}
