package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.models.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Counts the faces in a finished view, from the file as it will be served, with a network that did not choose them:
 * MediaPipe's short-range model, which knows faces that fill a picture, in four turns. Not safe for use by several
 * threads.
 */
public final class SecondLook {

    /** From which score on the network counts a face. */
    private static final double SURE = 0.5;

    /** Besides none. */
    private static final Map<Orientation, Integer> TURNS = Map.of(
            Orientation.QUARTER_TURN_RIGHT, Core.ROTATE_90_CLOCKWISE,
            Orientation.HALF_TURN, Core.ROTATE_180,
            Orientation.QUARTER_TURN_LEFT, Core.ROTATE_90_COUNTERCLOCKWISE);

    private final FaceModel model;

    private SecondLook(FaceModel model) {
        this.model = model;
    }

    /**
     * Loads the network.
     *
     * @throws IOException if it is not in the folder or not what its name says
     */
    public static SecondLook from(Path models) throws IOException {
        return new SecondLook(Mediapipe.shortRange(Model.SHORT_RANGE.read(models)));
    }

    /**
     * How many faces the view shows side by side. One in front of another counts as one.
     *
     * @param view a PNG of 8-bit RGB
     */
    public int faces(byte[] view) {
        MatOfByte file = new MatOfByte(view);
        Mat pixels = Imgcodecs.imdecode(file, Imgcodecs.IMREAD_COLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
        List<Detection> all = new ArrayList<>(model.look(pixels, SURE));
        ImageSize size = new ImageSize(pixels.cols(), pixels.rows());
        TURNS.forEach((turn, code) -> {
            Mat turned = new Mat();
            Core.rotate(pixels, turned, code);
            Affine transform = turn.fromStored(size);
            model.look(turned, SURE).forEach(face -> all.add(face.before(transform)));
            turned.release();
        });
        pixels.release();
        file.release();
        return apart(all).size();
    }

    /**
     * The faces in different places. A turned look often sees a face once more in a part of the one that another look saw, so
     * of two that hold each other's middle the surer counts alone.
     */
    private static List<Detection> apart(List<Detection> all) {
        List<Detection> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
        List<Detection> kept = new ArrayList<>();
        for (Detection face : sorted) {
            if (kept.stream()
                    .noneMatch(other -> other.box().contains(face.box().centre())
                            || face.box().contains(other.box().centre()))) {
                kept.add(face);
            }
        }
        return kept;
    }
}
