package dev.visor.redaction.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.redaction.Contours;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.Crop;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.render.Outlines;
import dev.visor.redaction.render.ViewShape;
import dev.visor.redaction.worker.HonestAnswer.Change;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker that was taken over may say, and what is let through of it. */
class AnswerReaderTest {

    private final HonestAnswer honest = HonestAnswer.make();

    @Test
    void takesAnHonestAnswer() throws Exception {
        Redacted read = honest.read(honest.bytes());
        assertThat(read.targets()).hasSize(1);
        assertThat(read.targets().getFirst().view()).isEqualTo(honest.target().view());
        assertThat(read.unmatched()).containsExactly(Map.entry(2, "face-too-small"));
        assertThat(read.faces()).hasSize(2);
    }

    @Test
    void refusesEveryTruncation() throws Exception {
        byte[] bytes = honest.bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(IOException.class).as("%d bytes", length).isThrownBy(() -> honest.read(shorter));
        }
    }

    @Test
    void failsInOneWayAlone() throws Exception {
        long seed = System.nanoTime();
        System.out.println("AnswerReaderTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = honest.bytes();
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] changed = bytes.clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(honest.read(changed).faces()).hasSize(2);
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).as("seed %d", seed).isGreaterThan(2_500);
    }

    @Nested
    class Picture {

        @Test
        void isTheOneThatWasSent() {
            Redacted r = honest.redacted();
            refused(new Redacted(new ImageSize(151, 110), r.orientation(), r.detector(), r.faces(), r.unmatched()));
            refused(new Redacted(r.stored(), Orientation.MIRRORED, r.detector(), r.faces(), r.unmatched()));
            refused(new Redacted(r.stored(), r.orientation(), "other@12345678", r.faces(), r.unmatched()));
        }
    }

    @Nested
    class Rows {

        @Test
        void areThoseOfTheOrder() {
            refused(honest.with(Change.row(7)));
        }

        @Test
        void areAnsweredOnce() {
            FoundFace.Target target = honest.target();
            refused(honest.with(List.of(target, target), Map.of(2, "face-too-small")));
            refused(honest.with(List.of(target), Map.of(1, "face-too-small", 2, "face-too-small")));
        }

        @Test
        void areAllAnswered() {
            refused(honest.with(List.of(honest.target()), Map.of()));
            refused(honest.with(List.of(), Map.of(2, "face-too-small")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a-name-of-my-own", "Face-too-small", "undecodable", "face-too-small "})
        void areRefusedForReasonsThatAreKnown(String reason) {
            refused(honest.with(List.of(honest.target()), Map.of(2, reason)));
        }
    }

    @Nested
    class Geometry {

        @Test
        void isOfTheAssetAndGenerationThatWereAskedFor() {
            ViewFrame f = honest.target().frame();
            refused(new ViewFrame(
                    new UUID(9, 9), f.generation(), f.stored(), f.orientation(), f.view(), f.storedToView()));
            refused(new ViewFrame(
                    f.asset(), f.generation() + 1, f.stored(), f.orientation(), f.view(), f.storedToView()));
        }

        @Test
        void isOfThisPicture() {
            ViewFrame f = honest.target().frame();
            refused(new ViewFrame(
                    f.asset(), f.generation(), new ImageSize(151, 110), f.orientation(), f.view(), f.storedToView()));
            refused(new ViewFrame(
                    f.asset(), f.generation(), f.stored(), Orientation.FLIPPED, f.view(), f.storedToView()));
        }

        @Test
        void isThatOfTheOutline() {
            ViewFrame f = honest.target().frame();
            refused(ViewFrame.snapped(
                    f.asset(), f.generation(), f.stored(), f.orientation(), new Crop(0, 0, 150, 110), 40));
            refused(new ViewFrame(
                    f.asset(),
                    f.generation(),
                    f.stored(),
                    f.orientation(),
                    f.view(),
                    new Affine(0.8, -0.6, 0, 0.6, 0.8, 0)));
            refused(new ViewFrame(
                    f.asset(),
                    f.generation(),
                    f.stored(),
                    f.orientation(),
                    new ImageSize(65_535, 65_535),
                    f.storedToView()));
        }

        @Test
        void isThatOfTheClaimedFace() {
            Box another = new Box(100, 50, 40, 50);
            refused(honest.drawn(another, Contours.in(another)));
        }

        @Test
        void isOfAFaceThatIsLargeEnough() {
            Redacted small = honest.with(Change.box(new Box(50, 30, 23.9, 50)));
            refused(small);
        }

        @Test
        void showsNoMoreThanTheFaceAndItsMargin() {
            // A whole picture as the "outline" of one face, with the frame and the view that belong to it.
            Outline everything = Outlines.ellipse(new Box(-100, -100, 350, 310));
            FoundFace.Target target = honest.target();
            refused(honest.drawn(target.box(), target.contour(), everything));
            Outline beside = Outlines.ellipse(new Box(100, 30, 40, 50));
            refused(honest.drawn(target.box(), target.contour(), beside));
            Outline wider = ViewShape.FACE_OVAL.around(target.contour(), Affine.identity(), false, 0.16);
            refused(honest.drawn(target.box(), target.contour(), wider));
        }

        @Test
        void isOfAContourThatAgreesWithItsFace() {
            Box face = honest.target().box();
            refused(honest.drawn(face, Contours.in(new Box(100, 30, 40, 50))));
            refused(honest.drawn(face, Contours.in(face.scaled(2.1))));
        }

        @Test
        void isOfTheProfilesShape() {
            FoundFace.Target target = honest.target();
            for (ViewShape other : ViewShape.values()) {
                Outline outline = other.around(target.contour(), Affine.identity(), false, 0.15);
                if (other != ViewShape.FACE_OVAL) {
                    refused(honest.drawn(target.box(), target.contour(), outline));
                }
            }
        }
    }

    @Nested
    class View {

        @Test
        void leaksNoPixel() {
            byte[] rgb = honest.pixels();
            rgb[1]++;
            refused(honest.with(Change.view(Pictures.png(honest.target().frame().view(), rgb))));
        }

        @Test
        void isOfItsFramesSize() {
            refused(honest.with(Change.view(Pictures.png(new ImageSize(8, 8), new byte[192]))));
        }

        @Test
        void isABarePng() {
            byte[] view = honest.target().view();
            refused(honest.with(Change.view(Pictures.withChunk(view, "tEXt", new byte[] {'k', 0, 'v'}))));
            refused(honest.with(Change.view(Pictures.concat(view, new byte[] {0}))));
            refused(honest.with(Change.view(new byte[0])));
            refused(honest.with(Change.view("GIF89a".getBytes(US_ASCII))));
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, Integer.MIN_VALUE, 1 << 20, 1 << 26, Integer.MAX_VALUE})
        void isNoLongerThanItsSizeAllows(int length) throws Exception {
            byte[] bytes = honest.bytes();
            int view = honest.placeOfView(bytes);
            ByteBuffer.wrap(bytes).putInt(view - 4, length);
            ByteArrayInputStream in = new ByteArrayInputStream(bytes);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> honest.read(in))
                    .withMessageContaining("is more than the");
            assertThat(in.available()).as("nothing of it is read").isEqualTo(bytes.length - view);
        }

        @Test
        void sharesOneAllowanceWithTheOthers() throws Exception {
            int length = honest.target().view().length;
            assertThat(honest.read(Wire.MOST_CORNERS, length).targets()).hasSize(1);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> honest.read(Wire.MOST_CORNERS, length - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesScoresThatAreNone(double score) {
        assertThat(honest.readAfter(honest.start(), out -> {
                    out.writeInt(1);
                    out.writeByte(Answers.BYSTANDER);
                    Wire.box(out, new Box(0, 0, 1, 1));
                    out.writeDouble(score);
                }))
                .isZero();
    }

    @Test
    void refusesAViewThatWasRenderedAgainAndLeaks() throws Exception {
        FoundFace.Target target = honest.target();
        RenderOrder order = new RenderOrder(target.outline(), target.exclusions(), target.frame(), HonestAnswer.FILL);
        AnswerCheck.view(target.view(), order);
        byte[] rgb = honest.pixels();
        rgb[2]--;
        byte[] leaking = Pictures.png(target.frame().view(), rgb);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> AnswerCheck.view(leaking, order));
    }

    @Test
    void takesRefusalsForKnownReasonsAlone() throws Exception {
        assertThat(Answers.readRefusal(text("undecodable")).reason()).isEqualTo("undecodable");
        assertThat(Answers.readRefusal(text("wrong-picture")).reason()).isEqualTo("wrong-picture");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Answers.readRefusal(text("she-is-on-the-left")));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Answers.readRefusal(text("")));
    }

    @Test
    void takesNoMoreThanANameFromAFailure() throws Exception {
        assertThat(Answers.readFailure(text("CvException"))).isEqualTo("CvException");
        assertThat(Answers.readFailure(text("what was seen: a face"))).isEqualTo("unnamed");
        assertThat(Answers.readFailure(text("x".repeat(51)))).isEqualTo("unnamed");
    }

    private void refused(ViewFrame frame) {
        refused(honest.with(Change.frame(frame)));
    }

    private void refused(Redacted redacted) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> honest.read(HonestAnswer.bytes(redacted)));
    }

    private static DataInputStream text(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeUTF(text);
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
