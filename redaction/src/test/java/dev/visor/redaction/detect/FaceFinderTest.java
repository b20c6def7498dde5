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
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class FaceFinderTest {

    /** In the second sample, which has two other faces. */
    private static final Box FACE = new Box(880, 237, 184, 221);

    private static FaceFinder finder;
    private static Mat photograph;

    @BeforeAll
    static void load() throws Exception {
        finder = FaceFinder.from(Installed.once().models());
        photograph = Imgcodecs.imdecode(new MatOfByte(Photographs.sample(2)), Imgcodecs.IMREAD_COLOR);
    }

    @AfterAll
    static void close() {
        finder.close();
        photograph.release();
    }

    @Test
    void isSureOfAFaceThatLiesOnItsSide() throws Exception {
        Mat lying = new Mat();
        Core.rotate(photograph, lying, Core.ROTATE_90_CLOCKWISE);
        Box moved = new Box(
                photograph.rows() - FACE.bottom(), FACE.x(), /* width= */ FACE.height(), /* height= */ FACE.width());
        assertThat(sureIn(lying)).anyMatch(face -> face.iou(moved) > 0.4);
    }

    @Test
    void isSureOfAFaceThatStandsOnItsHead() throws Exception {
        Mat turned = new Mat();
        Core.rotate(photograph, turned, Core.ROTATE_180);
        Box moved = new Box(
                photograph.cols() - FACE.right(), photograph.rows() - FACE.bottom(), FACE.width(), FACE.height());
        assertThat(sureIn(turned)).anyMatch(face -> face.iou(moved) > 0.4);
    }

    @Test
    void findsEachFaceOfAPhotographOnce() throws Exception {
        assertThat(sureIn(photograph))
                .hasSize(3)
                .satisfiesOnlyOnce(face -> assertThat(face.iou(FACE)).isGreaterThan(0.4));
    }

    @Test
    void findsTheSameAfterPicturesOfOtherSizes() throws Exception {
        List<Box> first = sureIn(photograph);
        for (int width = 300; width < 700; width += 50) {
            Mat other = new Mat();
            Imgproc.resize(photograph, other, new Size(width, 400), 0, 0, Imgproc.INTER_AREA);
            sureIn(other);
        }
        assertThat(sureIn(photograph)).isEqualTo(first);
    }

    @Test
    void findsAFaceInASmallPicture() throws Exception {
        Mat small = new Mat();
        Imgproc.resize(photograph, small, new Size(), 0.15, 0.15, Imgproc.INTER_AREA);
        Box shrunken = new Box(0.15 * FACE.x(), 0.15 * FACE.y(), 0.15 * FACE.width(), 0.15 * FACE.height());
        assertThat(sureIn(small)).anyMatch(face -> face.iou(shrunken) > 0.4);
    }

    @Test
    void hidesAFaceThatItHardlySeesWhereItStandsApart() throws Exception {
        assumeFalse(finder.fallback(), "the fallback has one threshold for hiding");
        Rect around = new Rect((int) FACE.x() - 60, (int) FACE.y() - 60, 300, 340);
        int hardly = 0;
        for (int blur = 4; blur <= 40; blur += 2) {
            Mat picture = photograph.clone();
            Mat part = picture.submat(around);
            Imgproc.GaussianBlur(part, part, new Size(0, 0), blur);
            try (DecodedPicture decoded = PictureDecoder.decode(Pictures.encode(picture, ".png"), 128)) {
                List<Detection> here = finder.find(decoded).stream()
                        .filter(face -> face.box().iou(FACE) > 0.4)
                        .toList();
                hardly += (int) here.stream()
                        .filter(face -> face.score() < finder.thresholds().contesting())
                        .count();
            }
        }
        assertThat(hardly).as("blurs that left the face hardly seen").isPositive();
    }

    private static List<Box> sureIn(Mat picture) throws Exception {
        try (DecodedPicture decoded = PictureDecoder.decode(Pictures.encode(picture, ".png"), 128)) {
            return finder.targets(decoded, finder.find(decoded)).stream()
                    .filter(face -> face.score() >= finder.thresholds().sure())
                    .map(Detection::box)
                    .toList();
        }
    }
}
