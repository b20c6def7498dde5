package dev.visor.redaction.picture;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The one page of a TIFF (TIFF 6.0, with Adobe's deflate). Let in is what decodes exactly and within bounds: grey, RGB and
 * palettes of whole bytes, in strips or tiles, plain or packed by LZW, deflate or PackBits. The rest is refused by name.
 */
final class TiffStructure {

    private static final byte[] LITTLE = {'I', 'I', 42, 0};
    private static final byte[] BIG = {'M', 'M', 0, 42};
    private static final byte[] LITTLE_LARGE = {'I', 'I', 43, 0};
    private static final byte[] BIG_LARGE = {'M', 'M', 0, 43};

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int FILL_ORDER = 266;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int PLANAR = 284;
    private static final int PREDICTOR = 317;
    private static final int COLOUR_MAP = 320;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int SUB_PICTURES = 330;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int PROFILE = 34675;

    /** No writer's tile is larger; tiles reach beyond the picture, and what lies there is unpacked, too. */
    private static final int LARGEST_TILE = 4_096;

    private final Bytes bytes;
    private final TiffDirectory directory;

    private TiffStructure(Bytes bytes, TiffDirectory directory) {
        this.bytes = bytes;
        this.directory = directory;
    }

    static boolean starts(Bytes bytes) {
        return bytes.startsWith(0, LITTLE)
                || bytes.startsWith(0, BIG)
                || bytes.startsWith(0, LITTLE_LARGE)
                || bytes.startsWith(0, BIG_LARGE);
    }

    static Structure read(Bytes bytes) throws PictureRefusedException {
        TiffBytes numbers = TiffBytes.of(bytes, 0, bytes.length());
        if (numbers == null) {
            throw Bytes.truncated();
        }
        if (numbers.version() != TiffBytes.CLASSIC) {
            throw unsupported("The TIFF is a BigTIFF: export it as a plain TIFF or PNG");
        }
        return new TiffStructure(bytes, TiffDirectory.only(numbers)).read(numbers.little());
    }

    private Structure read(boolean little) throws PictureRefusedException {
        if (directory.has(SUB_PICTURES)) {
            throw new PictureRefusedException(
                    "multi-page", "The TIFF holds further pictures: export the one that is meant");
        }
        ImageSize size = PictureHeader.size(directory.value(WIDTH), directory.value(HEIGHT));
        refuseLayouts();
        int samples = samples();
        int bits = bits(samples);
        TiffRaster.Colours colours = colours(bits);
        TiffRaster.Alpha alpha = alpha(samples - colours.samples(), colours);
        TiffCompression compression = compression();
        TiffRaster raster = new TiffRaster(
                size,
                little,
                bits,
                samples,
                colours,
                alpha,
                compression,
                differences(compression),
                colours == TiffRaster.Colours.PALETTE ? palette() : Palette.NONE,
                List.of());
        raster = raster.with(blocks(size, raster));
        long end = directory.reach();
        for (TiffRaster.Block block : raster.blocks()) {
            end = Math.max(end, block.to());
        }
        // A last block may be filled up to a whole word.
        if (bytes.length() > end + 1) {
            throw new PictureRefusedException("trailing-data", "The file goes on after the end of the picture");
        }
        PictureHeader header = new PictureHeader(
                PictureFormat.TIFF, size, orientation(), bits, alpha != TiffRaster.Alpha.NONE, profile());
        return new Structure(header, raster);
    }

    private void refuseLayouts() throws PictureRefusedException {
        if (directory.value(PLANAR, 1) != 1) {
            throw unsupported("The TIFF keeps its colours in separate planes: export it with interleaved colours");
        }
        if (directory.value(FILL_ORDER, 1) != 1) {
            throw unsupported("The TIFF's bytes start with their lowest bits: export it as PNG");
        }
    }

    private int samples() throws PictureRefusedException {
        long samples = directory.value(SAMPLES, 1);
        if (samples < 1 || samples > 4) {
            throw unsupported("The TIFF has more than four samples a pixel: export it as RGB");
        }
        return (int) samples;
    }

    private int bits(int samples) throws PictureRefusedException {
        long[] bits = directory.has(BITS) ? directory.values(BITS, 4) : new long[] {1};
        for (long each : bits) {
            if (each != bits[0] || (each != 8 && each != 16)) {
                throw unsupported("The TIFF has other than 8 or 16 bits a sample: export it with 8 or 16");
            }
        }
        if (bits.length != samples && bits.length != 1) {
            throw TiffDirectory.malformed("The TIFF gives bits for another number of samples");
        }
        if (directory.has(SAMPLE_FORMAT)) {
            for (long format : directory.values(SAMPLE_FORMAT, 4)) {
                if (format != 1) {
                    throw unsupported(
                            "The TIFF's samples are not plain numbers from 0 on: export it with 8 or 16 bits");
                }
            }
        }
        return (int) bits[0];
    }

    private TiffRaster.Colours colours(int bits) throws PictureRefusedException {
        return switch ((int) directory.value(PHOTOMETRIC)) {
            case 0 -> TiffRaster.Colours.INVERTED_GREY;
            case 1 -> TiffRaster.Colours.GREY;
            case 2 -> TiffRaster.Colours.RGB;
            case 3 -> {
                if (bits != 8) {
                    throw unsupported("The TIFF's palette has more than 256 colours: export it as RGB");
                }
                yield TiffRaster.Colours.PALETTE;
            }
            default -> throw unsupported("The TIFF is neither grey nor RGB nor of a palette: export it as RGB");
        };
    }

    /** A sample of which nobody says whether it hides pixels cannot be passed over. */
    private TiffRaster.Alpha alpha(int further, TiffRaster.Colours colours) throws PictureRefusedException {
        if (further < 0) {
            throw TiffDirectory.malformed("The TIFF has fewer samples than colours");
        }
        long[] kinds = directory.has(EXTRA_SAMPLES) ? directory.values(EXTRA_SAMPLES, 4) : new long[0];
        if (kinds.length == 0 && further == 0) {
            return TiffRaster.Alpha.NONE;
        }
        if (kinds.length == 1 && further == 1 && kinds[0] == 2) {
            return TiffRaster.Alpha.UNASSOCIATED;
        }
        // Colours from a palette, or from white downwards, cannot have been multiplied in any agreed way.
        boolean multiplied = colours == TiffRaster.Colours.RGB || colours == TiffRaster.Colours.GREY;
        if (kinds.length == 1 && further == 1 && kinds[0] == 1 && multiplied) {
            return TiffRaster.Alpha.ASSOCIATED;
        }
        throw unsupported("The TIFF has samples beside its colours that are not declared as alpha: export it flat");
    }

    private TiffCompression compression() throws PictureRefusedException {
        long number = directory.value(COMPRESSION, 1);
        TiffCompression compression = TiffCompression.of(number);
        if (compression == null) {
            String name = switch ((int) number) {
                case 2, 3, 4 -> "fax coding";
                case 6, 7 -> "JPEG";
                case 34712 -> "JPEG 2000";
                case 34925 -> "LZMA";
                case 50000 -> "Zstandard";
                case 50001 -> "WebP";
                default -> "a way that is not known";
            };
            throw unsupported("The TIFF is compressed by " + name + ": export it with LZW, deflate or none");
        }
        return compression;
    }

    private boolean differences(TiffCompression compression) throws PictureRefusedException {
        long predictor = directory.value(PREDICTOR, 1);
        if (predictor != 1 && predictor != 2) {
            throw unsupported("The TIFF's samples are predicted in a way that is not known: export it without");
        }
        // The field means nothing to the others, and readers pass it over there.
        return predictor == 2 && (compression == TiffCompression.LZW || compression == TiffCompression.DEFLATE);
    }

    /**
     * Entries have sixteen bits that were made of eight, by times 257 or times 256: the upper byte is exact for both. Some
     * writers forget to widen them.
     */
    private Palette palette() throws PictureRefusedException {
        long[] values = directory.values(COLOUR_MAP, 3 * 256);
        if (values.length != 3 * 256) {
            throw TiffDirectory.malformed("The TIFF's palette has not 256 colours");
        }
        int shift = Arrays.stream(values).allMatch(value -> value < 256) ? 0 : 8;
        byte[] bgr = new byte[3 * 256];
        for (int i = 0; i < 256; i++) {
            for (int c = 0; c < 3; c++) {
                bgr[3 * i + 2 - c] = (byte) (values[256 * c + i] >> shift);
            }
        }
        return new Palette(bgr);
    }

    private List<TiffRaster.Block> blocks(ImageSize size, TiffRaster raster) throws PictureRefusedException {
        boolean tiled = directory.has(TILE_WIDTH) || directory.has(TILE_OFFSETS);
        if (tiled && directory.has(STRIP_OFFSETS)) {
            throw TiffDirectory.malformed("The TIFF has both strips and tiles");
        }
        long width = tiled ? directory.value(TILE_WIDTH) : size.width();
        long height = tiled ? directory.value(TILE_HEIGHT) : directory.value(ROWS_PER_STRIP, size.height());
        if (width < 1 || height < 1 || (tiled && (width > LARGEST_TILE || height > LARGEST_TILE))) {
            throw TiffDirectory.malformed("The TIFF's strips or tiles are of no possible size");
        }
        height = Math.min(height, tiled ? LARGEST_TILE : size.height());
        long across = Math.ceilDiv(size.width(), width);
        long count = across * Math.ceilDiv(size.height(), height);
        if (count > Stretches.MOST_PARTS) {
            throw new PictureRefusedException(
                    "too-many-parts", "The TIFF has more than " + Stretches.MOST_PARTS + " strips or tiles");
        }
        if (count * width * height > 2 * PictureHeader.MOST_PIXELS) {
            throw new PictureRefusedException(
                    "too-many-pixels",
                    "The TIFF's tiles are larger than " + (PictureHeader.MOST_PIXELS >> 19) + " Mi pixels");
        }
        long[] offsets = directory.values(tiled ? TILE_OFFSETS : STRIP_OFFSETS, (int) count);
        long[] lengths = directory.values(tiled ? TILE_BYTES : STRIP_BYTES, (int) count);
        if (offsets.length != count || lengths.length != count) {
            throw TiffDirectory.malformed("The TIFF names too few strips or tiles");
        }
        List<TiffRaster.Block> blocks = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            long y = i / across * height;
            int rows = (int) Math.min(height, size.height() - y);
            long raw = (long) raster.rowBytes((int) width) * rows;
            if (offsets[i] + lengths[i] > bytes.length() || raster.compression().most(lengths[i]) < raw) {
                throw Bytes.truncated();
            }
            blocks.add(new TiffRaster.Block(
                    (int) offsets[i],
                    (int) (offsets[i] + lengths[i]),
                    (int) (i % across * width),
                    (int) y,
                    (int) width,
                    rows));
        }
        apart(blocks);
        return blocks;
    }

    /** Blocks that share bytes would let a small file unpack for ever. */
    private static void apart(List<TiffRaster.Block> blocks) throws PictureRefusedException {
        int end = 0;
        for (TiffRaster.Block block : blocks.stream()
                .sorted(Comparator.comparingInt(TiffRaster.Block::from))
                .toList()) {
            if (block.from() < end || block.from() < 8) {
                throw TiffDirectory.malformed("The TIFF's strips or tiles share bytes");
            }
            end = block.to();
        }
    }

    private Orientation orientation() throws PictureRefusedException {
        return ExifOrientation.of(directory.value(ExifOrientation.TAG, 1));
    }

    private ColourProfile profile() throws PictureRefusedException {
        if (!directory.has(PROFILE)) {
            return ColourProfile.NONE;
        }
        long start = directory.place(PROFILE);
        long end = Math.min(bytes.length(), start + directory.count(PROFILE));
        return ColourProfile.read(bytes, (int) start, (int) end);
    }

    private static PictureRefusedException unsupported(String message) {
        return new PictureRefusedException("unsupported-tiff", message);
    }
}
