package dev.visor.gateway.line;

import java.awt.image.BufferedImage;

/** Smooth spots of a known centre: planted in a picture, and found again in a view by their centre of mass. */
final class Blobs {

    /** The plain skin on which a spot lies, and how much darker its middle is: red, green, blue. */
    private static final int[] GROUND = {190, 150, 130};

    private static final int[] DEPTH = {115, 107, 101};

    /** Beyond so many standard deviations a spot is rounded to nothing. */
    private static final double REACH = 4;

    private Blobs() {}

    /**
     * Draws one over whatever is there.
     *
     * @param x of its centre, from the corner of the first pixel
     * @param y of its centre
     * @param spread its standard deviation, pixels
     */
    static void plant(BufferedImage picture, double x, double y, double spread) {
        double ground = REACH * spread + 3;
        for (int row = (int) (y - ground); row <= y + ground; row++) {
            for (int column = (int) (x - ground); column <= x + ground; column++) {
                double square = Math.pow(column + 0.5 - x, 2) + Math.pow(row + 0.5 - y, 2);
                if (square <= ground * ground) {
                    double share = Math.exp(-square / (2 * spread * spread));
                    int rgb = 0;
                    for (int c = 0; c < 3; c++) {
                        rgb = rgb << 8 | (int) Math.round(GROUND[c] - DEPTH[c] * share);
                    }
                    picture.setRGB(column, row, rgb);
                }
            }
        }
    }

    /**
     * Where the spot is seen that should be seen near a place.
     *
     * @param spread of the spot in pixels of this picture
     */
    static double[] centre(BufferedImage picture, double x, double y, double spread) {
        double reach = REACH * spread;
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int row = (int) (y - reach); row <= y + reach; row++) {
            for (int column = (int) (x - reach); column <= x + reach; column++) {
                if (Math.hypot(column + 0.5 - x, row + 0.5 - y) > reach) {
                    continue;
                }
                int rgb = picture.getRGB(column, row);
                double weight =
                        light(GROUND[0], GROUND[1], GROUND[2]) - light(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
                sum += weight;
                sumX += weight * (column + 0.5);
                sumY += weight * (row + 0.5);
            }
        }
        return new double[] {sumX / sum, sumY / sum};
    }

    /** The luma of ITU-R BT.601, which a JPEG keeps at full resolution; colours it may keep at half. */
    private static double light(int red, int green, int blue) {
        return 0.299 * red + 0.587 * green + 0.114 * blue;
    }
}
