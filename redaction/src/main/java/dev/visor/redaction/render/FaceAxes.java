package dev.visor.redaction.render;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.List;

/**
 * Coordinates that go with a face: from the middle of its contour, upwards in shares of its height, across in shares of its
 * width.
 *
 * @param middle in stored pixels
 * @param upX the direction from chin to hairline, of length 1
 * @param upY likewise
 * @param height the contour's extent along that direction, in stored pixels
 * @param width its extent across, or {@link #LEAST_WIDTH} of the height, in stored pixels
 */
record FaceAxes(ImagePoint middle, double upX, double upY, double height, double width) {

    /** Of the height: a frontal face is about this wide, and a head that is turned away is wider than its contour. */
    static final double LEAST_WIDTH = 0.8;

    static FaceAxes of(FaceContour face) {
        double x = face.hairline().x() - face.chin().x();
        double y = face.hairline().y() - face.chin().y();
        double length = Math.hypot(x, y);
        if (!(length > 0)) {
            throw new IllegalArgumentException("A face's contour has a height");
        }
        return along(face.points(), x / length, y / length);
    }

    /** The same face with the axes of the raster in which people stand. */
    FaceAxes upright(Affine upright) {
        double scale = upright.scale();
        double x = upright.inverseX(0, -1) - upright.inverseX(0, 0);
        double y = upright.inverseY(0, -1) - upright.inverseY(0, 0);
        return new FaceAxes(middle, x * scale, y * scale, height, width);
    }

    private static FaceAxes along(List<ImagePoint> points, double upX, double upY) {
        Extent up = Extent.of(points, upX, upY);
        Extent across = Extent.of(points, -upY, upX);
        ImagePoint middle =
                new ImagePoint(up.middle() * upX - across.middle() * upY, up.middle() * upY + across.middle() * upX);
        return new FaceAxes(middle, upX, upY, up.length(), Math.max(across.length(), LEAST_WIDTH * up.length()));
    }

    /** A place, in shares of width and height from the middle. */
    ImagePoint at(double across, double up) {
        return from(middle, across, up);
    }

    /** A place, in shares of width and height from another place. */
    ImagePoint from(ImagePoint place, double across, double up) {
        double right = across * width;
        double rise = up * height;
        return new ImagePoint(place.x() - right * upY + rise * upX, place.y() + right * upX + rise * upY);
    }

    /** The corners of the smallest rectangle along these axes around the points. */
    List<ImagePoint> box(List<ImagePoint> points) {
        Extent up = Extent.of(points, upX, upY);
        Extent across = Extent.of(points, -upY, upX);
        return List.of(
                corner(across.least(), up.least()),
                corner(across.least(), up.most()),
                corner(across.most(), up.most()),
                corner(across.most(), up.least()));
    }

    private ImagePoint corner(double across, double up) {
        return new ImagePoint(up * upX - across * upY, up * upY + across * upX);
    }

    /** How far points reach along a direction. */
    private record Extent(double least, double most) {

        static Extent of(List<ImagePoint> points, double x, double y) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (ImagePoint point : points) {
                double along = point.x() * x + point.y() * y;
                least = Math.min(least, along);
                most = Math.max(most, along);
            }
            return new Extent(least, most);
        }

        double middle() {
            return (least + most) / 2;
        }

        double length() {
            return most - least;
        }
    }
}
