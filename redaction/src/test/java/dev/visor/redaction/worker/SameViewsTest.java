package dev.visor.redaction.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.mesh.Ibug68;
import dev.visor.redaction.render.ViewShape;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** What surrounds the pixels of a file never shows in a view (G3). */
class SameViewsTest {

    private static final String CANARY = "CANARY-7f3a91";
    private static final ViewRules RULES = new ViewRules(ViewShape.FACE_OVAL, 0.15, 512, 24, 128, false);

    private static Redactor redactor;

    @BeforeAll
    static void load() throws Exception {
        redactor = Redactor.from(Installed.once().models());
    }

    @AfterAll
    static void close() {
        redactor.close();
    }

    @Test
    void equalPixelsWithOtherMetadataGiveEqualViews() throws Exception {
        byte[] plain = Photographs.sample(3);
        byte[] chatty = Pictures.withSegment(
                Pictures.withSegment(plain, 0xe1, Pictures.exif(1, CANARY)), 0xfe, CANARY.getBytes(US_ASCII));
        List<FoundFace.Target> first = targets(plain);
        List<FoundFace.Target> second = targets(chatty);
        assertThat(first).hasSameSizeAs(second).isNotEmpty();
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i).view()).isEqualTo(first.get(i).view());
            assertThat(new String(second.get(i).view(), ISO_8859_1)).doesNotContain(CANARY);
        }
    }

    @Test
    void everyOrientationShowsTheSameFaceInTheSamePlace() throws Exception {
        Mat upright = small(Photographs.sample(3));
        FoundFace.Target straight = targets(Pictures.encode(upright, ".png")).getFirst();
        for (Orientation orientation : Orientation.values()) {
            Mat stored = stored(upright, orientation);
            byte[] file = Pictures.withOrientation(Pictures.encode(stored, ".png"), orientation.exif());
            FoundFace.Target turned = targets(file).getFirst();
            assertThat(turned.frame().orientation()).isEqualTo(orientation);
            assertThat(turned.frame().view())
                    .as("%s", orientation)
                    .isEqualTo(straight.frame().view());
            for (int i = 0; i < 68; i++) {
                assertThat(turned.suggested().get(i).x())
                        .isEqualTo(straight.suggested().get(i).x(), within(4.0));
                assertThat(turned.suggested().get(i).y())
                        .isEqualTo(straight.suggested().get(i).y(), within(4.0));
            }
        }
    }

    private static Mat small(byte[] photograph) {
        Mat large = Imgcodecs.imdecode(new MatOfByte(photograph), Imgcodecs.IMREAD_COLOR);
        Mat small = new Mat();
        Imgproc.resize(large, small, new Size(640, 450), 0, 0, Imgproc.INTER_AREA);
        return small;
    }

    /** The raster that this orientation turns into the upright one, pixel by pixel. */
    private static Mat stored(Mat upright, Orientation orientation) {
        ImageSize size = new ImageSize(upright.cols(), upright.rows());
        ImageSize storedSize = orientation.upright(size);
        Affine turn = orientation.fromStored(storedSize);
        Mat stored = new Mat(storedSize.height(), storedSize.width(), CvType.CV_8UC3);
        byte[] bgr = new byte[3];
        for (int y = 0; y < storedSize.height(); y++) {
            for (int x = 0; x < storedSize.width(); x++) {
                upright.get((int) turn.y(x + 0.5, y + 0.5), (int) turn.x(x + 0.5, y + 0.5), bgr);
                stored.put(y, x, bgr);
            }
        }
        return stored;
    }

    private static List<FoundFace.Target> targets(byte[] picture) throws Exception {
        UUID asset = new UUID(5, 6);
        List<Claim> claims = new ArrayList<>();
        for (FoundFace face : redactor.redact(picture, new RedactionOrder(asset, 1, List.of(), RULES))
                .faces()) {
            if (face.score() >= 0.7) {
                claims.add(new Claim(claims.size(), face.box()));
            }
        }
        return redactor.redact(picture, new RedactionOrder(asset, 1, claims, RULES, Ibug68.places()))
                .targets();
    }
}
