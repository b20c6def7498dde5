package dev.visor.redaction.mesh;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.mesh.AverageFace.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opencv.calib3d.Calib3d;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.MatOfPoint3f;
import org.opencv.core.Point;
import org.opencv.core.Point3;

/** Lays the average face through the points of a seen one, by OpenCV's perspective-n-point. */
final class HeadFit {

    private HeadFit() {}

    /**
     * The rotation of the average face against the line of sight, row by row, in the camera's axes (x to the right, y
     * down, z away from the viewer); null where no pose fits.
     *
     * @param seen the points of {@link AverageFace#PLACES}, in upright pixels
     */
    static double @Nullable [] rotation(List<Point> seen, ImageSize upright) {
        double pixelsPerCentimetre = Math.max(
                scale(seen, AverageFace.RIGHT_EYE, AverageFace.LEFT_EYE),
                scale(seen, AverageFace.NOSE_ROOT, AverageFace.NOSE_BASE));
        if (!(pixelsPerCentimetre > 0)) {
            return null;
        }
        // A face that looks at the camera is the first guess. OpenCV's closed forms need none, but refuse small faces.
        Point eyes = between(seen, AverageFace.RIGHT_EYE, AverageFace.LEFT_EYE);
        Point nose = seen.get(AverageFace.PLACES.indexOf(AverageFace.NOSE_ROOT));
        Mat turn = column(0, 0, Math.atan2(eyes.y, eyes.x));
        Mat shift = column(
                (nose.x - upright.width() / 2.0) / pixelsPerCentimetre,
                (nose.y - upright.height() / 2.0) / pixelsPerCentimetre,
                upright.longestSide() / pixelsPerCentimetre);
        try {
            return fit(seen, upright, turn, shift) ? againstLineOfSight(turn, shift) : null;
        } finally {
            turn.release();
            shift.release();
        }
    }

    private static boolean fit(List<Point> seen, ImageSize upright, Mat turn, Mat shift) {
        MatOfPoint3f places = new MatOfPoint3f(
                AverageFace.PLACES.stream().map(Place::beforeCamera).toArray(Point3[]::new));
        MatOfPoint2f points = new MatOfPoint2f(seen.toArray(Point[]::new));
        MatOfDouble undistorted = new MatOfDouble();
        double focal = upright.longestSide();
        Mat camera = new Mat(3, 3, CvType.CV_64F);
        camera.put(0, 0, focal, 0, upright.width() / 2.0, 0, focal, upright.height() / 2.0, 0, 0, 1);
        boolean found =
                Calib3d.solvePnP(places, points, camera, undistorted, turn, shift, true, Calib3d.SOLVEPNP_ITERATIVE);
        List.of(places, points, undistorted, camera).forEach(Mat::release);
        return found;
    }

    /** Swings the camera to the head, so that a head that faces it is not turned wherever it is. */
    private static double @Nullable [] againstLineOfSight(Mat turn, Mat shift) {
        double[] to = new double[3];
        shift.get(0, 0, to);
        double aside = Math.hypot(to[0], to[1]);
        double angle = Math.atan2(aside, to[2]);
        double perCentimetre = aside == 0 ? 0 : angle / aside;
        Mat swing = column(to[1] * perCentimetre, -to[0] * perCentimetre, 0);
        Mat nowhere = column(0, 0, 0);
        Mat both = new Mat();
        Mat unused = new Mat();
        Mat matrix = new Mat();
        Calib3d.composeRT(turn, nowhere, swing, nowhere, both, unused);
        Calib3d.Rodrigues(both, matrix);
        double[] rotation = new double[9];
        matrix.get(0, 0, rotation);
        List.of(swing, nowhere, both, unused, matrix).forEach(Mat::release);
        for (double value : rotation) {
            if (!Double.isFinite(value)) {
                return null;
            }
        }
        // Behind the camera the equations have solutions, too.
        return to[2] > 0 ? rotation : null;
    }

    private static double scale(List<Point> seen, Place from, Place to) {
        Point way = between(seen, from, to);
        return Math.hypot(way.x, way.y) / from.distance(to);
    }

    private static Point between(List<Point> seen, Place from, Place to) {
        Point a = seen.get(AverageFace.PLACES.indexOf(from));
        Point b = seen.get(AverageFace.PLACES.indexOf(to));
        return new Point(b.x - a.x, b.y - a.y);
    }

    private static Mat column(double x, double y, double z) {
        Mat column = new Mat(3, 1, CvType.CV_64F);
        column.put(0, 0, x, y, z);
        return column;
    }
}
