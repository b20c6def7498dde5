package dev.visor.redaction.geometry;

/**
 * A transform of the plane: {@code (x, y) -> (a x + b y + tx, c x + d y + ty)}, corner-origin on both sides.
 *
 * <p>Only similarities are let in (turn, uniform scale, shift, mirror): a shear would give a view two scales, and a
 * point's error would depend on its direction.
 */
public record Affine(double a, double b, double tx, double c, double d, double ty) {

    /** The largest scale, and the inverse of the smallest: beyond it lies a mistake or an attack, not a face. */
    public static final double LARGEST_SCALE = 256;

    private static final double FARTHEST_SHIFT = 1e7;
    private static final double SHEAR_TOLERANCE = 1e-9;

    public Affine {
        // One zero, so that equal transforms are equal records.
        a += 0.0;
        b += 0.0;
        tx += 0.0;
        c += 0.0;
        d += 0.0;
        ty += 0.0;
        double first = Math.hypot(a, c);
        double second = Math.hypot(b, d);
        if (!(first >= 1 / LARGEST_SCALE && first <= LARGEST_SCALE)
                || !(second >= 1 / LARGEST_SCALE && second <= LARGEST_SCALE)) {
            throw new IllegalArgumentException(
                    "A transform scales by 1/" + (int) LARGEST_SCALE + " to " + (int) LARGEST_SCALE + " and is finite");
        }
        if (!(Math.abs(first - second) <= SHEAR_TOLERANCE * first)
                || !(Math.abs(a * b + c * d) <= SHEAR_TOLERANCE * first * second)) {
            throw new IllegalArgumentException("A transform keeps angles: turn, scale, shift, mirror, no shear");
        }
        if (!(Math.abs(tx) <= FARTHEST_SHIFT) || !(Math.abs(ty) <= FARTHEST_SHIFT)) {
            throw new IllegalArgumentException("A transform shifts by at most " + (long) FARTHEST_SHIFT + " px");
        }
    }

    /** Leaves every point where it is. */
    public static Affine identity() {
        return new Affine(1, 0, 0, 0, 1, 0);
    }

    /** Moves by the given pixels. */
    public static Affine shift(double x, double y) {
        return new Affine(1, 0, x, 0, 1, y);
    }

    /** Scales about the origin. */
    public static Affine scale(double factor) {
        return new Affine(factor, 0, 0, 0, factor, 0);
    }

    /** The transform that does this one first and {@code next} after it. */
    public Affine then(Affine next) {
        return new Affine(
                next.a * a + next.b * c,
                next.a * b + next.b * d,
                next.a * tx + next.b * ty + next.tx,
                next.c * a + next.d * c,
                next.c * b + next.d * d,
                next.c * tx + next.d * ty + next.ty);
    }

    /** The transformed abscissa. */
    public double x(double x, double y) {
        return a * x + b * y + tx;
    }

    /** The transformed ordinate. */
    public double y(double x, double y) {
        return c * x + d * y + ty;
    }

    /** The original abscissa of a transformed point: solved, not multiplied by a rounded inverse. */
    public double inverseX(double u, double v) {
        return (d * (u - tx) - b * (v - ty)) / determinant();
    }

    /** The original ordinate of a transformed point. */
    public double inverseY(double u, double v) {
        return (a * (v - ty) - c * (u - tx)) / determinant();
    }

    /** Pixels after per pixel before. */
    public double scale() {
        return Math.sqrt(Math.abs(determinant()));
    }

    /** Whether axes stay axes: no turn but quarter turns, so that rows and columns can be resampled one by one. */
    public boolean keepsAxes() {
        return (a == 0 && d == 0) || (b == 0 && c == 0);
    }

    private double determinant() {
        return a * d - b * c;
    }
}
