package dev.visor.redaction.silhouette;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.models.Model;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.Turning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.opencv.imgproc.Imgproc;

/**
 * MediaPipe's selfie segmentation: 256 x 256 RGB in [0, 1] to one share of person for each pixel. It knows people who fill a
 * picture, so that it is shown the part around the outline, upright (google-ai-edge/mediapipe,
 * {@code selfie_segmentation_cpu}). Not safe for use by several threads.
 */
public final class Silhouette {

    private static final int SIDE = 256;

    /** What the network sees, in sides of the outline: the silhouette of a head that fills the square is poor. */
    private static final double ROOM = 1.6;

    private static final double PERSON = 0.5;

    /** A silhouette that loses more of the face than this is wrong. */
    private static final double LEAST_OF_FACE = 0.95;

    /** How far the outline may pass from the silhouette's edge, in stored pixels, to have few corners: to begin with. */
    private static final double FINEST = 0.5;

    private static final int MOST_CORNERS = 512;

    private static final double DRAWN_IN = 1 - 1.0 / 4096;

    private final Net network;

    private Silhouette(Net network) {
        this.network = network;
    }

    /**
     * Loads the network.
     *
     * @throws IOException if it is not in the folder or not what its name says
     */
    public static Silhouette from(Path models) throws IOException {
        return new Silhouette(Dnn.readNetFromTFLite(new MatOfByte(Model.SELFIE_SEGMENTATION.read(models))));
    }

    /**
     * What of an outline is person.
     *
     * @param outline convex, in stored pixels
     * @param face by which the silhouette is judged, in stored pixels
     * @param kept the part of the outline that stays in any case: the face with its margin, in stored pixels
     * @return an outline within the given one, or the given one where no silhouette could be relied on
     */
    public Outline cut(DecodedPicture picture, Outline outline, Outline face, Outline kept) {
        Rect part = part(outline.bounds().scaled(ROOM), picture);
        if (part.width < 2 || part.height < 2) {
            return outline;
        }
        Mat person = person(picture, part);
        Mat shape = filled(outline, part);
        Mat judge = filled(face, part);
        Mat stays = filled(kept, part);
        Mat seen = new Mat();
        Core.bitwise_and(person, judge, seen);
        Outline cut = null;
        if (Core.countNonZero(judge) > 0 && Core.countNonZero(seen) >= LEAST_OF_FACE * Core.countNonZero(judge)) {
            Core.bitwise_or(person, stays, person);
            Core.bitwise_and(person, shape, person);
            cut = around(person, judge, part);
        }
        List.of(person, shape, judge, stays, seen).forEach(Mat::release);
        return cut != null && cut.corners().stream().allMatch(outline::contains) ? cut : outline;
    }

    /** Where the network sees a person in a part of the picture: 255, else 0; of the part's size. */
    private Mat person(DecodedPicture picture, Rect part) {
        Mat stored = picture.pixels().submat(part);
        Mat square = new Mat();
        Imgproc.resize(stored, square, new Size(SIDE, SIDE), 0, 0, Imgproc.INTER_AREA);
        Mat upright = Turning.turned(square, picture.orientation());
        Mat blob = Dnn.blobFromImage(upright, 1 / 255.0, new Size(SIDE, SIDE), Scalar.all(0), true, false);
        network.setInput(blob);
        Mat shares = network.forward().reshape(1, SIDE);
        Mat back = Turning.turnedBack(shares, picture.orientation());
        Mat large = new Mat();
        Imgproc.resize(back, large, new Size(part.width, part.height), 0, 0, Imgproc.INTER_LINEAR);
        Mat person = new Mat();
        Core.compare(large, Scalar.all(PERSON), person, Core.CMP_GE);
        List.of(stored, square, upright, blob, shares, back, large).forEach(Mat::release);
        return person;
    }

    /** The outer edge of what hangs together with the face. */
    private static @Nullable Outline around(Mat person, Mat face, Rect part) {
        List<MatOfPoint> edges = new ArrayList<>();
        Imgproc.findContours(person, edges, new Mat(), Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_NONE);
        Point inside = anyOf(face);
        Outline found = null;
        for (MatOfPoint edge : edges) {
            MatOfPoint2f exact = new MatOfPoint2f(edge.toArray());
            if (Imgproc.pointPolygonTest(exact, inside, false) >= 0) {
                found = simplified(exact, part);
            }
            exact.release();
            edge.release();
        }
        return found;
    }

    private static @Nullable Outline simplified(MatOfPoint2f edge, Rect part) {
        for (double distance = FINEST; ; distance *= 2) {
            MatOfPoint2f simple = new MatOfPoint2f();
            Imgproc.approxPolyDP(edge, simple, distance, true);
            Point[] corners = simple.toArray();
            simple.release();
            if (corners.length < 3) {
                return null;
            }
            if (corners.length <= MOST_CORNERS) {
                return drawnIn(corners, part);
            }
        }
    }

    /**
     * The corners, which are the middles of pixels, drawn in by a little towards their own middle: of a place exactly on an
     * edge, two ways to ask may differ on whether it lies inside.
     */
    private static Outline drawnIn(Point[] corners, Rect part) {
        double middleX =
                Arrays.stream(corners).mapToDouble(corner -> corner.x).average().orElseThrow();
        double middleY =
                Arrays.stream(corners).mapToDouble(corner -> corner.y).average().orElseThrow();
        List<ImagePoint> points = new ArrayList<>(corners.length);
        for (Point corner : corners) {
            points.add(new ImagePoint(
                    part.x + 0.5 + middleX + DRAWN_IN * (corner.x - middleX),
                    part.y + 0.5 + middleY + DRAWN_IN * (corner.y - middleY)));
        }
        return new Outline(points);
    }

    private static Point anyOf(Mat face) {
        Mat places = new Mat();
        Core.findNonZero(face, places);
        double[] middle = places.get(places.rows() / 2, 0);
        places.release();
        return new Point(middle[0], middle[1]);
    }

    /** The pixels of a part whose centres lie in an outline: 255, else 0. */
    private static Mat filled(Outline outline, Rect part) {
        byte[] row = new byte[part.width];
        Mat filled = Mat.zeros(part.height, part.width, CvType.CV_8U);
        Box bounds = outline.bounds();
        int top = (int) Math.clamp(Math.floor(bounds.y()) - part.y, 0, part.height);
        int bottom = (int) Math.clamp(Math.ceil(bounds.bottom()) - part.y, 0, part.height);
        for (int y = top; y < bottom; y++) {
            for (int x = 0; x < part.width; x++) {
                row[x] = (byte) (outline.contains(new ImagePoint(part.x + x + 0.5, part.y + y + 0.5)) ? 255 : 0);
            }
            filled.put(y, 0, row);
        }
        return filled;
    }

    private static Rect part(Box box, DecodedPicture picture) {
        int left = (int) Math.clamp(Math.floor(box.x()), 0, picture.size().width());
        int top = (int) Math.clamp(Math.floor(box.y()), 0, picture.size().height());
        int right = (int) Math.clamp(Math.ceil(box.right()), 0, picture.size().width());
        int bottom = (int) Math.clamp(Math.ceil(box.bottom()), 0, picture.size().height());
        return new Rect(left, top, right - left, bottom - top);
    }
}
