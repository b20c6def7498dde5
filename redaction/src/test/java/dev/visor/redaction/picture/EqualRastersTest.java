package dev.visor.redaction.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.Bitmaps;
import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.Tiffs;
import dev.visor.redaction.Webps;
import dev.visor.redaction.geometry.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** Equal pixels are equal rasters, whatever file they come in and whatever is written around them. */
class EqualRastersTest {

    private static final ImageSize SIZE = new ImageSize(53, 37);
    private static final byte[] RGB = Pictures.noise(SIZE, 51);
    private static final int ROW = 3 * 53;

    @BeforeAll
    static void load() {
        Installed.once();
    }

    @Test
    void ofLosslessFilesBitForBit() throws Exception {
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            assertThat(Decoded.rgb(file.getValue(), 128)).as(file.getKey()).isEqualTo(RGB);
        }
    }

    @Test
    void ofLossyFilesWithAndWithoutMetadata() throws Exception {
        Mat mat = Pictures.mat(SIZE, RGB);
        byte[] jpeg = Pictures.encode(mat, ".jpg");
        byte[] chatty = Pictures.withSegment(
                Pictures.withSegment(jpeg, 0xe2, Pictures.concat(ascii("ICC_PROFILE\0\1\1"), Pictures.profile("RGB "))),
                0xe1,
                Pictures.exif(6, "somebody"));
        assertThat(Decoded.rgb(chatty, 128)).isEqualTo(Decoded.rgb(jpeg, 128));
        byte[] webp = Pictures.encode(mat, ".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 70);
        byte[] chattyWebp =
                Webps.of(Webps.canvas(SIZE, 8), Webps.chunks(webp), Webps.chunk("EXIF", Pictures.tiff(6, "somebody")));
        assertThat(Decoded.rgb(chattyWebp, 128)).isEqualTo(Decoded.rgb(webp, 128));
    }

    @Test
    void declareTheirProfilesAndDoNotApplyThem() throws Exception {
        byte[] profile = Pictures.profile("RGB ");
        byte[] tiff = Tiffs.of(SIZE, 3, RGB).withBytes(34675, profile).file();
        byte[] webp = Webps.of(
                Webps.canvas(SIZE, 0x20),
                Webps.chunk("ICCP", profile),
                Webps.chunks(Pictures.encode(Pictures.mat(SIZE, RGB), ".webp")));
        byte[] png = Pictures.withChunk(
                Pictures.png(SIZE, RGB), "iCCP", Pictures.concat(ascii("any name\0\0"), Tiffs.deflate(profile)));
        byte[] bmp = bitmapWithProfile(profile);
        for (byte[] file : new byte[][] {tiff, webp, png, bmp}) {
            PictureHeader header = PictureHeader.read(file);
            assertThat(header.profile()).as("%s", header.format()).isEqualTo(ColourProfile.RGB);
            assertThat(Decoded.rgb(file, 128)).as("%s", header.format()).isEqualTo(RGB);
        }
        byte[] jpeg = Pictures.withSegment(
                Pictures.jpeg(SIZE), 0xe2, Pictures.concat(ascii("ICC_PROFILE\0\1\1"), Pictures.profile("GRAY")));
        assertThat(PictureHeader.read(jpeg).profile()).isEqualTo(ColourProfile.GREY);
        assertThat(PictureHeader.read(Pictures.jpeg(SIZE)).profile()).isEqualTo(ColourProfile.NONE);
        byte[] damaged = Pictures.withChunk(Pictures.png(SIZE, RGB), "iCCP", ascii("name\0\0nothing packed"));
        assertThat(PictureHeader.read(damaged).profile()).isEqualTo(ColourProfile.OTHER);
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("PNG", Pictures.png(SIZE, RGB));
        files.put(
                "PNG with notes",
                Pictures.withOrientation(
                        Pictures.withChunk(Pictures.png(SIZE, RGB), "tEXt", ascii("Author\0somebody")), 3));
        files.put("WebP", Pictures.encode(Pictures.mat(SIZE, RGB), ".webp"));
        files.put("BMP", Bitmaps.plain(53, 37, 24, new byte[0], Bitmaps.rows(53, 37, RGB, false)));
        files.put("BMP from the top", Bitmaps.plain(53, -37, 24, new byte[0], Bitmaps.rows(53, 37, RGB, true)));
        files.put("PNG of 16 bits", Pictures.encode(sixteenBits(), ".png"));
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            files.put("TIFF " + order, tiff(order).file());
            files.put("TIFF in strips " + order, tiff(order).inStrips(5, ROW).file());
            files.put("TIFF in tiles " + order, tiff(order).inTiles(SIZE, 16, 3).file());
            files.put("deflated TIFF " + order, tiff(order).deflated().file());
            files.put(
                    "deflated tiles " + order,
                    tiff(order).inTiles(SIZE, 32, 3).deflated().file());
            files.put(
                    "packed TIFF " + order,
                    tiff(order).inStrips(7, ROW).packed().file());
            files.put(
                    "TIFF with notes " + order,
                    tiff(order).with(274, 8).withBytes(270, ascii("somebody\0")).file());
        }
        files.put("TIFF by OpenCV", Pictures.encode(Pictures.mat(SIZE, RGB), ".tiff"));
        return files;
    }

    private static Tiffs tiff(ByteOrder order) {
        return Tiffs.of(order, SIZE, 3, RGB);
    }

    private static Mat sixteenBits() {
        Mat mat = Pictures.mat(SIZE, RGB);
        mat.convertTo(mat, CvType.CV_16U, 257);
        return mat;
    }

    /** A version 5 header says where behind the pixels the profile lies, counted from itself. */
    private static byte[] bitmapWithProfile(byte[] profile) {
        byte[] bitmap = Bitmaps.file(124, 53, 37, 24, 0, new byte[0], Bitmaps.rows(53, 37, RGB, false));
        ByteBuffer.wrap(bitmap)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(14 + 56, 0x4d424544)
                .putInt(14 + 112, bitmap.length - 14)
                .putInt(14 + 116, profile.length);
        return Pictures.concat(bitmap, profile);
    }

    private static byte[] ascii(String letters) {
        return letters.getBytes(StandardCharsets.ISO_8859_1);
    }
}
