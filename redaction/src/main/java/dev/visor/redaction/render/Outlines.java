package dev.visor.redaction.render;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The shapes that views and exclusions have. */
public final class Outlines {

    /** Arcs are drawn with a corner every so many radians: the polygon misses the circle by under 1 % of its radius. */
    private static final double ARC_STEP = Math.PI / 12;

    private static final int ELLIPSE_CORNERS = 32;

    private Outlines() {}

    /**
     * The convex hull of the points, grown on all sides by a share of its smallest width. That is the same whichever way
     * the hull is turned, which the shorter side of an upright box around it is not.
     *
     * @param points at least three that are not in one line
     * @param margin the share, 0 to 1
     */
    public static Outline grown(List<ImagePoint> points, double margin) {
        return widened(points, margin * width(points));
    }

    /**
     * The convex hull of the points, grown on all sides.
     *
     * @param points at least three that are not in one line
     * @param radius by how many pixels
     */
    static Outline widened(List<ImagePoint> points, double radius) {
        List<ImagePoint> hull = hull(points);
        if (hull.size() < 3) {
            throw new IllegalArgumentException("A face's outline needs three points that are not in one line");
        }
        return new Outline(radius == 0 ? hull : offset(hull, radius));
    }

    /** The ellipse inscribed in a box. */
    public static Outline ellipse(Box box) {
        List<ImagePoint> corners = new ArrayList<>(ELLIPSE_CORNERS);
        // A polygon through points of an ellipse lies inside it; this factor makes it reach as far on average.
        double reach = 1 / Math.cos(Math.PI / ELLIPSE_CORNERS);
        for (int i = 0; i < ELLIPSE_CORNERS; i++) {
            double angle = 2 * Math.PI * i / ELLIPSE_CORNERS;
            corners.add(new ImagePoint(
                    box.centre().x() + reach * box.width() / 2 * Math.cos(angle),
                    box.centre().y() + reach * box.height() / 2 * Math.sin(angle)));
        }
        return new Outline(corners);
    }

    /** Andrew's monotone chain; clockwise on the screen, where y points down. */
    private static List<ImagePoint> hull(List<ImagePoint> points) {
        List<ImagePoint> sorted = points.stream()
                .distinct()
                .sorted(Comparator.comparingDouble(ImagePoint::x).thenComparingDouble(ImagePoint::y))
                .toList();
        List<ImagePoint> hull = new ArrayList<>(half(sorted));
        List<ImagePoint> back = half(sorted.reversed());
        if (!hull.isEmpty()) {
            hull.removeLast();
        }
        if (!back.isEmpty()) {
            back.removeLast();
        }
        hull.addAll(back);
        return hull;
    }

    private static List<ImagePoint> half(List<ImagePoint> sorted) {
        List<ImagePoint> chain = new ArrayList<>();
        for (ImagePoint point : sorted) {
            while (chain.size() >= 2 && cross(chain.get(chain.size() - 2), chain.getLast(), point) <= 0) {
                chain.removeLast();
            }
            chain.add(point);
        }
        return chain;
    }

    private static double cross(ImagePoint o, ImagePoint a, ImagePoint b) {
        return (a.x() - o.x()) * (b.y() - o.y()) - (a.y() - o.y()) * (b.x() - o.x());
    }

    /** The smallest distance of two parallel lines that hold the points; one of them lies on an edge of their hull. */
    static double width(List<ImagePoint> points) {
        List<ImagePoint> hull = hull(points);
        if (hull.size() < 3) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        ImagePoint from = hull.getLast();
        for (ImagePoint to : hull) {
            double farthest = 0;
            for (ImagePoint corner : hull) {
                farthest = Math.max(farthest, Math.abs(cross(from, to, corner)));
            }
            least = Math.min(least, farthest / Math.hypot(to.x() - from.x(), to.y() - from.y()));
            from = to;
        }
        return least;
    }

    /** The Minkowski sum of a convex polygon and a disc: each corner becomes an arc between its edges' normals. */
    private static List<ImagePoint> offset(List<ImagePoint> hull, double radius) {
        List<ImagePoint> grown = new ArrayList<>();
        int n = hull.size();
        for (int i = 0; i < n; i++) {
            ImagePoint before = hull.get((i + n - 1) % n);
            ImagePoint corner = hull.get(i);
            ImagePoint after = hull.get((i + 1) % n);
            double from = outwards(before, corner);
            double turn = outwards(corner, after) - from;
            turn -= 2 * Math.PI * Math.floor(turn / (2 * Math.PI));
            int steps = (int) Math.ceil(turn / ARC_STEP);
            for (int step = 0; step <= steps; step++) {
                double angle = from + (steps == 0 ? 0 : turn * step / steps);
                grown.add(new ImagePoint(corner.x() + radius * Math.cos(angle), corner.y() + radius * Math.sin(angle)));
            }
        }
        return grown;
    }

    /** The direction away from the hull on the edge from a to b; the hull lies to the left in mathematical axes. */
    private static double outwards(ImagePoint a, ImagePoint b) {
        return Math.atan2(-(b.x() - a.x()), b.y() - a.y());
    }
}
