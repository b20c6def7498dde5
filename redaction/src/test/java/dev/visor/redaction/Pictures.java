package dev.visor.redaction;

import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.render.PngEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** Files made for tests. */
public final class Pictures {

    private Pictures() {}

    /** A PNG of these colours, three bytes a pixel. */
    public static byte[] png(ImageSize size, byte[] rgb) {
        return PngEncoder.encode(size, rgb);
    }

    /** Noise of this seed, three bytes a pixel. */
    public static byte[] noise(ImageSize size, long seed) {
        byte[] rgb = new byte[3 * (int) size.pixels()];
        new SplittableRandom(seed).nextBytes(rgb);
        return rgb;
    }

    /** Red, green, blue as OpenCV's raster. */
    public static Mat mat(ImageSize size, byte[] rgb) {
        Installed.once();
        byte[] bgr = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        Mat mat = new Mat(size.height(), size.width(), CvType.CV_8UC3);
        mat.put(0, 0, bgr);
        return mat;
    }

    /** Red, green, blue, alpha as OpenCV's raster. */
    public static Mat matWithAlpha(ImageSize size, byte[] rgba) {
        Installed.once();
        byte[] bgra = rgba.clone();
        for (int i = 0; i < rgba.length; i += 4) {
            bgra[i] = rgba[i + 2];
            bgra[i + 2] = rgba[i];
        }
        Mat mat = new Mat(size.height(), size.width(), CvType.CV_8UC4);
        mat.put(0, 0, bgra);
        return mat;
    }

    /** The start of an ICC profile of this colour space, such as {@code RGB }. */
    public static byte[] profile(String space) {
        return ByteBuffer.allocate(128)
                .putInt(0, 128)
                .put(16, space.getBytes(StandardCharsets.US_ASCII))
                .put(36, "acsp".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** A JPEG of noise. */
    public static byte[] jpeg(ImageSize size) {
        Installed.once();
        Mat mat = new Mat(size.height(), size.width(), CvType.CV_8UC3);
        mat.put(0, 0, noise(size, 1));
        return encode(mat, ".jpg");
    }

    /** Any raster in any of OpenCV's formats, with OpenCV's settings in pairs. */
    public static byte[] encode(Mat mat, String suffix, int... settings) {
        Installed.once();
        MatOfByte bytes = new MatOfByte();
        if (!Imgcodecs.imencode(suffix, mat, bytes, new MatOfInt(settings))) {
            throw new IllegalStateException("OpenCV cannot write " + suffix);
        }
        return bytes.toArray();
    }

    /** The same PNG with an EXIF orientation in an eXIf chunk. */
    public static byte[] withOrientation(byte[] png, int exif) {
        return withChunk(png, "eXIf", tiff(exif, ""));
    }

    /** The same PNG with another chunk behind its header. */
    public static byte[] withChunk(byte[] png, String type, byte[] data) {
        int header = 8 + 25;
        return concat(Arrays.copyOf(png, header), chunk(type, data), Arrays.copyOfRange(png, header, png.length));
    }

    /** One chunk with its checksum. */
    public static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    /** The same JPEG with a segment behind its start. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
        byte[] segment = ByteBuffer.allocate(4 + data.length)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (data.length + 2))
                .put(data)
                .array();
        return concat(Arrays.copyOf(jpeg, 2), segment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** An EXIF segment's content. */
    public static byte[] exif(int orientation, String description) {
        return concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff(orientation, description));
    }

    /** A little-endian TIFF structure with an orientation and a description. */
    public static byte[] tiff(int orientation, String description) {
        byte[] text = (description + "\0").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + 2 + 24 + 4 + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'I', 'I'})
                .putShort((short) 42)
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

    /** All of them one after the other. */
    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
