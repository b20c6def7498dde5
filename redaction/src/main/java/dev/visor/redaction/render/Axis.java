package dev.visor.redaction.render;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Which stored pixels a view pixel is made of, along one axis, and with which weights. */
final class Axis {

    private final int[] firstTap;
    private final float[][] weights;
    private final int[] firstUser;
    private final int[] endUser;

    private Axis(int[] firstTap, float[][] weights, int pixels) {
        this.firstTap = firstTap;
        this.weights = weights;
        this.firstUser = new int[pixels];
        this.endUser = new int[pixels];
        Arrays.fill(firstUser, Integer.MAX_VALUE);
        for (int view = 0; view < weights.length; view++) {
            for (int pixel = firstTap[view]; pixel < endTap(view); pixel++) {
                firstUser[pixel] = Math.min(firstUser[pixel], view);
                endUser[pixel] = Math.max(endUser[pixel], view + 1);
            }
        }
    }

    /**
     * Lays an axis out.
     *
     * @param length view pixels
     * @param toStored from a view coordinate to the stored one, both corner-origin
     * @param scale view pixels per stored pixel
     * @param origin the stored pixel that counts as 0 here
     * @param pixels how many stored pixels there are
     */
    static Axis of(int length, DoubleUnaryOperator toStored, double scale, int origin, int pixels) {
        double reach = Math.max(1, 1 / scale);
        int[] firstTap = new int[length];
        float[][] weights = new float[length][];
        for (int view = 0; view < length; view++) {
            double place = toStored.applyAsDouble(view + 0.5) - origin;
            int first = (int) Math.clamp(Math.floor(place - reach - 0.5) + 1, 0, pixels);
            int end = (int) Math.clamp(Math.ceil(place + reach - 0.5), first, pixels);
            firstTap[view] = first;
            weights[view] = new float[end - first];
            for (int pixel = first; pixel < end; pixel++) {
                weights[view][pixel - first] = (float) Math.max(0, 1 - Math.abs(pixel + 0.5 - place) / reach);
            }
        }
        return new Axis(firstTap, weights, pixels);
    }

    int length() {
        return firstTap.length;
    }

    int firstTap(int view) {
        return firstTap[view];
    }

    int endTap(int view) {
        return firstTap[view] + weights[view].length;
    }

    float weight(int view, int pixel) {
        return weights[view][pixel - firstTap[view]];
    }

    /** The first view pixel that takes from a stored pixel. */
    int firstUser(int pixel) {
        return firstUser[pixel];
    }

    /** One after the last view pixel that takes from a stored pixel. */
    int endUser(int pixel) {
        return endUser[pixel];
    }
}
