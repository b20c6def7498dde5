package dev.visor.gateway.line;

/**
 * How a picture lies in its file, by the table of Exif 2.32 (4.6.4 A, tag 0x0112) and without a line of the code under
 * test. Coordinates are continuous, from the corner of the first pixel.
 *
 * @param exif 1 to 8
 * @param width of the upright picture
 * @param height of the upright picture
 */
record Turn(int exif, int width, int height) {

    int storedWidth() {
        return exif >= 5 ? height : width;
    }

    int storedHeight() {
        return exif >= 5 ? width : height;
    }

    /** Where an upright place lies in the file. */
    double[] toStored(double x, double y) {
        double right = width - x;
        double below = height - y;
        return switch (exif) {
            case 1 -> new double[] {x, y};
            case 2 -> new double[] {right, y};
            case 3 -> new double[] {right, below};
            case 4 -> new double[] {x, below};
            case 5 -> new double[] {y, x};
            case 6 -> new double[] {y, right};
            case 7 -> new double[] {below, right};
            case 8 -> new double[] {below, x};
            default -> throw new IllegalArgumentException("EXIF knows orientations 1 to 8");
        };
    }

    /** Where a place of the file lies in the upright picture. */
    double[] toUpright(double x, double y) {
        return switch (exif) {
            case 1 -> new double[] {x, y};
            case 2 -> new double[] {width - x, y};
            case 3 -> new double[] {width - x, height - y};
            case 4 -> new double[] {x, height - y};
            case 5 -> new double[] {y, x};
            case 6 -> new double[] {width - y, x};
            case 7 -> new double[] {width - y, height - x};
            case 8 -> new double[] {y, height - x};
            default -> throw new IllegalArgumentException("EXIF knows orientations 1 to 8");
        };
    }
}
