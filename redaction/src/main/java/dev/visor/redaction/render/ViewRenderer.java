package dev.visor.redaction.render;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.picture.DecodedPicture;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Draws views in float, from inside the mask only (G3).
 *
 * <p>Each view pixel is a weighted mean of stored pixels around the place where its centre lies; the weights fall off as
 * a tent whose half width is one stored pixel, or one view pixel where the view is smaller, which is what keeps a
 * shrunken view from aliasing. Hidden pixels have weight 0 and the weights are normalised after that, so that nothing
 * bleeds over the mask's edge from either side. The tents stand along the stored rows and columns, whichever way the
 * frame is turned. All weights are positive: a mean stays between its pixels. A view pixel
 * is shown if the stored pixel under its centre is.
 */
public final class ViewRenderer {

    private ViewRenderer() {}

    /**
     * Renders a view.
     *
     * @param exclusions parts of the outline that stay hidden
     * @param frame of this picture's size and orientation, turned or not
     * @param fill the grey of everything hidden, 0 to 255
     * @return a PNG
     */
    public static byte[] render(
            DecodedPicture picture, Outline outline, List<Outline> exclusions, ViewFrame frame, int fill) {
        if (!frame.stored().equals(picture.size()) || frame.orientation() != picture.orientation()) {
            throw new IllegalArgumentException("The frame belongs to a picture of another size or orientation");
        }
        Mask mask = Mask.of(outline, exclusions, picture.size());
        byte[] rgb = new byte[3 * (int) frame.view().pixels()];
        Arrays.fill(rgb, (byte) fill);
        if (mask.width() > 0 && mask.height() > 0) {
            if (frame.storedToView().keepsAxes()) {
                drawAlongAxes(picture.pixels(), mask, frame, rgb);
            } else {
                TurnedSampling.draw(picture.pixels(), mask, frame, rgb);
            }
        }
        return PngEncoder.encode(frame.view(), rgb);
    }

    private static void drawAlongAxes(Mat stored, Mask mask, ViewFrame frame, byte[] rgb) {
        Affine m = frame.storedToView();
        boolean lying = m.a() == 0;
        ImageSize view = frame.view();
        double scale = frame.scale();
        // Along the view's x runs the stored x, or the stored y where the frame turns by a quarter.
        Axis across = lying
                ? Axis.of(view.width(), v -> m.inverseY(v, 0), scale, mask.top(), mask.height())
                : Axis.of(view.width(), v -> m.inverseX(v, 0), scale, mask.left(), mask.width());
        Axis down = lying
                ? Axis.of(view.height(), v -> m.inverseX(0, v), scale, mask.left(), mask.width())
                : Axis.of(view.height(), v -> m.inverseY(0, v), scale, mask.top(), mask.height());
        Mat source = aligned(stored, mask, lying);
        float[] sums = sums(source, mask, lying, across, down);
        source.release();
        for (int y = 0; y < view.height(); y++) {
            for (int x = 0; x < view.width(); x++) {
                if (mask.showsUnder(x, y, m)) {
                    int at = 4 * (y * view.width() + x);
                    float weight = sums[at + 3];
                    for (int c = 0; c < 3; c++) {
                        rgb[3 * (y * view.width() + x) + c] = (byte) Math.round(sums[at + 2 - c] / weight);
                    }
                }
            }
        }
    }

    private static boolean seen(Mask mask, boolean lying, int column, int line) {
        return lying ? mask.seen()[column * mask.width() + line] : mask.seen()[line * mask.width() + column];
    }

    /** The masked part of the picture with its rows along the view's rows. */
    private static Mat aligned(Mat stored, Mask mask, boolean lying) {
        Mat part = stored.submat(new Rect(mask.left(), mask.top(), mask.width(), mask.height()));
        if (!lying) {
            return part;
        }
        Mat turned = new Mat();
        Core.transpose(part, turned);
        part.release();
        return turned;
    }

    /** For each view pixel the weighted sums of blue, green, red, and of the weights. */
    private static float[] sums(Mat source, Mask mask, boolean lying, Axis across, Axis down) {
        int viewWidth = across.length();
        float[] sums = new float[4 * viewWidth * down.length()];
        float[] row = new float[4 * viewWidth];
        byte[] pixels = new byte[3 * source.cols()];
        for (int line = 0; line < source.rows(); line++) {
            int first = down.firstUser(line);
            int end = down.endUser(line);
            if (first >= end) {
                continue;
            }
            source.get(line, 0, pixels);
            resampleRow(pixels, mask, lying, line, across, row);
            for (int y = first; y < end; y++) {
                float weight = down.weight(y, line);
                int at = y * row.length;
                for (int i = 0; i < row.length; i++) {
                    sums[at + i] += weight * row[i];
                }
            }
        }
        return sums;
    }

    private static void resampleRow(byte[] pixels, Mask mask, boolean lying, int line, Axis across, float[] row) {
        for (int x = 0; x < across.length(); x++) {
            float blue = 0;
            float green = 0;
            float red = 0;
            float all = 0;
            for (int column = across.firstTap(x); column < across.endTap(x); column++) {
                if (seen(mask, lying, column, line)) {
                    float weight = across.weight(x, column);
                    blue += weight * (pixels[3 * column] & 0xff);
                    green += weight * (pixels[3 * column + 1] & 0xff);
                    red += weight * (pixels[3 * column + 2] & 0xff);
                    all += weight;
                }
            }
            row[4 * x] = blue;
            row[4 * x + 1] = green;
            row[4 * x + 2] = red;
            row[4 * x + 3] = all;
        }
    }
}
