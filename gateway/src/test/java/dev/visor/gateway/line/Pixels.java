package dev.visor.gateway.line;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A picture as the JDK decodes it, which is another decoder than Visor's. */
record Pixels(BufferedImage image) {

    static Pixels of(byte[] file) {
        try (ByteArrayInputStream in = new ByteArrayInputStream(file)) {
            return new Pixels(ImageIO.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int width() {
        return image.getWidth();
    }

    /** Whether a box, x,y,width,height, holds one colour from a quarter to three quarters of its sides. */
    boolean constant(String box) {
        int[] b = numbers(box);
        int first = image.getRGB(b[0] + b[2] / 2, b[1] + b[3] / 2);
        for (int y = b[1] + b[3] / 4; y < b[1] + 3 * b[3] / 4; y++) {
            for (int x = b[0] + b[2] / 4; x < b[0] + 3 * b[2] / 4; x++) {
                if (image.getRGB(x, y) != first) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Whether it is another picture than this file away from a box. Two decoders of JPEG differ at edges, where they make
     * colours out of a quarter of the samples: a pixel in a thousand may be far off.
     */
    boolean differsOutside(byte[] file, String box) {
        BufferedImage other = of(file).image;
        int[] b = numbers(box);
        int far = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean near = x > b[0] - b[2] && x < b[0] + 2 * b[2] && y > b[1] - b[3] && y < b[1] + 2 * b[3];
                if (!near && far(image.getRGB(x, y), other.getRGB(x, y))) {
                    far++;
                }
            }
        }
        return 1000L * far > (long) image.getWidth() * image.getHeight();
    }

    private static boolean far(int one, int other) {
        for (int shift = 0; shift < 24; shift += 8) {
            if (Math.abs((one >> shift & 255) - (other >> shift & 255)) > 24) {
                return true;
            }
        }
        return false;
    }

    private static int[] numbers(String box) {
        return Arrays.stream(box.split(",", -1)).mapToInt(Integer::parseInt).toArray();
    }
}
