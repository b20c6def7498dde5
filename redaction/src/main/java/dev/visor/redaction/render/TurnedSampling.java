package dev.visor.redaction.render;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.ViewFrame;
import java.util.Arrays;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Resampling where the view's rows lie askew of the stored ones: the tent of {@link Axis} along both stored axes, laid
 * around each view pixel's centre. Tile by tile, so that only the stored pixels under one tile are copied at a time.
 */
final class TurnedSampling {

    /** The longest side of a tile in view pixels, and about the longest side of what lies under it in stored ones. */
    private static final int VIEW_SIDE = 64;

    private static final int STORED_SIDE = 512;

    private final Mat stored;
    private final Mask mask;
    private final Affine storedToView;
    private final double reach;
    private final Window columns;
    private final Window rows;
    private final float[] sums = new float[4];

    private TurnedSampling(Mat stored, Mask mask, Affine storedToView) {
        this.stored = stored;
        this.mask = mask;
        this.storedToView = storedToView;
        this.reach = Math.max(1, 1 / storedToView.scale());
        this.columns = new Window(reach, mask.left(), mask.width());
        this.rows = new Window(reach, mask.top(), mask.height());
    }

    /** Draws the view pixels that the mask shows, three bytes each, and leaves all others. */
    static void draw(Mat stored, Mask mask, ViewFrame frame, byte[] rgb) {
        TurnedSampling sampling = new TurnedSampling(stored, mask, frame.storedToView());
        int side = (int) Math.clamp(STORED_SIDE * frame.scale(), 1, VIEW_SIDE);
        ImageSize view = frame.view();
        for (int y = 0; y < view.height(); y += side) {
            for (int x = 0; x < view.width(); x += side) {
                int right = Math.min(x + side, view.width());
                int bottom = Math.min(y + side, view.height());
                sampling.drawTile(x, y, right, bottom, view.width(), rgb);
            }
        }
    }

    private void drawTile(int left, int top, int right, int bottom, int viewWidth, byte[] rgb) {
        Rect part = under(left, top, right, bottom);
        if (part.width <= 0 || part.height <= 0) {
            return;
        }
        byte[] bgr = new byte[3 * part.width * part.height];
        Mat under = stored.submat(part);
        under.get(0, 0, bgr);
        under.release();
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                if (mask.showsUnder(x, y, storedToView)) {
                    sum(x, y, part, bgr);
                    int at = 3 * (y * viewWidth + x);
                    for (int c = 0; c < 3; c++) {
                        rgb[at + c] = (byte) Math.round(sums[2 - c] / sums[3]);
                    }
                }
            }
        }
    }

    /** The part of the mask's bounds that the tile's pixels take from. */
    private Rect under(int left, int top, int right, int bottom) {
        double[] x = {
            storedToView.inverseX(left, top),
            storedToView.inverseX(right, top),
            storedToView.inverseX(left, bottom),
            storedToView.inverseX(right, bottom)
        };
        double[] y = {
            storedToView.inverseY(left, top),
            storedToView.inverseY(right, top),
            storedToView.inverseY(left, bottom),
            storedToView.inverseY(right, bottom)
        };
        Arrays.sort(x);
        Arrays.sort(y);
        int maskRight = mask.left() + mask.width();
        int maskBottom = mask.top() + mask.height();
        // One pixel more than the reach on each side: places are computed anew for each view pixel, and rounded anew.
        int firstColumn = (int) Math.clamp(Math.floor(x[0] - reach) - 1, mask.left(), maskRight);
        int endColumn = (int) Math.clamp(Math.ceil(x[3] + reach) + 1, mask.left(), maskRight);
        int firstRow = (int) Math.clamp(Math.floor(y[0] - reach) - 1, mask.top(), maskBottom);
        int endRow = (int) Math.clamp(Math.ceil(y[3] + reach) + 1, mask.top(), maskBottom);
        return new Rect(firstColumn, firstRow, endColumn - firstColumn, endRow - firstRow);
    }

    /** The weighted sums of blue, green, red, and of the weights, around a view pixel's centre. */
    private void sum(int x, int y, Rect part, byte[] bgr) {
        columns.lay(storedToView.inverseX(x + 0.5, y + 0.5));
        rows.lay(storedToView.inverseY(x + 0.5, y + 0.5));
        float blue = 0;
        float green = 0;
        float red = 0;
        float all = 0;
        boolean[] seen = mask.seen();
        float[] across = columns.weights;
        int count = columns.count;
        for (int row = 0; row < rows.count; row++) {
            int pixel = (rows.first + row) * mask.width() + columns.first;
            int at = 3 * ((mask.top() + rows.first + row - part.y) * part.width + mask.left() + columns.first - part.x);
            float down = rows.weights[row];
            for (int column = 0; column < count; column++) {
                if (seen[pixel + column]) {
                    float weight = down * across[column];
                    blue += weight * (bgr[at + 3 * column] & 0xff);
                    green += weight * (bgr[at + 3 * column + 1] & 0xff);
                    red += weight * (bgr[at + 3 * column + 2] & 0xff);
                    all += weight;
                }
            }
        }
        sums[0] = blue;
        sums[1] = green;
        sums[2] = red;
        sums[3] = all;
    }

    /** The taps along one stored axis, counted from the mask's first pixel. */
    private static final class Window {

        private final double reach;
        private final int origin;
        private final int pixels;
        private final float[] weights;
        private int first;
        private int count;

        Window(double reach, int origin, int pixels) {
            this.reach = reach;
            this.origin = origin;
            this.pixels = pixels;
            this.weights = new float[2 * (int) Math.ceil(reach) + 1];
        }

        void lay(double stored) {
            double place = stored - origin;
            first = (int) Math.clamp(Math.floor(place - reach - 0.5) + 1, 0, pixels);
            count = (int) Math.clamp(Math.ceil(place + reach - 0.5), first, pixels) - first;
            for (int tap = 0; tap < count; tap++) {
                weights[tap] = (float) Math.max(0, 1 - Math.abs(first + tap + 0.5 - place) / reach);
            }
        }
    }
}
