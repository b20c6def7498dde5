package dev.visor.redaction.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.Turn;
import dev.visor.redaction.render.ViewShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which outline and which frame a worker may answer for the contour of a face, in each shape: a wide one may be cut to the
 * person, the others stand as they are.
 */
class AnsweredOutlineTest {

    private static final double LEAN = 20;

    @ParameterizedTest
    @EnumSource(ViewShape.class)
    void isTakenAsItFollowsFromTheContourHoweverThePictureIsStored(ViewShape shape) throws Exception {
        for (Orientation orientation : Orientation.values()) {
            for (boolean aligned : new boolean[] {true, false}) {
                HonestAnswer honest = HonestAnswer.make(shape, aligned, orientation, LEAN);
                assertThat(honest.read(honest.bytes()).targets()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FACE_AND_HAIR", "HEAD", "UPPER_BODY"})
    void mayBeCutToThePersonInAWideShape(ViewShape shape) throws Exception {
        HonestAnswer honest = leaning(shape, false);
        Redacted cut = answered(honest, shrunk(honest.target().outline()));
        assertThat(honest.read(HonestAnswer.bytes(cut)).targets()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"FACE_AND_HAIR", "HEAD", "UPPER_BODY"})
    void isNotCutInANarrowShape(ViewShape shape) {
        HonestAnswer honest = leaning(shape, false);
        refused(honest, answered(honest, shrunk(honest.target().outline())));
    }

    /** One corner is enough to show what stands beside the person. */
    @ParameterizedTest
    @EnumSource(ViewShape.class)
    void staysInTheShapeWithEachCorner(ViewShape shape) {
        HonestAnswer honest = leaning(shape, false);
        Outline whole = honest.target().outline();
        List<ImagePoint> cut = shrunk(whole).corners();
        for (int corner = 0; corner < cut.size(); corner++) {
            List<ImagePoint> reaching = new ArrayList<>(cut);
            reaching.set(corner, moved(whole, corner, 1.02));
            refused(honest, answered(honest, new Outline(reaching)));
        }
    }

    @ParameterizedTest
    @EnumSource(ViewShape.class)
    void isNotTheBoxAroundIt(ViewShape shape) {
        HonestAnswer honest = leaning(shape, false);
        Box bounds = honest.target().outline().bounds();
        refused(
                honest,
                answered(
                        honest,
                        new Outline(List.of(
                                new ImagePoint(bounds.x(), bounds.y()),
                                new ImagePoint(bounds.right(), bounds.y()),
                                new ImagePoint(bounds.right(), bounds.bottom()),
                                new ImagePoint(bounds.x(), bounds.bottom())))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void liesAlongTheFaceInAnAlignedBoxAlone(boolean aligned) {
        HonestAnswer honest = leaning(ViewShape.FACE_BOX, aligned);
        FaceContour contour = honest.target().contour();
        refused(honest, answered(honest, honest.outline(ViewShape.FACE_BOX, contour, !aligned)));
    }

    @ParameterizedTest
    @EnumSource(ViewShape.class)
    void isTurnedInItsFrameAsTheProfileSays(ViewShape shape) {
        for (boolean aligned : new boolean[] {true, false}) {
            HonestAnswer honest = leaning(shape, aligned);
            FoundFace.Target target = honest.target();
            for (Turn other : List.of(aligned ? Turn.NONE : Turn.nearest(-LEAN), Turn.nearest(LEAN))) {
                refused(honest, honest.drawn(target.box(), target.contour(), target.outline(), other));
            }
        }
    }

    private static HonestAnswer leaning(ViewShape shape, boolean aligned) {
        return HonestAnswer.make(shape, aligned, Orientation.UPRIGHT, LEAN);
    }

    private static Redacted answered(HonestAnswer honest, Outline outline) {
        return honest.drawn(honest.target().box(), honest.target().contour(), outline);
    }

    private static void refused(HonestAnswer honest, Redacted lie) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> honest.read(HonestAnswer.bytes(lie)));
    }

    private static Outline shrunk(Outline outline) {
        return new Outline(IntStream.range(0, outline.corners().size())
                .mapToObj(corner -> moved(outline, corner, 0.9))
                .toList());
    }

    /** A corner so much farther from the middle. */
    private static ImagePoint moved(Outline outline, int corner, double factor) {
        ImagePoint middle = outline.bounds().centre();
        ImagePoint place = outline.corners().get(corner);
        return new ImagePoint(
                middle.x() + factor * (place.x() - middle.x()), middle.y() + factor * (place.y() - middle.y()));
    }
}
