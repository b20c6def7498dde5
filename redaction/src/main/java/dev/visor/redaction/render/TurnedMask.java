package dev.visor.redaction.render;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;

/**
 * A mask as it lies in a whole raster that is turned from the stored one. There is no second raster: each pixel is looked up
 * in the mask.
 *
 * @param mask in stored pixels
 * @param fromStored to this raster
 * @param size of this raster
 * @param left first column of the box that the mask covers here
 * @param top its first row
 * @param right one after its last column
 * @param bottom one after its last row
 */
record TurnedMask(Mask mask, Affine fromStored, ImageSize size, int left, int top, int right, int bottom) {

    static TurnedMask of(Mask mask, ImageSize stored, Orientation orientation) {
        Affine turn = orientation.fromStored(stored);
        int x1 = mask.left();
        int y1 = mask.top();
        int x2 = x1 + mask.width();
        int y2 = y1 + mask.height();
        return new TurnedMask(
                mask,
                turn,
                orientation.upright(stored),
                (int) Math.min(turn.x(x1, y1), turn.x(x2, y2)),
                (int) Math.min(turn.y(x1, y1), turn.y(x2, y2)),
                (int) Math.max(turn.x(x1, y1), turn.x(x2, y2)),
                (int) Math.max(turn.y(x1, y1), turn.y(x2, y2)));
    }

    /** Whether a pixel of this raster belongs to the mask. */
    boolean shows(int x, int y) {
        // A pixel's centre is turned exactly: halves are, and quarter turns only add and subtract.
        double u = x + 0.5;
        double v = y + 0.5;
        return mask.shows((int) Math.floor(fromStored.inverseX(u, v)), (int) Math.floor(fromStored.inverseY(u, v)));
    }
}
