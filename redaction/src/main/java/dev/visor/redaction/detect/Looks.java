package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.Turning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** One picture, prepared for the looks of each pass; what is found is brought back to the stored raster. Close it. */
final class Looks implements AutoCloseable {

    /** Neighbouring tiles share this part of a tile, so that a face on a seam is whole in one of them. */
    private static final double TILE_OVERLAP = 0.25;

    /** The turns besides none. */
    static final List<Orientation> TURNS =
            List.of(Orientation.QUARTER_TURN_RIGHT, Orientation.HALF_TURN, Orientation.QUARTER_TURN_LEFT);

    /** How far a look around one face reaches, in sides of its box. */
    private static final double SURROUNDINGS = 3;

    /** Pixels of a face's side: in the middle of what the networks were taught on. */
    private static final double BEST_SIDE = 96;

    private final FaceModel model;
    private final DecodedPicture picture;
    private final Rect whole;

    /** The whole picture, as it is stored, in each size that was looked at. */
    private final List<Mat> sizes = new ArrayList<>();

    private final Set<Look> looked = new HashSet<>();

    Looks(FaceModel model, DecodedPicture picture) {
        this.model = model;
        this.picture = picture;
        this.whole = new Rect(0, 0, picture.pixels().cols(), picture.pixels().rows());
    }

    /**
     * Everything that one pass finds, with what its looks find several times; nothing where an earlier pass has seen the
     * same pixels.
     *
     * @param threshold the least score of what is returned
     */
    List<Detection> at(Pass pass, double threshold) {
        List<Detection> found = new ArrayList<>();
        for (Rect tile : tiles(whole, pass.tiles())) {
            double scale = Math.min(
                    pass.largestEnlargement(), (double) pass.longestSide() / Math.max(tile.width, tile.height));
            int width = Math.max(32, (int) Math.round(tile.width * scale));
            int height = Math.max(32, (int) Math.round(tile.height * scale));
            if (looked.add(new Look(tile, width, height, pass.quarterTurns()))) {
                look(tile, new Size(width, height), turn(pass), threshold, found);
            }
        }
        return found;
    }

    /** Everything that one look finds which makes a face of this box as large as the networks know faces best. */
    List<Detection> around(Box box, Orientation turn, double threshold) {
        double side = Math.max(box.width(), box.height());
        Rect tile = within(box.scaled(SURROUNDINGS * side / box.shorterSide()));
        if (tile.empty()) {
            return List.of();
        }
        double scale = BEST_SIDE / side;
        Size size =
                new Size(Math.max(32, Math.round(tile.width * scale)), Math.max(32, Math.round(tile.height * scale)));
        List<Detection> found = new ArrayList<>();
        look(tile, size, turn, threshold, found);
        return found;
    }

    /** The turn that brings a face's eyes nearest to level, the right one on the left hand side. */
    Orientation turnUpright(Detection face) {
        Affine toUpright = picture.storedToUpright();
        ImagePoint right = face.rightEye();
        ImagePoint left = face.leftEye();
        double across = toUpright.x(left.x(), left.y()) - toUpright.x(right.x(), right.y());
        double down = toUpright.y(left.x(), left.y()) - toUpright.y(right.x(), right.y());
        if (Math.abs(across) >= Math.abs(down)) {
            return across >= 0 ? Orientation.UPRIGHT : Orientation.HALF_TURN;
        }
        return down > 0 ? Orientation.QUARTER_TURN_LEFT : Orientation.QUARTER_TURN_RIGHT;
    }

    /** Whether a face was larger in the largest look at the whole picture than the networks know faces best. */
    boolean large(Box box) {
        double most = sizes.stream().mapToDouble(Mat::cols).max().orElse(0) / whole.width;
        return Math.max(box.width(), box.height()) * most > BEST_SIDE;
    }

