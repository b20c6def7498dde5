package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
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
import org.opencv.core.Rect;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Counts the faces in a finished view, from the file as it will be served, with a network that did not choose them:
 * MediaPipe's short-range model, which knows faces that fill a picture, in four turns. Not safe for use by several
 * threads.
 */
public final class SecondLook {

    /** From which score on the network counts a face. */
    private static final double SURE = 0.5;

    /** From which score on a face counts that lies otherwise than the surest one. */
    private static final double SURE_THOUGH_TURNED = 0.7;

    /** Of the smaller box: what two looks of different turns at one face share at the least. */
    private static final double SHARED_ACROSS_TURNS = 0.25;

    /** What a close look sees, in sides of the face; without some room around it the network finds none. */
    private static final double ROOM = 2;

    /** A close look must make the face larger by this at the least to show more. */
    private static final double CLOSE = 1.5;

    /** Besides none. */
    private static final Map<Orientation, Integer> TURNS = Map.of(
            Orientation.QUARTER_TURN_RIGHT, Core.ROTATE_90_CLOCKWISE,
            Orientation.HALF_TURN, Core.ROTATE_180,
            Orientation.QUARTER_TURN_LEFT, Core.ROTATE_90_COUNTERCLOCKWISE);

    private final Mediapipe model;

    private SecondLook(Mediapipe model) {
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
     * @param face where the face should be, in view pixels; one that takes little of the view is looked at closely, too
     */
    public int faces(byte[] view, Box face) {
        MatOfByte file = new MatOfByte(view);
        Mat pixels = Imgcodecs.imdecode(file, Imgcodecs.IMREAD_COLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
        List<Seen> all = new ArrayList<>(look(pixels));
        Rect close = around(face, pixels);
        if (close.width > 0 && close.height > 0 && CLOSE * longer(close) <= longer(pixels)) {
            Mat part = pixels.submat(close);
            Affine shift = Affine.shift(-close.x, -close.y);
            look(part).forEach(seen -> all.add(new Seen(seen.face().before(shift), seen.turn())));
            part.release();
        }
        pixels.release();
        file.release();
        return apart(all).size();
    }

    private List<Seen> look(Mat pixels) {
        List<Seen> all = new ArrayList<>();
        Mat small = model.fitted(pixels);
        Affine shrunk = Affine.scale((double) longer(small) / longer(pixels));
        ImageSize size = new ImageSize(small.cols(), small.rows());
        model.look(small, SURE).forEach(face -> all.add(new Seen(face.before(shrunk), Orientation.UPRIGHT)));
        TURNS.forEach((turn, code) -> {
            Mat turned = new Mat();
            Core.rotate(small, turned, code);
            Affine transform = shrunk.then(turn.fromStored(size));
            model.look(turned, SURE).forEach(face -> all.add(new Seen(face.before(transform), turn)));
            turned.release();
        });
        small.release();
        return all;
    }

    private static Rect around(Box face, Mat pixels) {
        Box room = face.scaled(ROOM);
        int left = (int) Math.clamp(Math.floor(room.x()), 0, pixels.cols());
        int top = (int) Math.clamp(Math.floor(room.y()), 0, pixels.rows());
        int right = (int) Math.clamp(Math.ceil(room.right()), 0, pixels.cols());
        int bottom = (int) Math.clamp(Math.ceil(room.bottom()), 0, pixels.rows());
        return new Rect(left, top, right - left, bottom - top);
    }

    private static int longer(Rect part) {
        return Math.max(part.width, part.height);
    }

    private static int longer(Mat pixels) {
        return Math.max(pixels.cols(), pixels.rows());
    }

    /**
     * The faces in different places. A turned look often sees a face once more, askew, in a part of the one that another look
     * saw, and now and then one in the folds of a dress, but is not sure of it; so a face that lies otherwise than the surest
     * one must be sure itself and stand apart from it.
     */
    private static List<Detection> apart(List<Seen> all) {
        List<Seen> sorted = new ArrayList<>(all);
        sorted.sort(
                Comparator.comparingDouble((Seen seen) -> seen.face().score()).reversed());
        List<Seen> kept = new ArrayList<>();
        for (Seen seen : sorted) {
            boolean doubted = !kept.isEmpty()
                    && kept.getFirst().turn() != seen.turn()
                    && seen.face().score() < SURE_THOUGH_TURNED;
            if (!doubted && kept.stream().noneMatch(other -> other.isAlso(seen))) {
                kept.add(seen);
            }
        }
        return kept.stream().map(Seen::face).toList();
    }

    /** A face that one look saw. */
    private record Seen(Detection face, Orientation turn) {

        /** Whether this is the same face: they hold each other's middle, or from two sides a good part of each other. */
        boolean isAlso(Seen other) {
            Box mine = face.box();
            Box theirs = other.face.box();
            double smaller = Math.min(mine.area(), theirs.area());
            return mine.contains(theirs.centre())
                    || theirs.contains(mine.centre())
                    || (turn != other.turn && mine.intersection(theirs) > SHARED_ACROSS_TURNS * smaller);
        }
    }
}
