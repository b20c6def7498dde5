package dev.visor.redaction.measure;

import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.picture.ViewFile;
import dev.visor.redaction.render.Outlines;
import java.util.List;

/** Two faces of one picture: how near they are, and what a view of the one shows of the other. */
final class Neighbours {

    private Neighbours() {}

    /**
     * The gap between the hulls of two faces' landmarks, as a multiple of the margin around the first; 0 where they
     * touch.
     */
    static double gap(List<ImagePoint> face, List<ImagePoint> other, double margin) {
        Outline hull = Outlines.grown(face, 0);
        Outline theirs = Outlines.grown(other, 0);
        double radius =
                hull.bounds().x() - Outlines.grown(face, margin).bounds().x();
        return Math.min(gap(hull, theirs), gap(theirs, hull)) / radius;
    }

    private static double gap(Outline corners, Outline edges) {
        double least = Double.POSITIVE_INFINITY;
        for (ImagePoint corner : corners.corners()) {
            if (edges.contains(corner)) {
                return 0;
            }
            ImagePoint from = edges.corners().getLast();
            for (ImagePoint to : edges.corners()) {
                least = Math.min(least, distance(corner, from, to));
                from = to;
            }
        }
        return least;
    }

    private static double distance(ImagePoint point, ImagePoint from, ImagePoint to) {
        double x = to.x() - from.x();
        double y = to.y() - from.y();
        double along = ((point.x() - from.x()) * x + (point.y() - from.y()) * y) / (x * x + y * y);
        double t = Math.clamp(along, 0, 1);
        return Math.hypot(point.x() - from.x() - t * x, point.y() - from.y() - t * y);
    }

    /** How many of these points of somebody else lie on pixels of a view that are not filled. */
    static int shown(byte[] view, ViewFrame frame, List<ImagePoint> points, int fill) throws PictureRefusedException {
        int width = frame.view().width();
        boolean[] seen = new boolean[width * frame.view().height()];
        ViewFile.of(view).rows((y, rgb) -> {
            for (int x = 0; x < width; x++) {
                seen[y * width + x] =
                        rgb[3 * x] != (byte) fill || rgb[3 * x + 1] != (byte) fill || rgb[3 * x + 2] != (byte) fill;
            }
        });
        int shown = 0;
        for (ImagePoint point : points) {
            ViewPoint in = frame.toView(point);
            int x = (int) Math.floor(in.x());
            int y = (int) Math.floor(in.y());
            if (x >= 0 && y >= 0 && x < width && y < frame.view().height() && seen[y * width + x]) {
                shown++;
            }
        }
        return shown;
    }
}
