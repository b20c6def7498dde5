package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.models.Model;
import dev.visor.redaction.picture.DecodedPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Looks at a picture in every configured pass and gathers what is found. Not safe for use by several threads. */
public final class FaceFinder implements AutoCloseable {

    /** Neighbouring tiles share this part of a tile, so that a face on a seam is whole in one of them. */
    private static final double TILE_OVERLAP = 0.25;

    private final FaceModel model;
    private final boolean fallback;
    private final List<Pass> passes;
    private final Thresholds thresholds;

    private FaceFinder(FaceModel model, boolean fallback, List<Pass> passes, Thresholds thresholds) {
        this.model = model;
        this.fallback = fallback;
        this.passes = List.copyOf(passes);
        this.thresholds = thresholds;
    }

    /**
     * The best finder that a folder of models allows: YuNet, else the fallback.
     *
     * @throws IOException if a model is not what its name says, or none is there
     */
    public static FaceFinder from(Path models) throws IOException {
        return Model.YUNET.liesIn(models) ? yunet(models) : fullRange(models);
    }

    /** YuNet on the whole picture at two sizes; small pictures are enlarged, for its smallest face is about 10 px. */
    public static FaceFinder yunet(Path models) throws IOException {
        return new FaceFinder(
                new Yunet(Model.YUNET.read(models)),
                false,
                List.of(new Pass(640, 2, 1), new Pass(1280, 3, 1)),
                new Thresholds(0.7, 0.3));
    }

    /** The full-range model on the whole picture and on overlapping tiles of half and a quarter of its size. */
    public static FaceFinder fullRange(Path models) throws IOException {
        return new FaceFinder(
                Mediapipe.fullRange(Model.FULL_RANGE.read(models)),
                true,
                List.of(new Pass(192, 8, 1), new Pass(192, 8, 2), new Pass(192, 8, 4)),
                new Thresholds(0.6, 0.35));
    }

    /** Name and version of the detector, for records. */
    public String label() {
        return model.label();
    }

    /** Whether it is the weaker fallback. */
    public boolean fallback() {
        return fallback;
    }

    /** From which score on a face may be shown, and from which it must be hidden. */
    public Thresholds thresholds() {
        return thresholds;
    }

    /** All faces from the hiding threshold on, each once, the surest first. */
    public List<Detection> find(DecodedPicture picture) {
        List<Detection> all = new ArrayList<>();
        for (Pass pass : passes) {
            for (Rect tile : tiles(picture.pixels(), pass.tiles())) {
                look(picture, tile, pass, all);
            }
        }
        return Suppression.of(all);
    }

    private void look(DecodedPicture picture, Rect tile, Pass pass, List<Detection> all) {
        double scale =
                Math.min(pass.largestEnlargement(), (double) pass.longestSide() / Math.max(tile.width, tile.height));
        Mat part = picture.pixels().submat(tile);
        Mat scaled = new Mat();
        int width = Math.max(32, (int) Math.round(tile.width * scale));
        int height = Math.max(32, (int) Math.round(tile.height * scale));
        Imgproc.resize(
                part, scaled, new Size(width, height), 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
        Mat upright = turn(scaled, picture.orientation());
        Affine toUpright = picture.orientation().fromStored(new ImageSize(scaled.cols(), scaled.rows()));
        double scaleX = (double) width / tile.width;
        double scaleY = (double) height / tile.height;
        for (Detection found : model.look(upright, thresholds.hiding())) {
            Mapping mapping = new Mapping(toUpright, scaleX, scaleY, tile.x, tile.y);
            all.add(mapping.toStored(found));
        }
        upright.release();
        scaled.release();
        part.release();
    }

    private static List<Rect> tiles(Mat pixels, int count) {
        if (count == 1) {
            return List.of(new Rect(0, 0, pixels.cols(), pixels.rows()));
        }
        double share = 1 / (count - (count - 1) * TILE_OVERLAP);
        int width = (int) Math.ceil(pixels.cols() * share);
        int height = (int) Math.ceil(pixels.rows() * share);
        List<Rect> tiles = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < count; column++) {
                int x = (pixels.cols() - width) * column / (count - 1);
                int y = (pixels.rows() - height) * row / (count - 1);
                tiles.add(new Rect(x, y, width, height));
            }
        }
        return tiles;
    }

    private static Mat turn(Mat stored, Orientation orientation) {
        Mat turned = new Mat();
        switch (orientation) {
            case UPRIGHT -> stored.copyTo(turned);
            case MIRRORED -> Core.flip(stored, turned, 1);
            case HALF_TURN -> Core.rotate(stored, turned, Core.ROTATE_180);
            case FLIPPED -> Core.flip(stored, turned, 0);
            case TRANSPOSED -> Core.transpose(stored, turned);
            case QUARTER_TURN_RIGHT -> Core.rotate(stored, turned, Core.ROTATE_90_CLOCKWISE);
            case TRANSVERSED -> {
                Mat transposed = new Mat();
                Core.transpose(stored, transposed);
                Core.flip(transposed, turned, -1);
                transposed.release();
            }
            case QUARTER_TURN_LEFT -> Core.rotate(stored, turned, Core.ROTATE_90_COUNTERCLOCKWISE);
        }
        return turned;
    }

    @Override
    public void close() {
        model.close();
    }

    /** From the pixels of one look back to the stored raster. */
    private record Mapping(Affine toUpright, double scaleX, double scaleY, int tileX, int tileY) {

        Detection toStored(Detection found) {
            Box box = found.box();
            ImagePoint one = point(new ImagePoint(box.x(), box.y()));
            ImagePoint other = point(new ImagePoint(box.right(), box.bottom()));
            Box stored = new Box(
                    Math.min(one.x(), other.x()),
                    Math.min(one.y(), other.y()),
                    Math.abs(other.x() - one.x()),
                    Math.abs(other.y() - one.y()));
            return new Detection(stored, found.score(), point(found.rightEye()), point(found.leftEye()));
        }

        private ImagePoint point(ImagePoint upright) {
            double x = toUpright.inverseX(upright.x(), upright.y());
            double y = toUpright.inverseY(upright.x(), upright.y());
            return new ImagePoint(x / scaleX + tileX, y / scaleY + tileY);
        }
    }
}
