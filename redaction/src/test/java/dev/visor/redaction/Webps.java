package dev.visor.redaction;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.visor.redaction.geometry.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Puts chunks around OpenCV's WebPs. */
public final class Webps {

    private Webps() {}

    /** A file of these chunks. */
    public static byte[] of(byte[]... chunks) {
        byte[] all = Pictures.concat(chunks);
        return ByteBuffer.allocate(12 + all.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(US_ASCII))
                .putInt(4 + all.length)
                .put("WEBP".getBytes(US_ASCII))
                .put(all)
                .array();
    }

    /** One chunk. */
    public static byte[] chunk(String name, byte[] data) {
        return ByteBuffer.allocate(8 + data.length + data.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(US_ASCII))
                .putInt(data.length)
                .put(data)
                .array();
    }

    /** The chunk that says how large the canvas is. */
    public static byte[] canvas(ImageSize size, int flags) {
        int width = size.width() - 1;
        int height = size.height() - 1;
        byte[] data = {
            (byte) flags,
            0,
            0,
            0,
            (byte) width,
            (byte) (width >> 8),
            (byte) (width >> 16),
            (byte) height,
            (byte) (height >> 8),
            (byte) (height >> 16)
        };
        return chunk("VP8X", data);
    }

    /** A file's chunks without its RIFF header. */
    public static byte[] chunks(byte[] webp) {
        return Arrays.copyOfRange(webp, 12, webp.length);
    }
}
