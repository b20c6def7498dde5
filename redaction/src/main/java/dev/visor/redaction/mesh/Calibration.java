package dev.visor.redaction.mesh;

/**
 * From the scatter of several looks to how far a point lies from where somebody else would put it:
 * {@code sigma^2 = (factor * scatter)^2 + (share * distance of the outer corners of the eyes)^2}.
 *
 * @param factor of the scatter
 * @param share of the distance of the eyes
 */
record Calibration(double factor, double share) {

    /** The standard deviation along each axis, in the unit of the arguments. */
    double sigma(double scatter, double eyes) {
        return Math.hypot(factor * scatter, share * eyes);
    }
}
