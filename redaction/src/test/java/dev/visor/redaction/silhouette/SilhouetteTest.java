package dev.visor.redaction.silhouette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import dev.visor.redaction.picture.Turning;
import dev.visor.redaction.render.Outlines;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** The head of a woman who stands before a window, and a wide ellipse around it. */
class SilhouetteTest {

    /** Of the sample, so that a part of it is decoded alone. */
    private static final Rect PART = new Rect(560, 120, 480, 700);

    private static final Box FACE = new Box(90, 210, 200, 270);
    private static final Outline OVAL = Outlines.ellipse(FACE);
    private static final Outline WIDE = Outlines.ellipse(new Box(20, 60, 360, 460));

    /** Between the blinds, and in her hair. */
    private static final ImagePoint BEHIND = new ImagePoint(45, 250);

    private static final ImagePoint HAIR = new ImagePoint(190, 130);

    private static Silhouette silhouette;
    private static Mat photograph;

    @BeforeAll
    static void load() throws Exception {
        silhouette = Silhouette.from(Installed.once().models());
        photograph = Imgcodecs.imdecode(new MatOfByte(Photographs.sample(6)), Imgcodecs.IMREAD_COLOR)
                .submat(PART)
                .clone();
    }

    @Test
    void leavesOutWhatIsBehindThePersonAndKeepsTheHair() throws Exception {
        Outline cut = cut(Pictures.encode(photograph, ".png"), WIDE, OVAL);
        assertThat(WIDE.contains(BEHIND)).isTrue();
        assertThat(cut.contains(BEHIND)).isFalse();
        assertThat(cut.contains(HAIR)).isTrue();
        assertThat(OVAL.contains(HAIR)).isFalse();
    }

    @Test
    void staysInTheShapeAndKeepsTheFace() throws Exception {
        Outline cut = cut(Pictures.encode(photograph, ".png"), WIDE, OVAL);
        assertThat(cut.corners()).allMatch(WIDE::contains).hasSizeLessThanOrEqualTo(512);
        for (ImagePoint corner : OVAL.corners()) {
            ImagePoint middle = FACE.centre();
            assertThat(cut.contains(new ImagePoint(
                            middle.x() + 0.97 * (corner.x() - middle.x()),
                            middle.y() + 0.97 * (corner.y() - middle.y()))))
                    .isTrue();
        }
    }

    /** The network is shown people who stand, however their picture is stored. */
    @ParameterizedTest
    @EnumSource(Orientation.class)
    void cutsTheSameHoweverThePictureIsStored(Orientation orientation) throws Exception {
        Mat stored = Turning.turnedBack(photograph, orientation);
        byte[] file = Pictures.withOrientation(Pictures.encode(stored, ".png"), orientation.exif());
        try (DecodedPicture picture = PictureDecoder.decode(file, 128)) {
            Outline cut = silhouette.cut(picture, back(picture, WIDE), back(picture, OVAL), back(picture, OVAL));
            assertThat(cut.contains(back(picture, BEHIND))).isFalse();
            assertThat(cut.contains(back(picture, HAIR))).isTrue();
        }
    }

    @Test
    void keepsTheMarginAroundTheFaceWhateverItIs() throws Exception {
        Outline margin = Outlines.ellipse(FACE.scaled(1.7));
        assertThat(margin.contains(BEHIND)).isTrue();
        try (DecodedPicture picture = PictureDecoder.decode(Pictures.encode(photograph, ".png"), 128)) {
            assertThat(silhouette.cut(picture, WIDE, OVAL, margin).contains(BEHIND))
                    .isTrue();
        }
    }

    @Test
    void isNotReliedOnWhereItLosesTheFace() throws Exception {
        Mat wall = new Mat(photograph.size(), photograph.type(), new Scalar(180, 190, 200));
        assertThat(cut(Pictures.encode(wall, ".png"), WIDE, OVAL)).isEqualTo(WIDE);
    }

    /** Of what should be her face, 0.915 is person. */
    @Test
    void isNotReliedOnWhereItLosesMoreThanATwentiethOfTheFace() throws Exception {
        Outline beside = Outlines.ellipse(new Box(80, 210, 200, 270));
        assertThat(cut(Pictures.encode(photograph, ".png"), WIDE, beside)).isEqualTo(WIDE);
    }

    /** Twice the same woman with wall between, in one outline: whoever is apart from the face is not shown. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesOutAnotherWhoStandsApart(boolean left) throws Exception {
        int gap = 60;
        Mat wall = new Mat(photograph.rows(), gap, photograph.type(), new Scalar(180, 190, 200));
        Mat both = new Mat();
        Core.hconcat(List.of(photograph, wall, photograph), both);
        int aside = photograph.cols() + gap;
        Outline wide = Outlines.ellipse(new Box(10, 20, both.cols() - 20, 660));
        ImagePoint other = new ImagePoint(HAIR.x() + aside, HAIR.y());
        Outline cut = cut(
                Pictures.encode(both, ".png"),
                wide,
                Outlines.ellipse(left ? FACE : new Box(FACE.x() + aside, FACE.y(), FACE.width(), FACE.height())));
        assertThat(wide.contains(HAIR) && wide.contains(other)).isTrue();
        assertThat(cut.contains(left ? HAIR : other)).isTrue();
        assertThat(cut.contains(left ? other : HAIR)).isFalse();
    }

    private static Outline cut(byte[] file, Outline outline, Outline face) throws Exception {
        try (DecodedPicture picture = PictureDecoder.decode(file, 128)) {
            return silhouette.cut(picture, outline, face, face);
        }
    }

    private static Outline back(DecodedPicture picture, Outline upright) {
        List<ImagePoint> corners =
                upright.corners().stream().map(corner -> back(picture, corner)).toList();
        return new Outline(corners);
    }

    private static ImagePoint back(DecodedPicture picture, ImagePoint upright) {
        return new ImagePoint(
                picture.storedToUpright().inverseX(upright.x(), upright.y()),
                picture.storedToUpright().inverseY(upright.x(), upright.y()));
    }
}
