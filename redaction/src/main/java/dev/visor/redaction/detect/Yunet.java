package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.models.Model;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.objdetect.FaceDetectorYN;

/** YuNet (Wu, Peng, Yu: "YuNet: A Tiny Millisecond-level Face Detector", 2023) in OpenCV's own pre- and post-steps. */
final class Yunet implements FaceModel {

    /** Its own suppression within one look; {@link Suppression} comes after all looks. */
    private static final float OVERLAP = 0.45f;

    private static final int MOST_CANDIDATES = 5000;

    /** Columns of a result: box, right eye, left eye, nose tip, right and left mouth corner, score. */
    private static final int COLUMNS = 15;

    /**
     * So many sizes are kept ready, the one looked at last first: to lay a network out for another size costs up to a third
     * of a look. The looks at a whole picture have three sizes, those around single faces some small ones.
     */
    private static final int MOST_SIZES = 6;

    /** The detector fills rasters up to a multiple of this, so that sizes in between need no other layout. */
    private static final int STEP = 32;

    private final byte[] model;
    private final Deque<Sized> networks = new ArrayDeque<>();

    Yunet(byte[] model) {
        this.model = model.clone();
    }

    private FaceDetectorYN laidOutFor(Size size) {
        Size filled = new Size(Math.ceil(size.width / STEP) * STEP, Math.ceil(size.height / STEP) * STEP);
        Sized last = networks.stream()
                .filter(other -> other.filled.equals(filled))
                .findFirst()
                .orElseGet(() -> networks.size() < MOST_SIZES ? made(filled) : networks.getLast());
        networks.remove(last);
        networks.addFirst(new Sized(last.network, filled));
        last.network.setInputSize(size);
        return last.network;
    }

    private Sized made(Size size) {
        MatOfByte bytes = new MatOfByte(model);
        FaceDetectorYN network =
                FaceDetectorYN.create("onnx", bytes, new MatOfByte(), size, 0.5f, OVERLAP, MOST_CANDIDATES);
        bytes.release();
        return new Sized(network, size);
    }

    @Override
    public String label() {
        return Model.YUNET.label();
    }

    @Override
    public List<Detection> look(Mat raster, double threshold) {
        FaceDetectorYN network = laidOutFor(raster.size());
        network.setScoreThreshold((float) threshold);
        Mat found = new Mat();
        network.detect(raster, found);
        List<Detection> faces = new ArrayList<>(found.rows());
        float[] row = new float[COLUMNS];
        for (int i = 0; i < found.rows(); i++) {
            found.get(i, 0, row);
            if (row[2] >= 1 && row[3] >= 1) {
                faces.add(new Detection(
                        new Box(row[0], row[1], row[2], row[3]),
                        Math.clamp(row[14], 0f, 1f),
                        new ImagePoint(row[4], row[5]),
                        new ImagePoint(row[6], row[7])));
            }
        }
        found.release();
        return faces;
    }

    @Override
    public void close() {
        // The networks' memory belongs to their Java objects and goes with them.
    }

    /** A network and the filled size that it is laid out for. */
    private record Sized(FaceDetectorYN network, Size filled) {}
}
