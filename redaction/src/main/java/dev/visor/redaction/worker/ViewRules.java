package dev.visor.redaction.worker;

/**
 * What of a face a view may show.
 *
 * @param profile the view profile's name; this worker knows {@code face-oval}
 * @param margin how far the outline reaches beyond the face oval, as a share of the oval's smallest width, 0 to 1
 * @param longestSide the most pixels that a view has on one side, 16 to 4096
 * @param smallestFace the shorter side, in stored pixels, below which a face is too small to be a target
 * @param fill the one grey of everything hidden, 0 to 255
 */
public record ViewRules(String profile, double margin, int longestSide, int smallestFace, int fill) {

    public ViewRules {
        if (!(margin >= 0 && margin <= 1)) {
            throw new IllegalArgumentException("A margin is a share of 0 to 1, not " + margin);
        }
        if (longestSide < 16 || longestSide > 4096) {
            throw new IllegalArgumentException("A view's longest side is 16 to 4096 px, not " + longestSide);
        }
        if (smallestFace < 0) {
            throw new IllegalArgumentException("The smallest face is 0 px or more, not " + smallestFace);
        }
        if (fill < 0 || fill > 255) {
            throw new IllegalArgumentException("The fill is a grey of 0 to 255, not " + fill);
        }
    }
}
