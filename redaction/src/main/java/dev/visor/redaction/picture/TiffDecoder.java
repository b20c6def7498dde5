package dev.visor.redaction.picture;

/** Lays a TIFF's blocks on a canvas, row by row. Plain Java over one array: what a forged block can do is to be refused. */
final class TiffDecoder {

    private final TiffRaster raster;
    private final byte[] file;
    private final Canvas canvas;

    private TiffDecoder(TiffRaster raster, byte[] file, Canvas canvas) {
        this.raster = raster;
        this.file = file;
        this.canvas = canvas;
    }

    /**
     * Decodes all blocks.
     *
     * @throws PictureRefusedException {@code undecodable}
     */
    static void decode(TiffRaster raster, byte[] file, Canvas canvas) throws PictureRefusedException {
        TiffDecoder decoder = new TiffDecoder(raster, file, canvas);
        for (TiffRaster.Block block : raster.blocks()) {
            decoder.lay(block);
        }
    }

    private void lay(TiffRaster.Block block) throws PictureRefusedException {
        int visible = Math.min(block.width(), raster.size().width() - block.x());
        byte[] packed = new byte[raster.rowBytes(block.width())];
        byte[] samples = raster.bits() == 8 ? packed : new byte[packed.length / 2];
        byte[] pixels = new byte[4 * visible];
        try (Unpacking unpacking = raster.compression().open(file, block.from(), block.to())) {
            for (int y = block.y(); y < block.y() + block.height(); y++) {
                unpacking.fill(packed);
                if (raster.bits() == 16) {
                    reduce(packed, samples);
                } else if (raster.differences()) {
                    sum(packed);
                }
                lay(samples, pixels, block.x(), y, visible);
            }
        }
    }

    private void sum(byte[] row) {
        for (int i = raster.samples(); i < row.length; i++) {
            row[i] += row[i - raster.samples()];
        }
    }

    /** Sixteen bits to eight. Differences are of sixteen bits and are summed up before. */
    private void reduce(byte[] row, byte[] eight) {
        int[] left = new int[raster.samples()];
        int low = raster.little() ? 0 : 1;
        for (int i = 0; i < eight.length; i++) {
            int value = (row[2 * i + 1 - low] & 0xff) << 8 | (row[2 * i + low] & 0xff);
            if (raster.differences()) {
                int sample = i % left.length;
                value = (value + left[sample]) & 0xffff;
                left[sample] = value;
            }
            eight[i] = (byte) Samples.eightBits(value);
        }
    }

    private void lay(byte[] samples, byte[] pixels, int x, int y, int visible) throws PictureRefusedException {
        int width = raster.alpha() == TiffRaster.Alpha.NONE ? 3 : 4;
        for (int i = 0; i < visible; i++) {
            int from = i * raster.samples();
            int to = i * width;
            switch (raster.colours()) {
                case GREY -> grey(samples[from], pixels, to);
                case INVERTED_GREY -> grey((byte) ~samples[from], pixels, to);
                case PALETTE -> raster.palette().write(samples[from] & 0xff, pixels, to);
                case RGB -> {
                    pixels[to] = samples[from + 2];
                    pixels[to + 1] = samples[from + 1];
                    pixels[to + 2] = samples[from];
                }
            }
            if (width == 4) {
                pixels[to + 3] = samples[from + raster.colours().samples()];
            }
        }
        switch (raster.alpha()) {
            case NONE -> canvas.opaque(x, y, pixels, visible);
            case UNASSOCIATED -> canvas.mixed(x, y, pixels, visible);
            case ASSOCIATED -> canvas.mixedPremultiplied(x, y, pixels, visible);
        }
    }

    private static void grey(byte value, byte[] pixels, int to) {
        pixels[to] = value;
        pixels[to + 1] = value;
        pixels[to + 2] = value;
    }
}
