package dev.visor.redaction.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.render.Outlines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Counting on ovals cut from a photograph, everything around them grey, as views are. */
class SecondLookTest {

    private static final Scalar FILL = Scalar.all(128);

    /** The faces of a man and of a woman in the sample. */
    private static final Box MAN = new Box(247, 481, 219, 285);

    private static final Box WOMAN = new Box(650, 330, 200, 270);

    private static SecondLook look;
    private static Mat photograph;

    @BeforeAll
    static void load() throws Exception {
        look = SecondLook.from(Installed.once().models());
        photograph = Imgcodecs.imdecode(new MatOfByte(Photographs.sample(6)), Imgcodecs.IMREAD_COLOR);
    }

    @AfterAll
    static void release() {
        photograph.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Core.ROTATE_90_CLOCKWISE, Core.ROTATE_180, Core.ROTATE_90_COUNTERCLOCKWISE})
    void findsOneFaceHoweverItLies(int turn) {
        Mat view = oval(MAN);
        if (turn >= 0) {
            Core.rotate(view, view, turn);
        }
        assertThat(faces(view)).isEqualTo(1);
    }

    @Test
    void findsNoneWhereNothingIsShown() {
        assertThat(faces(new Mat(300, 240, CvType.CV_8UC3, FILL))).isZero();
    }

    @Test
    void findsNoneInAnOvalOfAWall() {
        assertThat(faces(oval(new Box(20, 20, 180, 240)))).isZero();
    }

    @Test
    void findsAnotherFaceThatWasLeftIn() {
        Mat both = new Mat();
        Core.hconcat(List.of(oval(MAN), asHighAsTheMans(oval(WOMAN))), both);
        assertThat(faces(both)).isEqualTo(2);
    }

    @Test
    void findsAnotherFaceThatLiesTheOtherWayRound() {
        Mat woman = asHighAsTheMans(oval(WOMAN));
        Core.rotate(woman, woman, Core.ROTATE_180);
        Mat both = new Mat();
        Core.hconcat(List.of(oval(MAN), woman), both);
        assertThat(faces(both)).isEqualTo(2);
    }

    private static int faces(Mat view) {
        return look.faces(Pictures.encode(view, ".png"), new Box(0, 0, view.cols(), view.rows()));
    }

    private static Mat asHighAsTheMans(Mat view) {
        double scale = oval(MAN).rows() / (double) view.rows();
        Mat scaled = new Mat();
        Imgproc.resize(view, scaled, new Size(view.cols() * scale, oval(MAN).rows()));
        return scaled;
    }

    /** The ellipse a little larger than a face's box, and grey around it. */
    private static Mat oval(Box face) {
        Outline outline = Outlines.ellipse(face.scaled(1.1));
        Box bounds = outline.bounds();
        Rect part = new Rect((int) bounds.x(), (int) bounds.y(), (int) bounds.width(), (int) bounds.height());
        List<Point> corners = new ArrayList<>();
        outline.corners().forEach(corner -> corners.add(new Point(corner.x() - part.x, corner.y() - part.y)));
        Mat mask = Mat.zeros(part.height, part.width, CvType.CV_8U);
        Imgproc.fillPoly(mask, List.of(new MatOfPoint(corners.toArray(Point[]::new))), Scalar.all(255));
        Mat view = new Mat(part.height, part.width, CvType.CV_8UC3, FILL);
        photograph.submat(part).copyTo(view, mask);
        return view;
    }
}
