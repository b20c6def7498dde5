package dev.visor.redaction.measure;

import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opencv.core.Mat;
import org.opencv.core.MatOfRect;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.CascadeClassifier;

/** OpenCV's classic cascade for frontal faces (Viola and Jones), as a baseline only. */
final class Haar {

    private static final String NAME = "haarcascade_frontalface_default.xml";

    private final CascadeClassifier cascade;

    private Haar(Path file) {
        this.cascade = new CascadeClassifier(file.toString());
    }

    /** The cascade from {@code VISOR_HAAR} (a folder) or from where Debian's opencv-data has it, if it is there. */
    static Optional<Haar> found() {
        String given = System.getenv("VISOR_HAAR");
        return Stream.of(
                        given == null ? "" : given, "/usr/share/opencv4/haarcascades", "/usr/share/opencv/haarcascades")
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, NAME))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Haar::new);
    }

    /** What OpenCV's own example asks for, down to the smallest class measured. */
    List<Detection> find(Mat picture) {
        Mat grey = new Mat();
        Imgproc.cvtColor(picture, grey, Imgproc.COLOR_BGR2GRAY);
        Imgproc.equalizeHist(grey, grey);
        MatOfRect found = new MatOfRect();
        cascade.detectMultiScale(grey, found, 1.1, 3, 0, new Size(12, 12));
        List<Detection> faces = new ArrayList<>();
        for (Rect box : found.toArray()) {
            ImagePoint middle = new ImagePoint(box.x + box.width / 2.0, box.y + box.height / 2.0);
            faces.add(new Detection(new Box(box.x, box.y, box.width, box.height), 1, middle, middle));
        }
        found.release();
        grey.release();
        return faces;
    }
}