    private Rect within(Box box) {
        int left = (int) Math.clamp(Math.floor(box.x()), 0, whole.width);
        int top = (int) Math.clamp(Math.floor(box.y()), 0, whole.height);
        int right = (int) Math.clamp(Math.ceil(box.right()), 0, whole.width);
        int bottom = (int) Math.clamp(Math.ceil(box.bottom()), 0, whole.height);
        return new Rect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }

    private void look(Rect tile, Size size, Orientation turn, double threshold, List<Detection> found) {
        Mat scaled = tile.equals(whole) ? whole(size) : part(tile, size);
        Mat upright = Turning.turned(scaled, picture.orientation());
        Mat turned = Turning.turned(upright, turn);
        Affine toUpright = picture.orientation().fromStored(new ImageSize(scaled.cols(), scaled.rows()));
        Affine toTurned = toUpright.then(turn.fromStored(new ImageSize(upright.cols(), upright.rows())));
        Mapping mapping = new Mapping(toTurned, size.width / tile.width, size.height / tile.height, tile.x, tile.y);
        for (Detection face : model.look(turned, threshold)) {
            found.add(mapping.toStored(face));
        }
        turned.release();
        upright.release();
        if (!sizes.contains(scaled)) {
            scaled.release();
        }
    }

    /** Made from a size at least twice as large where there is one: to go through all pixels again takes long. */
    private Mat whole(Size size) {
        Mat from = picture.pixels();
        for (Mat larger : sizes) {
            if (larger.size().equals(size)) {
                return larger;
            }
            if (larger.cols() >= 2 * size.width && larger.cols() < from.cols()) {
                from = larger;
            }
        }
        Mat scaled = scaled(from, size);
        sizes.add(scaled);
        return scaled;
    }

    private Mat part(Rect tile, Size size) {
        Mat part = picture.pixels().submat(tile);
        Mat scaled = scaled(part, size);
        part.release();
        return scaled;
    }

    /** Halves first, where that is possible: averages of four pixels are fast, and many odd ones are not. */
    private static Mat scaled(Mat from, Size size) {
        if (from.cols() > 2 * size.width && from.rows() > 2 * size.height) {
            Mat half = new Mat();
            Imgproc.resize(from, half, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
            Mat scaled = scaled(half, size);
            half.release();
            return scaled;
        }
        Mat scaled = new Mat();
        Imgproc.resize(from, scaled, size, 0, 0, size.width < from.cols() ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
        return scaled;
    }

    @Override
    public void close() {
        sizes.forEach(Mat::release);
    }

    private static Orientation turn(Pass pass) {
        return switch (pass.quarterTurns()) {
            case 1 -> Orientation.QUARTER_TURN_RIGHT;
            case 2 -> Orientation.HALF_TURN;
            case 3 -> Orientation.QUARTER_TURN_LEFT;
            default -> Orientation.UPRIGHT;
        };
    }

    private static List<Rect> tiles(Rect whole, int count) {
        if (count == 1) {
            return List.of(whole);
        }
        double share = 1 / (count - (count - 1) * TILE_OVERLAP);
        int width = (int) Math.ceil(whole.width * share);
        int height = (int) Math.ceil(whole.height * share);
        List<Rect> tiles = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < count; column++) {
                int x = (whole.width - width) * column / (count - 1);
                int y = (whole.height - height) * row / (count - 1);
                tiles.add(new Rect(x, y, width, height));
            }
        }
        return tiles;
    }

    /** What makes two looks the same. */
    private record Look(Rect tile, int width, int height, int quarterTurns) {}

    /** From the pixels of one look back to the stored raster. */
    private record Mapping(Affine toTurned, double scaleX, double scaleY, int tileX, int tileY) {

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

        private ImagePoint point(ImagePoint turned) {
            double x = toTurned.inverseX(turned.x(), turned.y());
            double y = toTurned.inverseY(turned.x(), turned.y());
            return new ImagePoint(x / scaleX + tileX, y / scaleY + tileY);
        }
    }
}
