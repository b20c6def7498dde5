package dev.visor.gateway.landmarks.geometry;

import java.util.List;

/**
 * A covariance in space; its third axis is 0 once it is that of places in a picture.
 *
 * @param along the covariances xx, xy, xz, yy, yz, zz
 */
record Spread(List<Double> along) {

    static Spread of(List<Vector> places) {
        Vector mean = Vector.ZERO;
        for (Vector place : places) {
            mean = mean.plus(1.0 / places.size(), place);
        }
        double[] sums = new double[6];
        for (Vector place : places) {
            Vector d = place.minus(mean);
            double[] products = {
                d.x() * d.x(), d.x() * d.y(), d.x() * d.z(), d.y() * d.y(), d.y() * d.z(), d.z() * d.z()
            };
            for (int i = 0; i < 6; i++) {
                sums[i] += products[i] / (places.size() - 1);
            }
        }
        return new Spread(List.of(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]));
    }

    /**
     * As it is seen, in square pixels.
     *
     * @param own what the annotators add along each axis, in pixels
     */
    Spread seen(SimulatedShot shot, double own) {
        Vector x = shot.way(new Vector(1, 0, 0));
        Vector y = shot.way(new Vector(0, 1, 0));
        Vector z = shot.way(new Vector(0, 0, 1));
        double added = own * own;
        return new Spread(List.of(
                form(x.x(), y.x(), z.x(), x.x(), y.x(), z.x()) + added,
                form(x.x(), y.x(), z.x(), x.y(), y.y(), z.y()),
                0.0,
                form(x.y(), y.y(), z.y(), x.y(), y.y(), z.y()) + added,
                0.0,
                0.0));
    }

    /** With half of the annotators that far to one side and half to the other, in pixels. */
    Spread plus(Vector way) {
        return new Spread(List.of(
                along.get(0) + way.x() * way.x(),
                along.get(1) + way.x() * way.y(),
                0.0,
                along.get(3) + way.y() * way.y(),
                0.0,
                0.0));
    }

    private double form(double a, double b, double c, double d, double e, double f) {
        return along.get(0) * a * d
                + along.get(1) * (a * e + b * d)
                + along.get(2) * (a * f + c * d)
                + along.get(3) * b * e
                + along.get(4) * (b * f + c * e)
                + along.get(5) * c * f;
    }

    /** How many deviations a way in the picture is long (Mahalanobis' distance). */
    double deviations(double x, double y) {
        double xx = along.get(0);
        double xy = along.get(1);
        double yy = along.get(3);
        return Math.sqrt((yy * x * x - 2 * xy * x * y + xx * y * y) / (xx * yy - xy * xy));
    }

    /** The way in the picture in a direction that is so many deviations long. */
    Vector way(double angle, double deviations) {
        double x = Math.cos(angle);
        double y = Math.sin(angle);
        double factor = deviations / deviations(x, y);
        return new Vector(factor * x, factor * y, 0);
    }
}
