package dev.visor.redaction.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.ImageSize;
import java.io.ByteArrayOutputStream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {

    private static final int BACKGROUND = 77;

    @BeforeAll
    static void load() {
        Installed.once();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 8})
    void neverTurns(int exif) throws Exception {
        ImageSize size = new ImageSize(3, 2);
        byte[] rgb = Pictures.noise(size, 9);
        try (DecodedPicture picture =
                PictureDecoder.decode(Pictures.withOrientation(Pictures.png(size, rgb), exif), BACKGROUND)) {
            assertThat(picture.size()).isEqualTo(size);
            assertThat(pixel(picture, 0, 0)).containsExactly(rgb[2] & 0xff, rgb[1] & 0xff, rgb[0] & 0xff);
            assertThat(picture.orientation().exif()).isEqualTo(exif);
        }
    }

    @Test
    void mixesTransparentPixelsWithTheBackground() throws Exception {
        byte[] rows = {0, (byte) 200, 100, 50, 0, (byte) 200, 100, 50, (byte) 255, (byte) 200, 100, 50, (byte) 128};
        try (DecodedPicture picture = PictureDecoder.decode(png(3, 1, 8, 6, rows), BACKGROUND)) {
            assertThat(pixel(picture, 0, 0)).containsExactly(77, 77, 77);
            assertThat(pixel(picture, 1, 0)).containsExactly(50, 100, 200);
            assertThat(pixel(picture, 2, 0)).containsExactly(63, 89, 139);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "128, 0", "129, 1", "257, 1", "32896, 128", "65535, 255"})
    void reducesSixteenBitsByRounding(int value, int expected) throws Exception {
        byte high = (byte) (value >> 8);
        byte low = (byte) value;
        byte[] rows = {0, high, low, high, low, high, low};
        try (DecodedPicture picture = PictureDecoder.decode(png(1, 1, 16, 2, rows), BACKGROUND)) {
            assertThat(pixel(picture, 0, 0)).containsExactly(expected, expected, expected);
        }
    }

    @Test
    void hidesTheTransparentGrey() throws Exception {
        byte[] file = Pictures.withChunk(png(2, 1, 8, 0, new byte[] {0, 10, 20}), "tRNS", new byte[] {0, 10});
        try (DecodedPicture picture = PictureDecoder.decode(file, BACKGROUND)) {
            assertThat(pixel(picture, 0, 0)).containsExactly(77, 77, 77);
            assertThat(pixel(picture, 1, 0)).containsExactly(20, 20, 20);
        }
    }

    @Test
    void hidesTheTransparentGreyOfFewBits() throws Exception {
        // Two pixels of four bits: 3 is transparent, 5 is 5 * 17.
        byte[] file = Pictures.withChunk(png(2, 1, 4, 0, new byte[] {0, 0x35}), "tRNS", new byte[] {0, 3});
        try (DecodedPicture picture = PictureDecoder.decode(file, BACKGROUND)) {
            assertThat(pixel(picture, 0, 0)).containsExactly(77, 77, 77);
            assertThat(pixel(picture, 1, 0)).containsExactly(85, 85, 85);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0x40, 0xfffe", "2, 0x10, 0x0104", "4, 0x35, 0x0013", "8, 0x0a14, 0x010a"})
    void looksAtTheBitsOfATransparentGreyThatThePictureHas(int bits, String row, String grey) throws Exception {
        // Two pixels, of which the first has the grey that is transparent, less the bits that no sample has.
        int samples = Integer.decode(row);
        byte[] rows =
                bits == 8 ? new byte[] {0, (byte) (samples >> 8), (byte) samples} : new byte[] {0, (byte) samples};
        int declared = Integer.decode(grey);
        byte[] file = Pictures.withChunk(
                png(2, 1, bits, 0, rows), "tRNS", new byte[] {(byte) (declared >> 8), (byte) declared});
        try (DecodedPicture picture = PictureDecoder.decode(file, BACKGROUND)) {
            assertThat(pixel(picture, 0, 0)).containsExactly(77, 77, 77);
            assertThat(pixel(picture, 1, 0)).doesNotContain(77);
        }
    }

    @Test
    void hidesTheTransparentColour() throws Exception {
        byte[] rows = {0, 10, 20, 30, 11, 20, 30};
        byte[] file = Pictures.withChunk(png(2, 1, 8, 2, rows), "tRNS", new byte[] {0, 10, 0, 20, 0, 30});
        try (DecodedPicture picture = PictureDecoder.decode(file, BACKGROUND)) {
            assertThat(pixel(picture, 0, 0)).containsExactly(77, 77, 77);
            assertThat(pixel(picture, 1, 0)).containsExactly(30, 20, 11);
        }
    }

    @Test
    void hidesTheTransparentColourOfSixteenBits() throws Exception {
        byte[] rows = {0, 10, 1, 20, 1, 30, 1, 10, 2, 20, 1, 30, 1};
        byte[] file = Pictures.withChunk(png(2, 1, 16, 2, rows), "tRNS", new byte[] {10, 1, 20, 1, 30, 1});
        try (DecodedPicture picture = PictureDecoder.decode(file, BACKGROUND)) {
            assertThat(pixel(picture, 0, 0)).containsExactly(77, 77, 77);
            assertThat(pixel(picture, 1, 0)).containsExactly(30, 20, 10);
        }
    }

    @Test
    void hidesTransparentEntriesOfAPalette() throws Exception {
        byte[] indexed = png(2, 1, 8, 3, new byte[] {0, 0, 1});
        byte[] file = Pictures.withChunk(
                Pictures.withChunk(indexed, "tRNS", new byte[] {0, (byte) 255}), "PLTE", new byte[] {1, 2, 3, 4, 5, 6});
        try (DecodedPicture picture = PictureDecoder.decode(file, BACKGROUND)) {
            assertThat(pixel(picture, 0, 0)).containsExactly(77, 77, 77);
            assertThat(pixel(picture, 1, 0)).containsExactly(6, 5, 4);
        }
    }

    @Test
    void hidesGreyUnderAlpha() throws Exception {
        byte[] rows = {0, 90, 0, 90, (byte) 255};
        try (DecodedPicture picture = PictureDecoder.decode(png(2, 1, 8, 4, rows), BACKGROUND)) {
            assertThat(pixel(picture, 0, 0)).containsExactly(77, 77, 77);
            assertThat(pixel(picture, 1, 0)).containsExactly(90, 90, 90);
        }
    }

    private static byte[] png(int width, int height, int bits, int colour, byte[] rows) throws Exception {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
            deflater.write(rows);
        }
        byte[] header = {0, 0, 0, (byte) width, 0, 0, 0, (byte) height, (byte) bits, (byte) colour, 0, 0, 0};
        return Pictures.concat(
                PngStructure.SIGNATURE,
                Pictures.chunk("IHDR", header),
                Pictures.chunk("IDAT", data.toByteArray()),
                Pictures.chunk("IEND", new byte[0]));
    }

    private static int[] pixel(DecodedPicture picture, int x, int y) {
        byte[] bgr = new byte[3];
        picture.pixels().get(y, x, bgr);
        return new int[] {bgr[0] & 0xff, bgr[1] & 0xff, bgr[2] & 0xff};
    }
}
