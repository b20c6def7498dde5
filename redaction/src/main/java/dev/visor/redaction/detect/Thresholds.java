package dev.visor.redaction.detect;

/**
 * Scores for different purposes.
 *
 * @param sure from here on a look is sure: a turned look counts, and what stands in the face's way must be seen well
 * @param target from here on a face may be shown to an annotator, if it is seen again
 * @param again what a second look, made for this one face, must say for it to be shown; 0 where none is asked for
 * @param contesting from here on a face is hidden although it stands in the way of a sure one; a false alarm there keeps
 *     that one back
 * @param hiding from here on a face is hidden in the views of others; lower, for a false alarm costs little there
 */
public record Thresholds(double sure, double target, double again, double contesting, double hiding) {

    public Thresholds {
        if (!(hiding > 0 && hiding <= contesting && contesting <= target && target <= sure && sure <= 1)) {
            throw new IllegalArgumentException("Thresholds are 0 < hiding <= contesting <= target <= sure <= 1, not "
                    + hiding + ", " + contesting + ", " + target + ", " + sure);
        }
        if (!(again >= 0 && again <= 1)) {
            throw new IllegalArgumentException("A score is 0 to 1, not " + again);
        }
    }
}
