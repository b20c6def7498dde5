package dev.visor.redaction.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.visor.redaction.Contours;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import java.util.Collections;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of a person each shape may show, on a face of 80 x 100 px around (1000, 1000). */
class ViewShapeTest {

    private static final Box FACE = new Box(960, 950, 80, 100);
    private static final FaceContour CONTOUR = Contours.in(FACE);
    private static final ImageSize STORED = new ImageSize(2000, 3000);

    @ParameterizedTest
    @EnumSource(ViewShape.class)
    void holdsTheFaceAndItsMargin(ViewShape shape) {
        Outline face = ViewShape.FACE_OVAL.around(CONTOUR, Affine.identity(), false, 0.15);
        Outline outline = shape.around(CONTOUR, Affine.identity(), false, 0.15);
        assertThat(CONTOUR.points()).allMatch(outline::contains);
        assertThat(face.corners()).allMatch(corner -> nearlyIn(outline, corner));
    }

    @ParameterizedTest
    @EnumSource(ViewShape.class)
    void growsWithTheMarginOnAllSides(ViewShape shape) {
        Box none = shape.around(CONTOUR, Affine.identity(), false, 0).bounds();
        Box some = shape.around(CONTOUR, Affine.identity(), false, 0.1).bounds();
        double margin = 0.1 * Outlines.width(CONTOUR.points());
        assertThat(none.x() - some.x()).isEqualTo(margin, within(0.01 * margin));
        assertThat(some.bottom() - none.bottom()).isEqualTo(margin, within(0.01 * margin));
    }

    @Test
    void showsMoreFromShapeToShape() {
        Box oval =
                ViewShape.FACE_OVAL.around(CONTOUR, Affine.identity(), false, 0).bounds();
        Box hair = ViewShape.FACE_AND_HAIR
                .around(CONTOUR, Affine.identity(), false, 0)
                .bounds();
        Box head = ViewShape.HEAD.around(CONTOUR, Affine.identity(), false, 0).bounds();
        Box body = ViewShape.UPPER_BODY
                .around(CONTOUR, Affine.identity(), false, 0)
                .bounds();
        assertThat(hair.y()).isLessThan(oval.y() - 40);
        assertThat(hair.bottom()).isEqualTo(oval.bottom(), within(1e-9));
        assertThat(head.width()).isGreaterThan(hair.width());
        assertThat(head.bottom()).isGreaterThan(oval.bottom() + 10);
        assertThat(body.width()).isGreaterThan(4 * oval.width() - 1);
        assertThat(body.bottom()).isEqualTo(oval.bottom() + 320, within(1.0));
        assertThat(body.y()).isEqualTo(head.y(), within(1e-9));
    }

    @Test
    void staysWithAFaceThatLeans() {
        FaceContour leaning = Contours.turned(FACE, 30);
        for (ViewShape shape : EnumSet.of(ViewShape.FACE_OVAL, ViewShape.FACE_AND_HAIR, ViewShape.HEAD)) {
            Outline outline = shape.around(leaning, Affine.identity(), false, 0);
            for (ImagePoint corner :
                    shape.around(CONTOUR, Affine.identity(), false, 0).corners()) {
                assertThat(nearlyIn(outline, turned(corner, 30)))
                        .as("%s at %s", shape, corner)
                        .isTrue();
            }
        }
    }

    @Test
    void hangsTheBodyDownFromALeaningHead() {
        Box body = ViewShape.UPPER_BODY
                .around(Contours.turned(FACE, 30), Affine.identity(), false, 0)
                .bounds();
        Box upright = ViewShape.UPPER_BODY
                .around(CONTOUR, Affine.identity(), false, 0)
                .bounds();
        assertThat(body.height()).isEqualTo(upright.height(), within(40.0));
        assertThat(body.bottom()).isGreaterThan(1350);
    }

    @Test
    void laysABoxAlongThePictureOrAlongTheFace() {
        FaceContour leaning = Contours.turned(FACE, 30);
        Outline upright = ViewShape.FACE_BOX.around(leaning, Affine.identity(), false, 0);
        assertThat(upright.corners()).hasSize(4);
        assertThat(upright.bounds().area()).isEqualTo(leaning.bounds().area(), within(1e-6));
        Outline along = ViewShape.FACE_BOX.around(leaning, Affine.identity(), true, 0);
        assertThat(along.corners()).hasSize(4).allSatisfy(corner -> {
            ImagePoint back = turned(corner, -30);
            assertThat(Math.abs(back.x() - 1000)).isEqualTo(40, within(1e-6));
            assertThat(Math.abs(back.y() - 1000)).isEqualTo(50, within(1e-6));
        });
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void standsUprightHoweverThePictureIsStored(Orientation orientation) {
        Affine upright = orientation.fromStored(STORED);
        FaceContour stored = new FaceContour(CONTOUR.points().stream()
                .map(point ->
                        new ImagePoint(upright.inverseX(point.x(), point.y()), upright.inverseY(point.x(), point.y())))
                .toList());
        for (ViewShape shape : ViewShape.values()) {
            Box there = shape.around(CONTOUR, Affine.identity(), false, 0.15).bounds();
            Box here = shape.around(stored, upright, false, 0.15).bounds().mapped(upright);
            assertThat(here.x()).as("%s", shape).isEqualTo(there.x(), within(1.0));
            assertThat(here.y()).as("%s", shape).isEqualTo(there.y(), within(1.0));
            assertThat(here.bottom()).as("%s", shape).isEqualTo(there.bottom(), within(1.0));
        }
    }

    @Test
    void isWideEnoughForAHeadThatIsTurnedAway() {
        FaceContour profile = Contours.in(new Box(980, 950, 40, 100));
        assertThat(ViewShape.HEAD
                        .around(profile, Affine.identity(), false, 0)
                        .bounds()
                        .width())
                .isGreaterThan(120);
    }

    @Test
    void refusesAContourWithoutAnArea() {
        FaceContour point = new FaceContour(Collections.nCopies(FaceContour.POINTS, new ImagePoint(3, 4)));
        for (ViewShape shape : ViewShape.values()) {
            assertThatIllegalArgumentException().isThrownBy(() -> shape.around(point, Affine.identity(), false, 0.15));
        }
    }

    @Test
    void isKnownByItsName() {
        for (ViewShape shape : ViewShape.values()) {
            assertThat(ViewShape.labelled(shape.label())).isEqualTo(shape);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ViewShape.labelled("whole-picture"));
    }

    /** Inside, or on the edge but for rounding. */
    private static boolean nearlyIn(Outline outline, ImagePoint point) {
        double x = point.x() + (1000 - point.x()) * 1e-6;
        double y = point.y() + (1000 - point.y()) * 1e-6;
        return outline.contains(new ImagePoint(x, y));
    }

    private static ImagePoint turned(ImagePoint point, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double x = point.x() - 1000;
        double y = point.y() - 1000;
        return new ImagePoint(1000 + cos * x - sin * y, 1000 + sin * x + cos * y);
    }
}
