package dev.visor.redaction.detect;

/**
 * Scores for different purposes.
 *
 * @param target from here on a face may be shown to an annotator
 * @param contesting from here on a face is hidden although it stands in the way of a surer one that may be shown; a false
 *     alarm there keeps that one back
 * @param hiding from here on a face is hidden in the views of others; lower, for a false alarm costs little there
 */
public record Thresholds(double target, double contesting, double hiding) {

    public Thresholds {
        if (!(hiding > 0 && hiding <= contesting && contesting <= target && target <= 1)) {
            throw new IllegalArgumentException("Thresholds are 0 < hiding <= contesting <= target <= 1, not " + hiding
                    + ", " + contesting + ", " + target);
        }
    }
}
