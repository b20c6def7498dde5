package dev.visor.redaction;

import dev.visor.redaction.geometry.ImageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes TIFFs for tests, one tag at a time, so that a test can say exactly what it means. */
public final class Tiffs {

    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ByteOrder order;
    private final Map<Integer, long[]> shorts = new TreeMap<>();
    private final Map<Integer, byte[]> raw = new TreeMap<>();
    private final List<byte[]> blocks = new ArrayList<>();
    private boolean tiled;

    private Tiffs(ByteOrder order) {
        this.order = order;
    }

    /** Samples of 8 bits in one strip, not compressed, without alpha. */
    public static Tiffs of(ImageSize size, int samples, byte[] pixels) {
        return of(ByteOrder.LITTLE_ENDIAN, size, samples, pixels);
    }

    /** The same in another byte order. */
    public static Tiffs of(ByteOrder order, ImageSize size, int samples, byte[] pixels) {
        Tiffs tiff = new Tiffs(order);
        tiff.blocks.add(pixels);
        return tiff.with(256, size.width())
                .with(257, size.height())
                .with(258, 8)
                .with(259, 1)
                .with(262, samples < 3 ? 1 : 2)
                .with(277, samples)
                .with(278, size.height());
    }

    /** Sets a tag to numbers. */
    public Tiffs with(int tag, long... values) {
        shorts.put(tag, values);
        return this;
    }

    /** Sets a tag to bytes. */
    public Tiffs withBytes(int tag, byte[] value) {
        raw.put(tag, value);
        return this;
    }

    /** Takes a tag out. */
    public Tiffs without(int tag) {
        shorts.remove(tag);
        return this;
    }

    /** Each block deflated. */
    public Tiffs deflated() {
        blocks.replaceAll(Tiffs::deflate);
        return with(259, 8);
    }

    /** Each block in runs: what repeats at least thrice as a repetition. */
    public Tiffs packed() {
        blocks.replaceAll(Tiffs::pack);
        return with(259, 32773);
    }

    /** Cuts the one block, of rows of so many bytes, into strips. */
    public Tiffs inStrips(int rows, int rowBytes) {
        byte[] all = blocks.removeFirst();
        for (int at = 0; at < all.length; at += rows * rowBytes) {
            blocks.add(Arrays.copyOfRange(all, at, Math.min(all.length, at + rows * rowBytes)));
        }
        return with(278, rows);
    }

    /** Names no strips; the tags of tiles are set by hand. */
    public Tiffs inNoStrips() {
        tiled = true;
        return this;
    }

    /** Cuts the one block into tiles; what lies outside of the picture is 0x55. */
    public Tiffs inTiles(ImageSize size, int side, int pixelBytes) {
        byte[] all = blocks.removeFirst();
        for (int y = 0; y < size.height(); y += side) {
            for (int x = 0; x < size.width(); x += side) {
                byte[] tile = new byte[side * side * pixelBytes];
                Arrays.fill(tile, (byte) 0x55);
                int length = Math.min(side, size.width() - x) * pixelBytes;
                for (int row = 0; row < Math.min(side, size.height() - y); row++) {
                    int from = ((y + row) * size.width() + x) * pixelBytes;
                    System.arraycopy(all, from, tile, row * side * pixelBytes, length);
                }
                blocks.add(tile);
            }
        }
        tiled = true;
        return with(322, side).with(323, side).without(278);
    }

    /** The file: header, blocks, values, directory. */
    public byte[] file() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[8]);
        long[] offsets = new long[blocks.size()];
        long[] lengths = new long[blocks.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = out.size();
            lengths[i] = blocks.get(i).length;
            out.writeBytes(blocks.get(i));
        }
        Map<Integer, long[]> numbers = new TreeMap<>(shorts);
        numbers.putIfAbsent(tiled ? 324 : 273, offsets);
        numbers.putIfAbsent(tiled ? 325 : 279, lengths);
        int entries = numbers.size() + raw.size();
        ByteBuffer directory = ByteBuffer.allocate(2 + 12 * entries + 4).order(order);
        directory.putShort((short) entries);
        TreeMap<Integer, byte[]> values = new TreeMap<>(raw);
        numbers.forEach((tag, each) -> values.put(tag, bytes(each, width(tag))));
        values.forEach((tag, value) -> {
            long[] each = numbers.get(tag);
            directory.putShort((short) (int) tag).putShort((short) (each == null ? 7 : width(tag)));
            directory.putInt(each == null ? value.length : each.length);
            if (value.length <= 4) {
                directory.put(Arrays.copyOf(value, 4));
            } else {
                directory.putInt(out.size());
                out.writeBytes(value);
            }
        });
        int at = out.size();
        out.writeBytes(directory.array());
        byte[] file = out.toByteArray();
        ByteBuffer.wrap(file)
                .order(order)
                .put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'))
                .put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'))
                .putShort((short) 42)
                .putInt(at);
        return file;
    }

    /** Offsets and lengths need more than 16 bits. */
    private static int width(int tag) {
        return tag == 273 || tag == 279 || tag == 324 || tag == 325 || tag == 330 || tag == 256 || tag == 257
                ? LONG
                : SHORT;
    }

    private byte[] bytes(long[] values, int type) {
        ByteBuffer out =
                ByteBuffer.allocate(values.length * (type == LONG ? 4 : 2)).order(order);
        for (long value : values) {
            if (type == LONG) {
                out.putInt((int) value);
            } else {
                out.putShort((short) value);
            }
        }
        return out.array();
    }

    /** Bytes as zlib packs them. */
    public static byte[] deflate(byte[] block) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(6))) {
            deflater.write(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] pack(byte[] block) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < block.length) {
            int run = 1;
            while (run < 128 && at + run < block.length && block[at + run] == block[at]) {
                run++;
            }
            if (run >= 3) {
                out.write(1 - run);
                out.write(block[at]);
                at += run;
            } else {
                int copies = Math.min(5, block.length - at);
                out.write(-128);
                out.write(copies - 1);
                out.write(block, at, copies);
                at += copies;
            }
        }
        return out.toByteArray();
    }
}
