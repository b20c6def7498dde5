package dev.visor.redaction.mesh;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The points that an annotator starts from, and how far to trust each.
 *
 * <p>Several looks at slightly different squares put a point at slightly different places. Where they scatter more, a
 * point is farther from where somebody else would put it; but even where they agree, it is off by some share of the eyes'
 * distance, for another model means something else by the name of the point. {@link MeshPlace.Trust} weighs the two. That
 * tells how well two models agree, which points to look at first, and nothing of how right either is.
 *
 * @param points in stored pixels, in the order of the places that were asked for
 * @param sigma for each point the standard deviation along each axis, in stored pixels, more than 0; 68 % of points lie
 *     within 1.52 of it, 95 % within 2.45
 */
public record Suggestion(List<ImagePoint> points, List<Double> sigma) {

    /** The outer corners of the right and the left eye. */
    private static final int RIGHT_EYE = 33;

    private static final int LEFT_EYE = 263;

    public Suggestion {
        points = List.copyOf(points);
        sigma = List.copyOf(sigma);
        if (sigma.size() != points.size()) {
            throw new IllegalArgumentException("Each point of a suggestion has its deviation");
        }
        if (!sigma.isEmpty() && (!(Collections.min(sigma) > 0) || !Double.isFinite(Collections.max(sigma)))) {
            throw new IllegalArgumentException("A deviation is finite and more than 0");
        }
    }

    /**
     * The means of several looks at one face, with what their scatter says.
     *
     * @param upright from the stored raster to the one in which people stand
     */
    static Suggestion of(List<Mesh> looks, List<MeshPlace> places, Affine upright) {
        double eyes = eyes(looks);
        List<ImagePoint> points = new ArrayList<>(places.size());
        List<Double> sigma = new ArrayList<>(places.size());
        for (MeshPlace place : places) {
            List<ImagePoint> seen =
                    looks.stream().map(look -> place.in(look, upright)).toList();
            ImagePoint mean = mean(seen);
            points.add(mean);
            sigma.add(place.trust().calibration().sigma(scatter(seen, mean), eyes));
        }
        return new Suggestion(points, sigma);
    }

    /** How far apart the outer corners of the eyes are; never without extent, so that a deviation is never 0. */
    static double eyes(List<Mesh> looks) {
        ImagePoint right =
                mean(looks.stream().map(look -> look.points().get(RIGHT_EYE)).toList());
        ImagePoint left =
                mean(looks.stream().map(look -> look.points().get(LEFT_EYE)).toList());
        return Math.max(1e-3, Math.hypot(left.x() - right.x(), left.y() - right.y()));
    }

    static ImagePoint mean(List<ImagePoint> points) {
        double x = 0;
        double y = 0;
        for (ImagePoint point : points) {
            x += point.x();
            y += point.y();
        }
        return new ImagePoint(x / points.size(), y / points.size());
    }

    /** The standard deviation along each axis, in pixels, of one point in several looks. */
    static double scatter(List<ImagePoint> points, ImagePoint mean) {
        double sum = 0;
        for (ImagePoint point : points) {
            double x = point.x() - mean.x();
            double y = point.y() - mean.y();
            sum += x * x + y * y;
        }
        return Math.sqrt(sum / (2 * points.size()));
    }

    @Override
    public String toString() {
        return "Suggestion[]";
    }
}
