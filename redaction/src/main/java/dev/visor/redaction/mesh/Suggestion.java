package dev.visor.redaction.mesh;

import dev.visor.redaction.geometry.ImagePoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The 68 points of 300-W that an annotator starts from, and how far to trust each.
 *
 * <p>Several looks at slightly different squares put a point at slightly different places. Where they scatter more, a
 * point is farther from where somebody else would put it; but even where they agree, it is off by some share of the eyes'
 * distance, for another model means something else by the name of the point. Hence
 * {@code sigma^2 = (factor * scatter)^2 + (share * distance of the outer corners of the eyes)^2}, with a factor and a
 * share for the jaw and others for the rest. They were learnt on faces whose truth is another model's: they tell how well
 * two models agree, which points to look at first, and nothing of how right either is.
 *
 * @param points in stored pixels, in the order of 300-W
 * @param sigma for each point the standard deviation along each axis, in stored pixels, more than 0; 68 % of points lie
 *     within 1.52 of it, 95 % within 2.45
 */
public record Suggestion(List<ImagePoint> points, List<Double> sigma) {

    /** The points of the jaw are the first: a border that each model draws elsewhere. */
    static final int JAW = 17;

    static final Calibration JAWS = new Calibration(3.5, 0.05);
    static final Calibration OTHERS = new Calibration(1.9, 0.025);

    private static final int RIGHT_EYE = 36;
    private static final int LEFT_EYE = 45;

    public Suggestion {
        points = List.copyOf(points);
        sigma = List.copyOf(sigma);
        if (points.size() != Ibug68.POINTS || sigma.size() != Ibug68.POINTS) {
            throw new IllegalArgumentException(
                    "A suggestion has " + Ibug68.POINTS + " points, each with its deviation");
        }
        if (!(Collections.min(sigma) > 0) || !Double.isFinite(Collections.max(sigma))) {
            throw new IllegalArgumentException("A deviation is finite and more than 0");
        }
    }

    /** The means of several looks at one face, with what their scatter says. */
    static Suggestion of(List<Mesh> looks) {
        List<List<ImagePoint>> sets = looks.stream().map(Ibug68::of).toList();
        List<ImagePoint> points = new ArrayList<>(Ibug68.POINTS);
        for (int i = 0; i < Ibug68.POINTS; i++) {
            points.add(mean(sets, i));
        }
        ImagePoint right = points.get(RIGHT_EYE);
        ImagePoint left = points.get(LEFT_EYE);
        // Never without extent, so that a deviation is never 0.
        double eyes = Math.max(1e-3, Math.hypot(left.x() - right.x(), left.y() - right.y()));
        List<Double> sigma = new ArrayList<>(Ibug68.POINTS);
        for (int i = 0; i < Ibug68.POINTS; i++) {
            sigma.add((i < JAW ? JAWS : OTHERS).sigma(scatter(sets, i, points.get(i)), eyes));
        }
        return new Suggestion(points, sigma);
    }

    private static ImagePoint mean(List<List<ImagePoint>> sets, int point) {
        double x = 0;
        double y = 0;
        for (List<ImagePoint> set : sets) {
            x += set.get(point).x();
            y += set.get(point).y();
        }
        return new ImagePoint(x / sets.size(), y / sets.size());
    }

    /** The standard deviation along each axis, in pixels, of one point in several looks. */
    static double scatter(List<List<ImagePoint>> sets, int point, ImagePoint mean) {
        double sum = 0;
        for (List<ImagePoint> set : sets) {
            double x = set.get(point).x() - mean.x();
            double y = set.get(point).y() - mean.y();
            sum += x * x + y * y;
        }
        return Math.sqrt(sum / (2 * sets.size()));
    }

    /**
     * From scatter to deviation.
     *
     * @param factor of the scatter
     * @param share of the distance of the eyes
     */
    record Calibration(double factor, double share) {

        double sigma(double scatter, double eyes) {
            return Math.hypot(factor * scatter, share * eyes);
        }
    }

    @Override
    public String toString() {
        return "Suggestion[]";
    }
}
