package dev.visor.redaction.detect;

/**
 * Two scores for two purposes.
 *
 * @param target from here on a face may be shown to an annotator
 * @param hiding from here on a face is hidden in the views of others; lower, for a false alarm costs little there
 */
public record Thresholds(double target, double hiding) {

    public Thresholds {
        if (!(hiding > 0 && hiding <= target && target <= 1)) {
            throw new IllegalArgumentException(
                    "Thresholds are 0 < hiding <= target <= 1, not " + hiding + ", " + target);
        }
    }
}
