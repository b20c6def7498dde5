package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.ImageSize;
import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** The raster under construction, 8-bit blue, green, red. Rows come in pieces; what is transparent is mixed here. */
final class Canvas {

    private static final int COLOURS = 3;
    private static final int OPAQUE = 255;

    private final Mat mat;
    private final int background;
    private final byte[] row;

    Canvas(ImageSize size, int background) {
        this.mat = new Mat(size.height(), size.width(), CvType.CV_8UC3);
        this.background = background;
        this.row = new byte[COLOURS * size.width()];
    }

    /** Lays opaque pixels, three bytes each, from (x, y) on to the right. */
    void opaque(int x, int y, byte[] bgr, int pixels) {
        System.arraycopy(bgr, 0, row, 0, COLOURS * pixels);
        put(x, y, pixels);
    }

    /** Pixels of four bytes, the last of them alpha: {@code round((alpha * colour + (255 - alpha) * background) / 255)}. */
    void mixed(int x, int y, byte[] bgra, int pixels) {
        for (int i = 0; i < pixels; i++) {
            int alpha = bgra[4 * i + 3] & 0xff;
            int under = (OPAQUE - alpha) * background + OPAQUE / 2;
            for (int c = 0; c < COLOURS; c++) {
                row[COLOURS * i + c] = (byte) ((alpha * (bgra[4 * i + c] & 0xff) + under) / OPAQUE);
            }
        }
        put(x, y, pixels);
    }

    /**
     * The same for colours that were multiplied by alpha already. No such colour is larger than its alpha; one that is would
     * show what alpha hides, so it is cut off there.
     */
    void mixedPremultiplied(int x, int y, byte[] bgra, int pixels) {
        for (int i = 0; i < pixels; i++) {
            int alpha = bgra[4 * i + 3] & 0xff;
            int under = ((OPAQUE - alpha) * background + OPAQUE / 2) / OPAQUE;
            for (int c = 0; c < COLOURS; c++) {
                row[COLOURS * i + c] = (byte) (Math.min(alpha, bgra[4 * i + c] & 0xff) + under);
            }
        }
        put(x, y, pixels);
    }

    private void put(int x, int y, int pixels) {
        if (COLOURS * pixels == row.length) {
            mat.put(y, x, row);
        } else {
            mat.put(y, x, Arrays.copyOf(row, COLOURS * pixels));
        }
    }

    /** The raster; whoever takes it releases it. */
    Mat mat() {
        return mat;
    }
}
