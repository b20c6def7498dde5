package dev.visor.redaction.render;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Outline;
import java.util.Arrays;
import java.util.List;

/**
 * The stored pixels that may be seen: those whose centre lies in the outline and in no exclusion.
 *
 * @param left first column that the mask covers
 * @param top first row that the mask covers
 * @param width columns
 * @param height rows
 * @param seen row by row from the top left
 */
@SuppressWarnings("ArrayRecordComponent") // package-private and never compared
record Mask(int left, int top, int width, int height, boolean[] seen) {

    /** Rasterises the outline less the exclusions, within the picture. */
    static Mask of(Outline outline, List<Outline> exclusions, ImageSize picture) {
        Box bounds = outline.bounds();
        int left = (int) Math.clamp(Math.floor(bounds.x()), 0, picture.width());
        int top = (int) Math.clamp(Math.floor(bounds.y()), 0, picture.height());
        int right = (int) Math.clamp(Math.ceil(bounds.right()), 0, picture.width());
        int bottom = (int) Math.clamp(Math.ceil(bounds.bottom()), 0, picture.height());
        int width = Math.max(0, right - left);
        int height = Math.max(0, bottom - top);
        Mask mask = new Mask(left, top, width, height, new boolean[width * height]);
        mask.paint(outline, true);
        for (Outline exclusion : exclusions) {
            mask.paint(exclusion, false);
        }
        return mask;
    }

    /** Whether a stored pixel may be seen. */
    boolean shows(int x, int y) {
        int column = x - left;
        int row = y - top;
        return column >= 0 && row >= 0 && column < width && row < height && seen[row * width + column];
    }

    /**
     * Whether the stored pixel under a view pixel's centre may be seen. The renderer and whoever inspects its work both
     * ask here: computed in two ways, a place on the border of two pixels could fall into either.
     */
    boolean showsUnder(int x, int y, Affine storedToView) {
        double column = storedToView.inverseX(x + 0.5, y + 0.5);
        double row = storedToView.inverseY(x + 0.5, y + 0.5);
        return shows((int) Math.floor(column), (int) Math.floor(row));
    }

    /** How many pixels may be seen. */
    int count() {
        int count = 0;
        for (boolean pixel : seen) {
            count += pixel ? 1 : 0;
        }
        return count;
    }

    /** Even-odd scan conversion along the pixels' centres. */
    private void paint(Outline outline, boolean value) {
        List<ImagePoint> corners = outline.corners();
        double[] crossings = new double[corners.size()];
        for (int row = 0; row < height; row++) {
            double y = top + row + 0.5;
            int count = 0;
            ImagePoint from = corners.getLast();
            for (ImagePoint to : corners) {
                if ((from.y() > y) != (to.y() > y)) {
                    crossings[count++] = from.x() + (y - from.y()) / (to.y() - from.y()) * (to.x() - from.x());
                }
                from = to;
            }
            Arrays.sort(crossings, 0, count);
            for (int i = 0; i + 1 < count; i += 2) {
                int first = (int) Math.clamp(Math.ceil(crossings[i] - left - 0.5), 0, width);
                int end = (int) Math.clamp(Math.ceil(crossings[i + 1] - left - 0.5), 0, width);
                if (first < end) {
                    Arrays.fill(seen, row * width + first, row * width + end, value);
                }
            }
        }
    }
}
