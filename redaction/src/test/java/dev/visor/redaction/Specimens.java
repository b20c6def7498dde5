package dev.visor.redaction;

import dev.visor.redaction.geometry.ImageSize;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** One small file of every kind that is let in, by its name. */
public final class Specimens {

    private static final ImageSize SIZE = new ImageSize(46, 34);
    private static final byte[] RGB = Pictures.noise(SIZE, 61);

    private Specimens() {}

    /** All of them. */
    public static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        Mat colour = Pictures.mat(SIZE, RGB);
        all.put("jpeg", Pictures.encode(colour, ".jpg"));
        all.put("jpeg-progressive", Pictures.encode(colour, ".jpg", Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1));
        all.put("jpeg-restarts", Pictures.encode(colour, ".jpg", Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 2));
        all.put("jpeg-cmyk", CmykJpegs.declared(SIZE, 0));
        all.put("jpeg-ycck", CmykJpegs.declared(SIZE, 2));
        all.put("jpeg-noted", Pictures.withSegment(Pictures.jpeg(SIZE), 0xe1, Pictures.exif(6, "a note")));
        all.put("png", Pictures.encode(colour, ".png"));
        all.put("png-16", Pictures.encode(sixteenBits(colour), ".png"));
        all.put("png-alpha", Pictures.encode(withAlpha(), ".png"));
        all.put("png-noted", Pictures.withOrientation(Pictures.png(SIZE, RGB), 8));
        all.put("webp-lossless", Pictures.encode(colour, ".webp"));
        all.put("webp-lossy", Pictures.encode(colour, ".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 75));
        all.put("webp-alpha", Pictures.encode(withAlpha(), ".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 75));
        all.put(
                "webp-noted",
                Webps.of(
                        Webps.canvas(SIZE, 8),
                        Webps.chunks(Pictures.encode(colour, ".webp")),
                        Webps.chunk("EXIF", Pictures.tiff(6, "a note"))));
        all.put("tiff", Tiffs.of(SIZE, 3, RGB).withBytes(270, ascii("a note\0")).file());
        all.put("tiff-lzw", Pictures.encode(colour, ".tiff"));
        all.put("tiff-16", Pictures.encode(sixteenBits(colour), ".tiff"));
        all.put("tiff-deflate", tiff().inStrips(8, 3 * 46).deflated().file());
        all.put("tiff-tiles", tiff().inTiles(SIZE, 16, 3).packed().file());
        all.put(
                "tiff-alpha",
                Tiffs.of(SIZE, 4, Pictures.noise(new ImageSize(46 * 4, 34), 3))
                        .with(338, 1)
                        .file());
        all.put("bmp", Bitmaps.plain(46, 34, 24, new byte[0], Bitmaps.rows(46, 34, RGB, false)));
        all.put("bmp-palette", Bitmaps.plain(48, 34, 8, new byte[1024], Pictures.noise(new ImageSize(16, 34), 5)));
        all.put(
                "bmp-alpha",
                Bitmaps.masked(
                        48,
                        34,
                        new int[] {0xff0000, 0xff00, 0xff, 0xff000000},
                        Pictures.noise(new ImageSize(64, 34), 5)));
        return all;
    }

    private static Tiffs tiff() {
        return Tiffs.of(ByteOrder.BIG_ENDIAN, SIZE, 3, RGB);
    }

    private static Mat sixteenBits(Mat mat) {
        Mat wide = new Mat();
        mat.convertTo(wide, CvType.CV_16U, 257);
        return wide;
    }

    private static Mat withAlpha() {
        byte[] rgba = new byte[4 * (int) SIZE.pixels()];
        for (int i = 0; i < rgba.length; i++) {
            rgba[i] = RGB[i % RGB.length];
        }
        return Pictures.matWithAlpha(SIZE, rgba);
    }

    private static byte[] ascii(String letters) {
        return letters.getBytes(StandardCharsets.US_ASCII);
    }
}
