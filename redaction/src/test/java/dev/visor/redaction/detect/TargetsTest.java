package dev.visor.redaction.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;

/** What may be shown, of a network that says what it is told to. */
class TargetsTest {

    private static final ImageSize SIZE = new ImageSize(640, 480);
    private static final Box FACE = new Box(200, 150, 96, 96);
    private static final Thresholds THRESHOLDS = new Thresholds(0.7, 0.6, 0.4, 0.25, 0.15);

    @Test
    void aFaceThatIsSeenTwiceMayBeShown() throws Exception {
        try (DecodedPicture picture = picture()) {
            FaceFinder finder = finder(0.6, 0.4);
            List<Detection> found = finder.find(picture);
            assertThat(found).hasSize(1);
            assertThat(finder.targets(picture, found)).isEqualTo(found);
        }
    }

    @Test
    void whatASecondLookDoesNotSeeIsHiddenHoweverSureTheFirstWas() throws Exception {
        try (DecodedPicture picture = picture()) {
            FaceFinder finder = finder(0.99, 0.39);
            List<Detection> found = finder.find(picture);
            assertThat(found).hasSize(1);
            assertThat(finder.targets(picture, found)).isEmpty();
        }
    }

    @Test
    void anUnsureFaceIsHiddenHoweverSureTheSecondLookIs() throws Exception {
        try (DecodedPicture picture = picture()) {
            FaceFinder finder = finder(0.59, 0.99);
            List<Detection> found = finder.find(picture);
            assertThat(found).hasSize(1);
            assertThat(finder.targets(picture, found)).isEmpty();
        }
    }

    private static DecodedPicture picture() throws Exception {
        return PictureDecoder.decode(Pictures.png(SIZE, Pictures.noise(SIZE, 1)), 128);
    }

    /** Sees the face with one score in the whole picture and with another in a part of it. */
    private static FaceFinder finder(double whole, double part) {
        FaceModel model = new FaceModel() {
            @Override
            public String label() {
                return "told";
            }

            @Override
            public List<Detection> look(Mat raster, double threshold) {
                boolean all = raster.cols() == SIZE.width();
                double score = all ? whole : part;
                // A look around it reaches a side of the face beyond it, and makes it as large as it is here.
                Box box = all ? FACE : new Box(96, 96, FACE.width(), FACE.height());
                ImagePoint right = new ImagePoint(box.x() + 30, box.y() + 40);
                ImagePoint left = new ImagePoint(box.x() + 66, box.y() + 40);
                return score < threshold ? List.of() : List.of(new Detection(box, score, right, left));
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
        return new FaceFinder(model, false, List.of(new Pass(640, 1, 1, 0)), THRESHOLDS);
    }
}
