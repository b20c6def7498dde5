package dev.visor.redaction.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.render.ViewShape;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Faces that are not simply there: in mirrors, on posters and telephones, cut by the border, or tiny. All are faces. */
class PicturedFacesTest {

    private static final ViewRules RULES = new ViewRules(ViewShape.FACE_OVAL, 0.15, 512, 24, 128, false);

    /** A man in the sample, his face in there, and a woman. */
    private static final Rect MAN = new Rect(100, 300, 520, 640);

    private static final Box FACE = new Box(147, 181, 219, 285);
    private static final Rect WOMAN = new Rect(600, 250, 320, 440);

    private static Redactor redactor;
    private static Mat photograph;

    @BeforeAll
    static void load() throws Exception {
        redactor = Redactor.from(Installed.once().models());
        photograph = Imgcodecs.imdecode(new MatOfByte(Photographs.sample(6)), Imgcodecs.IMREAD_COLOR);
    }

    @AfterAll
    static void close() {
        redactor.close();
        photograph.release();
    }

    @Test
    void aReflectionIsABystander() throws Exception {
        Mat mirrored = new Mat();
        Core.flip(man(), mirrored, 1);
        mirrored.convertTo(mirrored, -1, 0.6, 20);
        Mat both = new Mat();
        Core.hconcat(List.of(man(), mirrored), both);
        Redacted redacted = redact(both, new Claim(1, FACE));
        assertThat(redacted.targets()).hasSize(1);
        Box reflection = new Box(2 * MAN.width - FACE.right(), FACE.y(), FACE.width(), FACE.height());
        assertThat(bystanders(redacted)).anyMatch(box -> box.iou(reflection) > 0.4);
    }

    @ParameterizedTest
    @CsvSource({"0.6, 250", "0.25, 15"})
    void aFaceOnAPosterOrATelephoneIsABystanderUnlessClaimed(double scale, int frame) throws Exception {
        Mat shown = new Mat();
        Imgproc.resize(photograph.submat(WOMAN), shown, new Size(), scale, scale, Imgproc.INTER_AREA);
        Core.copyMakeBorder(shown, shown, 12, 12, 12, 12, Core.BORDER_CONSTANT, Scalar.all(frame));
        Mat picture = new Mat();
        Core.copyMakeBorder(man(), picture, 0, 0, 0, 300, Core.BORDER_CONSTANT, new Scalar(120, 140, 150));
        shown.copyTo(picture.submat(new Rect(MAN.width + 30, 40, shown.cols(), shown.rows())));

        Redacted redacted = redact(picture, new Claim(1, FACE));
        assertThat(redacted.targets()).hasSize(1);
        List<Box> there = bystanders(redacted).stream()
                .filter(box -> box.centre().x() > MAN.width)
                .toList();
        assertThat(there).hasSize(1);
        Redacted claimed = redact(picture, new Claim(2, there.getFirst()));
        assertThat(claimed.targets()).extracting(FoundFace.Target::row).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource({"0.25, true", "0.5, false"})
    void aFaceThatTheBorderCutsIsHiddenAndShownOnlyWhereItCanBeRead(double lost, boolean readable) throws Exception {
        assumeTrue(readable || !redactor.fallbackDetector(), "the fallback finds no half of a face");
        int from = (int) (FACE.x() + lost * FACE.width());
        Mat cut = man().submat(new Rect(from, 0, MAN.width - from, MAN.height)).clone();
        Box rest = new Box(0, FACE.y(), FACE.right() - from, FACE.height());
        assertThat(bystanders(redact(cut))).anyMatch(box -> box.iou(rest) > 0.4);
        Redacted claimed = redact(cut, new Claim(1, rest));
        assertThat(claimed.targets()).hasSize(readable ? 1 : 0);
        if (!readable) {
            assertThat(claimed.unmatched().get(1)).isIn("face-unreadable", "view-unconfirmed");
            assertThat(bystanders(claimed)).anyMatch(box -> box.iou(rest) > 0.4);
        }
    }

    @Test
    void aTinyFaceIsHiddenAndNeverShown() throws Exception {
        double scale = 18 / FACE.width();
        Mat tiny = new Mat();
        Imgproc.resize(man(), tiny, new Size(), scale, scale, Imgproc.INTER_AREA);
        Box face = new Box(scale * FACE.x(), scale * FACE.y(), scale * FACE.width(), scale * FACE.height());
        Redacted redacted = redact(tiny, new Claim(1, face));
        assertThat(redacted.unmatched()).containsExactly(Map.entry(1, "face-too-small"));
        assertThat(bystanders(redacted)).anyMatch(box -> box.iou(face) > 0.4);
    }

    private static Mat man() {
        return photograph.submat(MAN).clone();
    }

    private static List<Box> bystanders(Redacted redacted) {
        return redacted.faces().stream()
                .filter(FoundFace.Bystander.class::isInstance)
                .map(FoundFace::box)
                .toList();
    }

    private static Redacted redact(Mat picture, Claim... claims) throws Exception {
        return redactor.redact(
                Pictures.encode(picture, ".png"), new RedactionOrder(new UUID(1, 1), 1, List.of(claims), RULES));
    }
}
