package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.models.Model;
import java.util.ArrayList;
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
 * MediaPipe's full-range model: 192 x 192 RGB in [-1, 1], one anchor in the centre of each of 48 x 48 cells (the graph
 * {@code face_detection_full_range.pbtxt} of google-ai-edge/mediapipe: stride 4, fixed anchor size, scores clipped at
 * 100).
 */
final class FullRange implements FaceModel {

    private static final int SIDE = 192;
    private static final int CELLS = 48;
    private static final int VALUES = 16;

    private final Net network;

    FullRange(byte[] model) {
        network = Dnn.readNetFromTFLite(new MatOfByte(model));
    }

    @Override
    public String label() {
        return Model.FULL_RANGE.label();
    }

    @Override
    public List<Detection> look(Mat raster, double threshold) {
        int longest = Math.max(raster.cols(), raster.rows());
        double scale = (double) SIDE / longest;
        Mat square = letterbox(raster, scale);
        Mat blob = Dnn.blobFromImage(
                square, 1 / 127.5, new Size(SIDE, SIDE), new Scalar(127.5, 127.5, 127.5), true, false);
        network.setInput(blob);
        List<Mat> out = new ArrayList<>();
        network.forward(out, List.of("reshaped_classifier_face_4", "reshaped_regressor_face_4"));
        float[] logits = new float[CELLS * CELLS];
        out.get(0).reshape(1, 1).get(0, 0, logits);
        float[] values = new float[CELLS * CELLS * VALUES];
        out.get(1).reshape(1, 1).get(0, 0, values);
        out.forEach(Mat::release);
        blob.release();
        square.release();
        return decode(logits, values, threshold, scale);
    }

    private static Mat letterbox(Mat raster, double scale) {
        Mat small = new Mat();
        int width = Math.max(1, (int) Math.round(raster.cols() * scale));
        int height = Math.max(1, (int) Math.round(raster.rows() * scale));
        Imgproc.resize(
                raster, small, new Size(width, height), 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
        Mat square = new Mat();
        Core.copyMakeBorder(small, square, 0, SIDE - height, 0, SIDE - width, Core.BORDER_CONSTANT, Scalar.all(0));
        small.release();
        return square;
    }

    private static List<Detection> decode(float[] logits, float[] values, double threshold, double scale) {
        List<Detection> faces = new ArrayList<>();
        for (int cell = 0; cell < CELLS * CELLS; cell++) {
            double score = 1 / (1 + Math.exp(-Math.clamp(logits[cell], -100f, 100f)));
            int at = cell * VALUES;
            double width = values[at + 2] / scale;
            double height = values[at + 3] / scale;
            if (score < threshold || !(width >= 1) || !(height >= 1)) {
                continue;
            }
            double x = (cell % CELLS + 0.5) * SIDE / CELLS;
            int line = cell / CELLS;
            double y = (line + 0.5) * SIDE / CELLS;
            double centreX = (x + values[at]) / scale;
            double centreY = (y + values[at + 1]) / scale;
            faces.add(new Detection(
                    new Box(centreX - width / 2, centreY - height / 2, width, height),
                    score,
                    new ImagePoint((x + values[at + 4]) / scale, (y + values[at + 5]) / scale),
                    new ImagePoint((x + values[at + 6]) / scale, (y + values[at + 7]) / scale)));
        }
        return faces;
    }

    @Override
    public void close() {
        // The network's memory belongs to its Java object and goes with it.
    }
}
