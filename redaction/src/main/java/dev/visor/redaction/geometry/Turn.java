package dev.visor.redaction.geometry;

/**
 * By how much an upright picture is turned further, so that a face stands straight in its view.
 *
 * <p>Turns come in whole steps, so that whoever is told the count computes the same matrix to the last bit.
 *
 * @param steps sixteenths of a degree, clockwise on the screen; more than -180 degrees, at most 180
 */
public record Turn(int steps) {

    /** Steps in a degree. Half a step moves a point that is 1000 px away by 0.55 px. */
    public static final int PER_DEGREE = 16;

    /** Leaves the picture as it is. */
    public static final Turn NONE = new Turn(0);

    private static final int QUARTER = 90 * PER_DEGREE;
    private static final int FULL = 4 * QUARTER;

    public Turn {
        if (steps <= -FULL / 2 || steps > FULL / 2) {
            throw new IllegalArgumentException(
                    "A turn is more than -" + FULL / 2 + " and at most " + FULL / 2 + " steps, not " + steps);
        }
    }

    /**
     * The turn nearest to an angle.
     *
     * @param degrees clockwise on the screen, finite, of any size
     */
    public static Turn nearest(double degrees) {
        if (!Double.isFinite(degrees)) {
            throw new IllegalArgumentException("A turn needs a finite angle");
        }
        int steps = (int) Math.round(Math.IEEEremainder(degrees, 360) * PER_DEGREE);
        return new Turn(steps == -FULL / 2 ? FULL / 2 : steps);
    }

    /**
     * The turn after which the line between a face's eyes is level, the person's right eye on the left: in the view it
     * then sinks by less than 0.06 % of its length. {@link #NONE} where both eyes are at the same place.
     *
     * @param stored size of the stored raster
     * @param orientation how the stored raster is turned upright
     */
    public static Turn levelling(ImageSize stored, Orientation orientation, ImagePoint rightEye, ImagePoint leftEye) {
        Affine upright = orientation.fromStored(stored);
        double across = upright.x(leftEye.x(), leftEye.y()) - upright.x(rightEye.x(), rightEye.y());
        double down = upright.y(leftEye.x(), leftEye.y()) - upright.y(rightEye.x(), rightEye.y());
        return nearest(-Math.toDegrees(Math.atan2(down, across)));
    }

    /** Degrees, clockwise on the screen. */
    public double degrees() {
        return (double) steps / PER_DEGREE;
    }

    /**
     * The transform from the upright raster of this size to the turned one, whose top-left corner is a whole number of
     * pixels away from the smallest place of the upright raster.
     */
    public Affine fromUpright(ImageSize upright) {
        Affine about = aboutOrigin();
        return about.then(Affine.shift(
                -Math.floor(least(about.a() * upright.width(), about.b() * upright.height())),
                -Math.floor(least(about.c() * upright.width(), about.d() * upright.height()))));
    }

    /** The whole turned raster: the smallest one of whole pixels that holds the upright one. */
    public Crop raster(ImageSize upright) {
        Affine turned = fromUpright(upright);
        double right = turned.tx() - least(-turned.a() * upright.width(), -turned.b() * upright.height());
        double bottom = turned.ty() - least(-turned.c() * upright.width(), -turned.d() * upright.height());
        return new Crop(0, 0, (int) Math.ceil(right), (int) Math.ceil(bottom));
    }

    /** The least that one coordinate of a parallelogram's corners becomes, whose first corner is the origin. */
    private static double least(double alongWidth, double alongHeight) {
        return Math.min(0, alongWidth) + Math.min(0, alongHeight);
    }

    private Affine aboutOrigin() {
        double cos;
        double sin;
        if (steps % QUARTER == 0) {
            int quarters = Math.floorMod(steps / QUARTER, 4);
            cos = quarters == 0 ? 1 : quarters == 2 ? -1 : 0;
            sin = quarters == 1 ? 1 : quarters == 3 ? -1 : 0;
        } else {
            // StrictMath: the last bit must not depend on the processor.
            double radians = degrees() / 180 * StrictMath.PI;
            cos = StrictMath.cos(radians);
            sin = StrictMath.sin(radians);
        }
        return new Affine(cos, -sin, 0, sin, cos, 0);
    }
}
