package dev.visor.redaction.mesh;

import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.models.Model;
import dev.visor.redaction.picture.DecodedPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.opencv.imgproc.Imgproc;

/**
 * MediaPipe's face mesh: 192 x 192 RGB in [0, 1], the eyes level, the face in two thirds of the square (the graphs
 * {@code face_detection_front_detection_to_roi} and {@code face_landmark_landmarks_to_roi} of google-ai-edge/mediapipe).
 *
 * <p>It looks twice: the second square is laid around the points of the first, so that detectors with different ideas of
 * a face's box end in the same mesh. Not safe for use by several threads.
 */
public final class FaceMesh implements AutoCloseable {

    private static final int SIDE = Square.SIDE;

    /** Outer corners of the right and the left eye. */
    private static final int RIGHT_EYE = 33;

    private static final int LEFT_EYE = 263;

    /** Each way of laying the square, both ways: larger jolts than these leave parts of faces outside. */
    private static final List<Jolt> JOLTS = List.of(
            new Jolt(0.06, 0, 1, 0),
            new Jolt(-0.06, 0, 1, 0),
            new Jolt(0, 0.06, 1, 0),
            new Jolt(0, -0.06, 1, 0),
            new Jolt(0, 0, 1.12, 0),
            new Jolt(0, 0, 0.88, 0),
            new Jolt(0, 0, 1, 0.2),
            new Jolt(0, 0, 1, -0.2));

    private final Net network;

    private FaceMesh(Net network) {
        this.network = network;
    }

    /**
     * Loads the network.
     *
     * @throws IOException if it is not in the folder or not what its name says
     */
    public static FaceMesh from(Path models) throws IOException {
        return new FaceMesh(Dnn.readNetFromTFLite(new MatOfByte(Model.FACE_MESH.read(models))));
    }

    /** Fits the points, or gives null where the face is too large, too small or too odd to be looked at. */
    public @Nullable Mesh fit(DecodedPicture picture, Detection face) {
        Affine upright = picture.storedToUpright();
        Square first = Square.around(
                uprightBox(upright, face.box()), turned(upright, face.rightEye()), turned(upright, face.leftEye()));
        Mesh rough = look(picture, upright, first);
        if (rough == null) {
            return null;
        }
        return look(picture, upright, around(rough, upright));
    }

    /** The square around a mesh's points. */
    private static @Nullable Square around(Mesh mesh, Affine upright) {
        List<ImagePoint> points =
                mesh.points().stream().map(point -> turned(upright, point)).toList();
        return Square.around(Square.bounds(points), points.get(RIGHT_EYE), points.get(LEFT_EYE));
    }

    /**
     * The points that an annotator starts from, and how far to trust each: the means and the spread of this mesh and of
     * eight more looks at squares that are moved by 6 %, scaled by 12 % and turned by 0.2 radians. It costs four times as
     * much as a fit, 30 ms where a core is free. The same pixels give the same suggestion.
     *
     * @param picture the one that the mesh was fitted to
     * @param places which points
     * @return null where a square cannot be looked at
     */
    public @Nullable Suggestion suggest(DecodedPicture picture, Mesh mesh, List<MeshPlace> places) {
        List<Mesh> looks = looks(picture, mesh);
        return looks == null ? null : Suggestion.of(looks, places, picture.storedToUpright());
    }

    /** The mesh and those of the squares around it. */
    @Nullable
    List<Mesh> looks(DecodedPicture picture, Mesh mesh) {
        Affine upright = picture.storedToUpright();
        Square square = around(mesh, upright);
        if (square == null) {
            return null;
        }
        List<Mesh> looks = new ArrayList<>(List.of(mesh));
        for (Jolt jolt : JOLTS) {
            Mesh look = look(picture, upright, square.jolted(jolt.right, jolt.down, jolt.factor, jolt.turn));
            if (look == null) {
                return null;
            }
            looks.add(look);
        }
        return looks;
    }

