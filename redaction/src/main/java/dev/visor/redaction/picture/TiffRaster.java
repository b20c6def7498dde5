package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.ImageSize;
import java.util.List;

/**
 * A raster that our own reader decodes, for a TIFF library would be far more code than the few kinds that are let in.
 *
 * @param size of the picture
 * @param little whether a sample of 16 bits starts with its lower byte
 * @param bits 8 or 16
 * @param samples a pixel
 * @param colours what the samples are
 * @param alpha what a sample after the colours is
 * @param compression of each block
 * @param differences whether samples are stored as differences to their left neighbours
 * @param palette for {@link Colours#PALETTE}
 * @param blocks strips or tiles, in the order in which they are laid
 */
record TiffRaster(
        ImageSize size,
        boolean little,
        int bits,
        int samples,
        Colours colours,
        Alpha alpha,
        TiffCompression compression,
        boolean differences,
        Palette palette,
        List<Block> blocks)
        implements Raster {

    /** What the first samples of a pixel say. */
    enum Colours {
        /** One sample, the largest is white. */
        GREY(1),
        /** One sample, the largest is black. */
        INVERTED_GREY(1),
        /** Three samples. */
        RGB(3),
        /** One sample, an index. */
        PALETTE(1);

        private final int samples;

        Colours(int samples) {
            this.samples = samples;
        }

        int samples() {
            return samples;
        }
    }

    /** What the sample behind the colours says. */
    enum Alpha {
        /** There is none. */
        NONE,
        /** How much the colours were multiplied by. */
        ASSOCIATED,
        /** How much the colours are to be multiplied by. */
        UNASSOCIATED
    }

    /**
     * A strip or tile.
     *
     * @param from its first byte in the file
     * @param to the byte behind its last
     * @param x its left column in the picture
     * @param y its upper row
     * @param width columns, which may reach beyond the picture
     * @param height rows within the picture
     */
    record Block(int from, int to, int x, int y, int width, int height) {}

    TiffRaster {
        blocks = List.copyOf(blocks);
    }

    /** The same with its blocks. */
    TiffRaster with(List<Block> found) {
        return new TiffRaster(size, little, bits, samples, colours, alpha, compression, differences, palette, found);
    }

    /** Bytes of one row of a block once it is decompressed. */
    int rowBytes(int width) {
        return width * samples * bits / 8;
    }
}
