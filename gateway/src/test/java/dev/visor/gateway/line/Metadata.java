package dev.visor.gateway.line;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** What cameras and programs write into files beside the pixels. */
final class Metadata {

    private static final int PNG_HEADER = 8 + 25;

    private Metadata() {}

    /** The same PNG with one more chunk behind its header. */
    static byte[] withChunk(byte[] png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        byte[] chunk = ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
        return joined(Arrays.copyOf(png, PNG_HEADER), chunk, Arrays.copyOfRange(png, PNG_HEADER, png.length));
    }

    /** The same JPEG with one more segment behind its start. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
        byte[] head = ByteBuffer.allocate(4)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (data.length + 2))
                .array();
        return joined(Arrays.copyOf(jpeg, 2), head, data, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** The same picture with an orientation in its EXIF: PNG or JPEG. */
    static byte[] withOrientation(byte[] file, int exif) {
        return withExif(file, exif, "");
    }

    /** The same picture with EXIF that holds an orientation and a description: PNG or JPEG. */
    static byte[] withExif(byte[] file, int orientation, String description) {
        byte[] tiff = tiff(orientation, description);
        return (file[0] & 0xff) == 0xff
                ? withSegment(file, 0xe1, joined("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff))
                : withChunk(file, "eXIf", tiff);
    }

    /** TIFF 6.0, little-endian: ImageDescription and Orientation. */
    private static byte[] tiff(int orientation, String description) {
        byte[] text = (description + "\0\0\0\0").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(38 + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'I', 'I', 42, 0})
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x010e)
                .putShort((short) 2)
                .putInt(text.length)
                .putInt(38)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putInt(orientation)
                .putInt(0)
                .put(text)
                .array();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