    private @Nullable Mesh look(DecodedPicture picture, Affine upright, @Nullable Square square) {
        if (square == null) {
            return null;
        }
        Affine toInput = upright.then(square.toInput());
        Mat input = warp(picture.pixels(), toInput);
        Mat blob = Dnn.blobFromImage(input, 1 / 255.0, new Size(SIDE, SIDE), Scalar.all(0), true, false);
        network.setInput(blob);
        List<Mat> out = new ArrayList<>();
        network.forward(out, List.of("conv2d_21", "conv2d_31"));
        float[] values = new float[Mesh.POINTS * 3];
        out.get(0).reshape(1, 1).get(0, 0, values);
        float[] flag = new float[1];
        out.get(1).reshape(1, 1).get(0, 0, flag);
        out.forEach(Mat::release);
        blob.release();
        input.release();
        List<ImagePoint> points = new ArrayList<>(Mesh.POINTS);
        for (int i = 0; i < Mesh.POINTS; i++) {
            double u = values[3 * i];
            double v = values[3 * i + 1];
            if (!Double.isFinite(u) || !Double.isFinite(v)) {
                return null;
            }
            points.add(new ImagePoint(toInput.inverseX(u, v), toInput.inverseY(u, v)));
        }
        return new Mesh(points, 1 / (1 + Math.exp(-flag[0])));
    }

    /** Shrinks by whole steps with averages first, so that a large face is not sampled at odd pixels. */
    private static Mat warp(Mat pixels, Affine toInput) {
        int step = Math.max(1, (int) Math.floor(1 / toInput.scale()));
        if (step == 1) {
            return warpOnce(pixels, toInput);
        }
        Rect part = covered(pixels, toInput, step);
        Mat large = pixels.submat(part);
        Mat small = new Mat();
        Imgproc.resize(
                large,
                small,
                new Size((double) part.width / step, (double) part.height / step),
                0,
                0,
                Imgproc.INTER_AREA);
        large.release();
        Mat warped = warpOnce(
                small, Affine.scale(step).then(Affine.shift(part.x, part.y)).then(toInput));
        small.release();
        return warped;
    }

    /** The pixels that the input square covers, a multiple of {@code step} on each side. */
    private static Rect covered(Mat pixels, Affine toInput, int step) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            double u = (corner & 1) * SIDE;
            double v = (corner >> 1) * SIDE;
            left = Math.min(left, toInput.inverseX(u, v));
            right = Math.max(right, toInput.inverseX(u, v));
            top = Math.min(top, toInput.inverseY(u, v));
            bottom = Math.max(bottom, toInput.inverseY(u, v));
        }
        int x = (int) Math.clamp(Math.floor(left) - step, 0, Math.max(0, pixels.cols() - step));
        int y = (int) Math.clamp(Math.floor(top) - step, 0, Math.max(0, pixels.rows() - step));
        int width = (int) Math.min(Math.ceil(right) + step, pixels.cols()) - x;
        int height = (int) Math.min(Math.ceil(bottom) + step, pixels.rows()) - y;
        return new Rect(x, y, Math.max(1, width / step) * step, Math.max(1, height / step) * step);
    }

    /** OpenCV counts from pixel centres: T(-.5) M T(+.5). */
    private static Mat warpOnce(Mat pixels, Affine m) {
        Mat matrix = new Mat(2, 3, CvType.CV_64F);
        matrix.put(0, 0, m.a(), m.b(), m.x(0.5, 0.5) - 0.5, m.c(), m.d(), m.y(0.5, 0.5) - 0.5);
        Mat warped = new Mat();
        Imgproc.warpAffine(
                pixels,
                warped,
                matrix,
                new Size(SIDE, SIDE),
                Imgproc.INTER_LINEAR,
                Core.BORDER_CONSTANT,
                Scalar.all(0));
        matrix.release();
        return warped;
    }

    private static ImagePoint turned(Affine transform, ImagePoint point) {
        return new ImagePoint(transform.x(point.x(), point.y()), transform.y(point.x(), point.y()));
    }

    private static Box uprightBox(Affine upright, Box box) {
        return Square.bounds(List.of(
                turned(upright, new ImagePoint(box.x(), box.y())),
                turned(upright, new ImagePoint(box.right(), box.bottom()))));
    }

    @Override
    public void close() {
        // The network's memory belongs to its Java object and goes with it.
    }

    private record Jolt(double right, double down, double factor, double turn) {}
}
