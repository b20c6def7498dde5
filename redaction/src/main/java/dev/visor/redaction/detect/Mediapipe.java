package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.models.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.opencv.imgproc.Imgproc;

/**
 * MediaPipe's face detectors: a square of RGB in [-1, 1], the picture in its left upper corner, and for each anchor a
 * score and sixteen numbers that count from the anchor's centre (google-ai-edge/mediapipe, {@code tensors_to_detections}:
 * anchors of one fixed size, scores clipped at 100).
 */
final class Mediapipe implements FaceModel {

    private static final int VALUES = 16;

    private final Model model;
    private final int side;
    private final List<String> outputs;
    private final float[] anchors;
    private final Net network;

    private Mediapipe(Model model, byte[] bytes, int side, List<String> outputs, float[] anchors) {
        this.model = model;
        this.side = side;
        this.outputs = outputs;
        this.anchors = anchors;
        network = Dnn.readNetFromTFLite(new MatOfByte(bytes));
    }

    /** The graph {@code face_detection_full_range.pbtxt}: one anchor in each of 48 x 48 cells. */
    static Mediapipe fullRange(byte[] bytes) {
        return new Mediapipe(
                Model.FULL_RANGE,
                bytes,
                192,
                List.of("reshaped_classifier_face_4", "reshaped_regressor_face_4"),
                anchors(192, new int[] {48, 1}));
    }

    /** The graph {@code face_detection_short_range.pbtxt}: two anchors in each of 16 x 16 cells, six in 8 x 8. */
    static Mediapipe shortRange(byte[] bytes) {
        return new Mediapipe(
                Model.SHORT_RANGE,
                bytes,
                128,
                List.of("classificators", "regressors"),
                anchors(128, new int[] {16, 2}, new int[] {8, 6}));
    }

    /** The centres, abscissa and ordinate in turn, in pixels of the square. */
    private static float[] anchors(int side, int[]... layers) {
        int count = Arrays.stream(layers)
                .mapToInt(layer -> layer[0] * layer[0] * layer[1])
                .sum();
        float[] centres = new float[2 * count];
        int at = 0;
        for (int[] layer : layers) {
            float cell = (float) side / layer[0];
            for (int i = 0; i < layer[0] * layer[0] * layer[1]; i++) {
                int place = i / layer[1];
                int line = place / layer[0];
                centres[at++] = (place % layer[0] + 0.5f) * cell;
                centres[at++] = (line + 0.5f) * cell;
            }
        }
        return centres;
    }

    @Override
    public String label() {
        return model.label();
    }

    @Override
    public List<Detection> look(Mat raster, double threshold) {
        int longest = Math.max(raster.cols(), raster.rows());
        double scale = (double) side / longest;
        Mat square = letterbox(raster);
        Mat blob = Dnn.blobFromImage(
                square, 1 / 127.5, new Size(side, side), new Scalar(127.5, 127.5, 127.5), true, false);
        network.setInput(blob);
        List<Mat> out = new ArrayList<>();
        network.forward(out, outputs);
        float[] logits = new float[anchors.length / 2];
        out.get(0).reshape(1, 1).get(0, 0, logits);
        float[] values = new float[logits.length * VALUES];
        out.get(1).reshape(1, 1).get(0, 0, values);
        out.forEach(Mat::release);
        blob.release();
        square.release();
        return decode(logits, values, threshold, scale);
    }

    /** The raster as large as the network sees it; whoever looks at it in several turns makes it once. */
    Mat fitted(Mat raster) {
        double scale = (double) side / Math.max(raster.cols(), raster.rows());
        Mat fitted = new Mat();
        Size size = new Size(Math.max(1, (int) Math.round(raster.cols() * scale)), Math.max(1, (int)
                Math.round(raster.rows() * scale)));
        Imgproc.resize(raster, fitted, size, 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
        return fitted;
    }

    private Mat letterbox(Mat raster) {
        Mat small = fitted(raster);
        Mat square = new Mat();
        Core.copyMakeBorder(
                small, square, 0, side - small.rows(), 0, side - small.cols(), Core.BORDER_CONSTANT, Scalar.all(0));
        small.release();
        return square;
    }

    private List<Detection> decode(float[] logits, float[] values, double threshold, double scale) {
        List<Detection> faces = new ArrayList<>();
        for (int i = 0; i < logits.length; i++) {
            double score = 1 / (1 + Math.exp(-Math.clamp(logits[i], -100f, 100f)));
            int at = i * VALUES;
            double width = values[at + 2] / scale;
            double height = values[at + 3] / scale;
            if (score < threshold || !(width >= 1) || !(height >= 1)) {
                continue;
            }
            ImagePoint centre = point(i, values, at, scale);
            faces.add(new Detection(
                    new Box(centre.x() - width / 2, centre.y() - height / 2, width, height),
                    score,
                    point(i, values, at + 4, scale),
                    point(i, values, at + 6, scale)));
        }
        return faces;
    }

    private ImagePoint point(int anchor, float[] values, int at, double scale) {
        return new ImagePoint(
                (anchors[2 * anchor] + values[at]) / scale, (anchors[2 * anchor + 1] + values[at + 1]) / scale);
    }

    @Override
    public void close() {
        // The network's memory belongs to its Java object and goes with it.
    }
}
