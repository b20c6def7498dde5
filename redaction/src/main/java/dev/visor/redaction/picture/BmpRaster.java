package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.ImageSize;

/**
 * The raster of a Windows bitmap, which our own reader lays out.
 *
 * @param size of the picture
 * @param bits a pixel: 1, 4 or 8 with a palette, 24 or 32
 * @param data where the first row in the file starts
 * @param topDown whether that is the uppermost
 * @param palette of up to 8 bits a pixel
 * @param places of the colours within larger pixels
 */
record BmpRaster(ImageSize size, int bits, int data, boolean topDown, Palette palette, Places places)
        implements Raster {

    /**
     * Which byte of a pixel is which.
     *
     * @param blue 0 to 3
     * @param green 0 to 3
     * @param red 0 to 3
     * @param alpha 0 to 3, or -1 if there is none
     */
    record Places(int blue, int green, int red, int alpha) {

        static final Places OF_PLAIN_PIXELS = new Places(0, 1, 2, -1);

        boolean transparent() {
            return alpha >= 0;
        }
    }

    /** Bytes from one row to the next: rows start at multiples of four. */
    static int stride(long width, int bits) {
        return (int) ((width * bits + 31) / 32 * 4);
    }

    /** Lays the rows on a canvas. Everything lies in the file, as {@link BmpStructure} found. */
    void decode(byte[] file, Canvas canvas) throws PictureRefusedException {
        byte[] pixels = new byte[4 * size.width()];
        for (int row = 0; row < size.height(); row++) {
            int from = data + row * stride(size.width(), bits);
            int y = topDown ? row : size.height() - 1 - row;
            if (bits <= 8) {
                indexed(file, from, pixels);
            } else {
                coloured(file, from, pixels);
            }
            if (places.transparent()) {
                canvas.mixed(0, y, pixels, size.width());
            } else {
                canvas.opaque(0, y, pixels, size.width());
            }
        }
    }

    private void indexed(byte[] file, int from, byte[] pixels) throws PictureRefusedException {
        int mask = (1 << bits) - 1;
        for (int x = 0; x < size.width(); x++) {
            int bit = x * bits;
            palette.write((file[from + bit / 8] & 0xff) >> (8 - bits - bit % 8) & mask, pixels, 3 * x);
        }
    }

    private void coloured(byte[] file, int from, byte[] pixels) {
        int width = places.transparent() ? 4 : 3;
        for (int x = 0; x < size.width(); x++) {
            int pixel = from + x * bits / 8;
            pixels[width * x] = file[pixel + places.blue()];
            pixels[width * x + 1] = file[pixel + places.green()];
            pixels[width * x + 2] = file[pixel + places.red()];
            if (places.transparent()) {
                pixels[width * x + 3] = file[pixel + places.alpha()];
            }
        }
    }
}
