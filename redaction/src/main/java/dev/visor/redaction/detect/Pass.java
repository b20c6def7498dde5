package dev.visor.redaction.detect;

/**
 * One look at the whole picture.
 *
 * @param longestSide the picture is scaled so that its longest side has this many pixels
 * @param largestEnlargement but never enlarged more than this; 1 means never
 * @param tiles the picture is cut into so many overlapping tiles along each side, each scaled so
 * @param quarterTurns how often the upright picture is turned by 90 degrees clockwise first, 0 to 3
 */
public record Pass(int longestSide, double largestEnlargement, int tiles, int quarterTurns) {

    public Pass {
        if (longestSide < 64 || longestSide > 4096) {
            throw new IllegalArgumentException("A look is 64 to 4096 px on its longest side, not " + longestSide);
        }
        if (!(largestEnlargement >= 1 && largestEnlargement <= 8)) {
            throw new IllegalArgumentException("A look enlarges 1 to 8 times, not " + largestEnlargement);
        }
        if (tiles < 1 || tiles > 8) {
            throw new IllegalArgumentException("A look has 1 to 8 tiles a side, not " + tiles);
        }
        if (quarterTurns < 0 || quarterTurns > 3) {
            throw new IllegalArgumentException("A look is turned by 0 to 3 quarters, not " + quarterTurns);
        }
    }
}
