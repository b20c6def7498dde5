package dev.visor.redaction.render;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.Turn;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** How long a view of about 1000 px takes that is turned by 17 degrees, beside one that is not, at three scales. */
public final class TurnedViewBenchmark {

    private static final int LONGEST_SIDE = 1024;
    private static final int ROUNDS = 9;

    private TurnedViewBenchmark() {}

    /** Prints one line a figure. */
    public static void main(String[] arguments) throws Exception {
        Installed.once();
        measure("quarter", 4096);
        measure("whole", 1024);
        measure("fourfold", 256);
    }

    /** A disc that fills a picture of this size. */
    private static void measure(String scale, int side) throws Exception {
        ImageSize size = new ImageSize(side, side);
        byte[] rgb = new byte[3 * (int) size.pixels()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % side * 200 / side + i / 3 / side * 50 / side);
        }
        Outline disc = Outlines.ellipse(new Box(0, 0, side, side));
        try (DecodedPicture picture = PictureDecoder.decode(Pictures.png(size, rgb), 0)) {
            double baseline = milliseconds(picture, disc, Turn.NONE);
            double value = milliseconds(picture, disc, Turn.nearest(17));
            System.out.printf(
                    Locale.ROOT,
                    "bench redaction.turned-view-%s %.1f ms ratio %.2f to unturned-view %.1f%n",
                    scale,
                    value,
                    value / baseline,
                    baseline);
        }
    }

    private static double milliseconds(DecodedPicture picture, Outline disc, Turn turn) {
        ViewFrame frame = Objects.requireNonNull(
                Framing.aligned(new UUID(9, 1), 1, picture.size(), Orientation.UPRIGHT, disc, LONGEST_SIDE, turn));
        double[] times = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            ViewRenderer.render(picture, disc, List.of(), frame, 128);
            times[round] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }
}
