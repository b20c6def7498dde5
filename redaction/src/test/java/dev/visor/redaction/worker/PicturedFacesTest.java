package dev.visor.redaction.worker;

import static dev.visor.redaction.worker.FourPeople.FACE_OF_MAN;
import static dev.visor.redaction.worker.FourPeople.MAN;
import static dev.visor.redaction.worker.FourPeople.bystanders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.redaction.geometry.Box;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Faces that are not simply there: in mirrors, on posters and telephones, cut by the border, or tiny. All are faces. */
class PicturedFacesTest {

    /** A woman in the photograph. */
    private static final Rect WOMAN = new Rect(600, 250, 320, 440);

    private static FourPeople people;

    @BeforeAll
    static void look() throws Exception {
        people = FourPeople.look();
    }

    @AfterAll
    static void close() {
        people.close();
    }

    @Test
    void aReflectionIsABystander() throws Exception {
        Mat mirrored = new Mat();
        Core.flip(people.man(), mirrored, 1);
        mirrored.convertTo(mirrored, -1, 0.6, 20);
        Mat both = new Mat();
        Core.hconcat(List.of(people.man(), mirrored), both);
        Redacted redacted = people.redact(both, new Claim(1, FACE_OF_MAN));
        assertThat(redacted.targets()).hasSize(1);
        Box reflection = new Box(
                2 * MAN.width - FACE_OF_MAN.right(), FACE_OF_MAN.y(), FACE_OF_MAN.width(), FACE_OF_MAN.height());
        assertThat(bystanders(redacted)).anyMatch(box -> box.iou(reflection) > 0.4);
    }

    @ParameterizedTest
    @CsvSource({"0.6, 250", "0.25, 15"})
    void aFaceOnAPosterOrATelephoneIsABystanderUnlessClaimed(double scale, int frame) throws Exception {
        Mat shown = new Mat();
        Imgproc.resize(people.photograph().submat(WOMAN), shown, new Size(), scale, scale, Imgproc.INTER_AREA);
        Core.copyMakeBorder(shown, shown, 12, 12, 12, 12, Core.BORDER_CONSTANT, Scalar.all(frame));
        Mat picture = new Mat();
        Core.copyMakeBorder(people.man(), picture, 0, 0, 0, 300, Core.BORDER_CONSTANT, new Scalar(120, 140, 150));
        shown.copyTo(picture.submat(new Rect(MAN.width + 30, 40, shown.cols(), shown.rows())));

        Redacted redacted = people.redact(picture, new Claim(1, FACE_OF_MAN));
        assertThat(redacted.targets()).hasSize(1);
        List<Box> there = bystanders(redacted).stream()
                .filter(box -> box.centre().x() > MAN.width)
                .toList();
        assertThat(there).hasSize(1);
        Redacted claimed = people.redact(picture, new Claim(2, there.getFirst()));
        assertThat(claimed.targets()).extracting(FoundFace.Target::row).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource({"0.25, true", "0.5, false"})
    void aFaceThatTheBorderCutsIsHiddenAndShownOnlyWhereItCanBeRead(double lost, boolean readable) throws Exception {
        assumeTrue(readable || !people.redactor().fallbackDetector(), "the fallback finds no half of a face");
        int from = (int) (FACE_OF_MAN.x() + lost * FACE_OF_MAN.width());
        Mat cut = people.man()
                .submat(new Rect(from, 0, MAN.width - from, MAN.height))
                .clone();
        Box rest = new Box(0, FACE_OF_MAN.y(), FACE_OF_MAN.right() - from, FACE_OF_MAN.height());
        assertThat(bystanders(people.redact(cut))).anyMatch(box -> box.iou(rest) > 0.4);
        Redacted claimed = people.redact(cut, new Claim(1, rest));
        assertThat(claimed.targets()).hasSize(readable ? 1 : 0);
        if (!readable) {
            assertThat(claimed.unmatched().get(1)).isIn("face-unreadable", "view-unconfirmed");
            assertThat(bystanders(claimed)).anyMatch(box -> box.iou(rest) > 0.4);
        }
    }

    @Test
    void aTinyFaceIsHiddenAndNeverShown() throws Exception {
        double scale = 18 / FACE_OF_MAN.width();
        Mat tiny = new Mat();
        Imgproc.resize(people.man(), tiny, new Size(), scale, scale, Imgproc.INTER_AREA);
        Box face = new Box(
                scale * FACE_OF_MAN.x(),
                scale * FACE_OF_MAN.y(),
                scale * FACE_OF_MAN.width(),
                scale * FACE_OF_MAN.height());
        Redacted redacted = people.redact(tiny, new Claim(1, face));
        assertThat(redacted.unmatched()).containsExactly(Map.entry(1, "face-too-small"));
        assertThat(bystanders(redacted)).anyMatch(box -> box.iou(face) > 0.4);
    }
}
