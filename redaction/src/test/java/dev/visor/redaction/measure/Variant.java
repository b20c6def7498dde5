package dev.visor.redaction.measure;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** What may be wrong with a picture, and where its faces lie in it afterwards. */
enum Variant {
    /** As it is. */
    UPRIGHT,
    /** A quarter of the light. */
    DARK,
    /** Each value off by a normal deviate of 20; the seed is fixed. */
    NOISY,
    /** A Gaussian of 2 px. */
    BLURRED,
    /** The lower half of every face grey, as behind a scarf or a hand. */
    OCCLUDED,
    /** The left half of every face grey; where a mask covers the rest, an eye is all that is left. */
    HALVED,
    /** Lying on its side, one way. */
    TURNED_90,
    /** Upside down. */
    TURNED_180,
    /** Lying on its side, the other way. */
    TURNED_270,
    /** Tilted by 30 degrees, on grey. */
    TILTED_30,
    /** Tilted by 45 degrees, on grey: between two quarter turns. */
    TILTED_45,
    /** Half as wide and high; the classes go by the shrunken size. */
    SHRUNKEN;

    private static final Scalar GREY = Scalar.all(128);

    /** The varied copy of a picture. */
    Mat of(Mat picture, List<Box> faces) {
        Mat varied = picture.clone();
        switch (this) {
            case UPRIGHT -> {
                // A copy is all.
            }
            case DARK -> picture.convertTo(varied, -1, 0.25, 0);
            case NOISY -> addNoise(varied);
            case BLURRED -> Imgproc.GaussianBlur(picture, varied, new Size(0, 0), 2);
            case OCCLUDED ->
                faces.forEach(face -> cover(
                        varied, new Box(face.x(), face.y() + face.height() / 2, face.width(), face.height() / 2)));
            case HALVED ->
                faces.forEach(face -> cover(varied, new Box(face.x(), face.y(), face.width() / 2, face.height())));
            case TURNED_90 -> Core.rotate(picture, varied, Core.ROTATE_90_CLOCKWISE);
            case TURNED_180 -> Core.rotate(picture, varied, Core.ROTATE_180);
            case TURNED_270 -> Core.rotate(picture, varied, Core.ROTATE_90_COUNTERCLOCKWISE);
            case TILTED_30, TILTED_45 ->
                Imgproc.warpAffine(
                        picture,
                        varied,
                        turn(picture),
                        turnedSize(picture),
                        Imgproc.INTER_LINEAR,
                        Core.BORDER_CONSTANT,
                        GREY);
            case SHRUNKEN -> Imgproc.resize(picture, varied, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
        }
        return varied;
    }

    /** Where a face lies in the varied picture: the same size around the moved centre. */
    Box of(Box face, Mat picture) {
        double factor = this == SHRUNKEN ? 0.5 : 1;
        boolean lying = this == TURNED_90 || this == TURNED_270;
        double width = factor * (lying ? face.height() : face.width());
        double height = factor * (lying ? face.width() : face.height());
        ImagePoint centre = moved(face.centre(), picture);
        return new Box(centre.x() - width / 2, centre.y() - height / 2, width, height);
    }

    private ImagePoint moved(ImagePoint point, Mat picture) {
        double x = point.x();
        double y = point.y();
        return switch (this) {
            case UPRIGHT, DARK, NOISY, BLURRED, OCCLUDED, HALVED -> point;
            case TURNED_90 -> new ImagePoint(picture.rows() - y, x);
            case TURNED_180 -> new ImagePoint(picture.cols() - x, picture.rows() - y);
            case TURNED_270 -> new ImagePoint(y, picture.cols() - x);
            case SHRUNKEN -> new ImagePoint(x / 2, y / 2);
            case TILTED_30, TILTED_45 -> {
                Mat turn = turn(picture);
                yield new ImagePoint(
                        turn.get(0, 0)[0] * x + turn.get(0, 1)[0] * y + turn.get(0, 2)[0],
                        turn.get(1, 0)[0] * x + turn.get(1, 1)[0] * y + turn.get(1, 2)[0]);
            }
        };
    }

    private double angle() {
        return switch (this) {
            case TILTED_30 -> 30;
            case TILTED_45 -> 45;
            default -> 0;
        };
    }

    private Size turnedSize(Mat picture) {
        double cos = Math.cos(Math.toRadians(angle()));
        double sin = Math.sin(Math.toRadians(angle()));
        return new Size(
                Math.ceil(picture.cols() * cos + picture.rows() * sin),
                Math.ceil(picture.cols() * sin + picture.rows() * cos));
    }

    /** Half a pixel more or less does not matter here. */
    private Mat turn(Mat picture) {
        Size size = turnedSize(picture);
        Mat turn = Imgproc.getRotationMatrix2D(new Point(picture.cols() / 2.0, picture.rows() / 2.0), angle(), 1);
        turn.put(0, 2, turn.get(0, 2)[0] + (size.width - picture.cols()) / 2);
        turn.put(1, 2, turn.get(1, 2)[0] + (size.height - picture.rows()) / 2);
        return turn;
    }

    private static void cover(Mat picture, Box part) {
        Imgproc.rectangle(
                picture,
                new Rect((int) part.x(), (int) part.y(), (int) Math.ceil(part.width()), (int) Math.ceil(part.height())),
                GREY,
                Imgproc.FILLED);
    }

    private static void addNoise(Mat picture) {
        Random random = new Random(1);
        byte[] row = new byte[picture.cols() * (int) picture.elemSize()];
        for (int y = 0; y < picture.rows(); y++) {
            picture.get(y, 0, row);
            for (int i = 0; i < row.length; i++) {
                row[i] = (byte) Math.clamp(Math.round((row[i] & 0xff) + 20 * random.nextGaussian()), 0, 255);
            }
            picture.put(y, 0, row);
        }
    }

    /** All but the first. */
    static List<Variant> wrong() {
        List<Variant> wrong = new ArrayList<>(List.of(values()));
        wrong.remove(UPRIGHT);
        return wrong;
    }
}
