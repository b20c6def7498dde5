package dev.visor.redaction;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes Windows bitmaps for tests: the headers field by field, the rows as they are given. */
public final class Bitmaps {

    private Bitmaps() {}

    /** A bitmap whose header has 40 bytes, with these palette entries (four bytes each) and padded rows. */
    public static byte[] plain(int width, int height, int bits, byte[] palette, byte[] rows) {
        return file(40, width, height, bits, 0, palette, rows);
    }

    /** A bitmap of four bytes a pixel under a version 4 header with masks for red, green, blue, alpha. */
    public static byte[] masked(int width, int height, int[] masks, byte[] rows) {
        byte[] file = file(108, width, height, 32, 3, new byte[0], rows);
        ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < masks.length; i++) {
            numbers.putInt(14 + 40 + 4 * i, masks[i]);
        }
        return file;
    }

    /** A bitmap of any header. */
    public static byte[] file(int header, int width, int height, int bits, int packing, byte[] palette, byte[] rows) {
        int data = 14 + header + palette.length;
        ByteBuffer file = ByteBuffer.allocate(data + rows.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(data);
        file.putInt(header).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
        file.putInt(packing).putInt(rows.length).putInt(0).putInt(0).putInt(palette.length / 4);
        file.position(14 + header);
        return file.put(palette).put(rows).array();
    }

    /** Rows of red, green, blue as a bitmap has them: blue first, filled up to four bytes, from the lowest row up or not. */
    public static byte[] rows(int width, int height, byte[] rgb, boolean topDown) {
        int stride = (3 * width + 3) / 4 * 4;
        byte[] rows = new byte[stride * height];
        for (int y = 0; y < height; y++) {
            int row = topDown ? y : height - 1 - y;
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    rows[row * stride + 3 * x + c] = rgb[3 * (y * width + x) + 2 - c];
                }
            }
        }
        return rows;
    }
}
