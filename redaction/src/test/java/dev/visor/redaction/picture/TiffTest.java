package dev.visor.redaction.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.Tiffs;
import dev.visor.redaction.geometry.ImageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class TiffTest {

    private static final ImageSize SIZE = new ImageSize(41, 29);
    private static final byte[] RGB = Pictures.noise(SIZE, 21);
    private static final int FILL = 77;

    @BeforeAll
    static void load() {
        Installed.once();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsTheOrientationAndDoesNotTurn(int exif) throws Exception {
        byte[] file = Tiffs.of(SIZE, 3, RGB).with(274, exif).file();
        assertThat(PictureHeader.read(file).orientation().exif()).isEqualTo(exif);
        assertThat(Decoded.rgb(file, FILL)).isEqualTo(RGB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZW", "Deflate", "ZLib", "PackBits"})
    void readsWhatTheJdkWrites(String compression) throws Exception {
        for (byte[] rgb : new byte[][] {RGB, flat(SIZE)}) {
            assertThat(Decoded.rgb(writtenByTheJdk(SIZE, rgb, compression), FILL))
                    .isEqualTo(rgb);
        }
    }

    @Test
    void readsLzwAcrossManyTables() throws Exception {
        // Large enough for the table to be cleared often, and with a picture's repetitions.
        ImageSize large = new ImageSize(300, 200);
        byte[] rgb = Pictures.noise(large, 5);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] &= (byte) (i % 7 == 0 ? 0xff : 0x03);
        }
        assertThat(Decoded.rgb(writtenByTheJdk(large, rgb, "LZW"), FILL)).isEqualTo(rgb);
    }

    @ParameterizedTest
    @CsvSource({"8, 1", "8, 3", "8, 4", "16, 1", "16, 3", "16, 4"})
    void readsWhatOpenCvWrites(int bits, int channels) throws Exception {
        Mat mat = new Mat(29, 41, CvType.makeType(bits == 8 ? CvType.CV_8U : CvType.CV_16U, channels));
        org.opencv.core.Core.randu(mat, 0, bits == 8 ? 256 : 65536);
        byte[] file = Pictures.encode(mat, ".tiff");
        if (channels == 4) {
            // OpenCV does not say what its fourth sample is.
            assertThat(Decoded.reason(file)).isEqualTo("unsupported-tiff");
        } else {
            assertThat(Decoded.rgb(file, FILL)).isEqualTo(Decoded.rgb(Pictures.encode(mat, ".png"), FILL));
        }
    }

    @Test
    void undoesDifferencesOfSixteenBits() throws Exception {
        ByteBuffer samples = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
        samples.putShort((short) 60000).putShort((short) 10000).putShort((short) 1);
        byte[] file = Tiffs.of(new ImageSize(3, 1), 1, samples.array())
                .with(258, 16)
                .with(317, 2)
                .deflated()
                .file();
        byte[] rgb = Decoded.rgb(file, FILL);
        assertThat(new int[] {rgb[0] & 0xff, rgb[3] & 0xff, rgb[6] & 0xff}).containsExactly(233, 17, 17);
    }

    @Test
    void readsPalettesAndInvertedGrey() throws Exception {
        ImageSize two = new ImageSize(2, 1);
        assertThat(map(two, 65535, 257, 2 * 257)).containsExactly(255, 1, 2, 0, 0, 0);
        assertThat(map(two, 200 << 8, 200 * 257, 0)).startsWith(200, 200, 0);
        assertThat(map(two, 250, 5, 2)).startsWith(250, 5, 2);
        byte[] inverted =
                Tiffs.of(two, 1, new byte[] {(byte) 255, 10}).with(262, 0).file();
        assertThat(Decoded.rgb(inverted, FILL)).containsExactly(0, 0, 0, 245, 245, 245);
    }

    /** What a palette makes of its entry 1 where all others are black. */
    private static byte[] map(ImageSize two, int red, int green, int blue) throws Exception {
        long[] map = new long[3 * 256];
        map[1] = red;
        map[256 + 1] = green;
        map[2 * 256 + 1] = blue;
        return Decoded.rgb(
                Tiffs.of(two, 1, new byte[] {1, 0}).with(262, 3).with(320, map).file(), FILL);
    }

    @Test
    void mixesBothKindsOfAlpha() throws Exception {
        byte[] pixels = {(byte) 200, 100, 50, 0, (byte) 200, 100, 50, (byte) 255, 100, 50, 25, (byte) 128};
        ImageSize three = new ImageSize(3, 1);
        byte[] plain = Tiffs.of(three, 4, pixels).with(338, 2).file();
        assertThat(Decoded.rgb(plain, FILL)).containsExactly(77, 77, 77, 200, 100, 50, 89, 63, 51);
        // Multiplied already. The first pixel says that it is invisible and yet has colour: that must not show.
        byte[] multiplied = Tiffs.of(three, 4, pixels).with(338, 1).file();
        assertThat(Decoded.rgb(multiplied, FILL)).containsExactly(77, 77, 77, 200, 100, 50, 138, 88, 63);
        assertThat(PictureHeader.read(multiplied).transparency()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "259, 7, JPEG",
        "259, 4, fax",
        "259, 50000, Zstandard",
        "259, 9, not known",
        "284, 2, planes",
        "266, 2, lowest bits",
        "258, 1, 8 or 16",
        "258, 32, 8 or 16",
        "262, 6, neither grey",
        "262, 5, neither grey",
        "339, 3, plain numbers",
        "317, 3, predicted",
        "277, 5, four samples",
    })
    void refusesByNameWhatItDoesNotRead(int tag, int value, String words) {
        byte[] file = Tiffs.of(SIZE, 3, RGB).with(tag, value).file();
        PictureRefusedException refusal = Decoded.refusal(file);
        assertThat(refusal.reason()).isEqualTo("unsupported-tiff");
        assertThat(refusal).hasMessageContaining(words);
    }

    @Test
    void refusesSamplesThatNobodyDeclared() {
        byte[] rgba = Arrays.copyOf(RGB, 4 * (int) SIZE.pixels());
        assertThat(Decoded.reason(Tiffs.of(SIZE, 4, rgba).file())).isEqualTo("unsupported-tiff");
        assertThat(Decoded.reason(Tiffs.of(SIZE, 4, rgba).with(338, 0).file())).isEqualTo("unsupported-tiff");
    }

    @Test
    void refusesFurtherPagesAndPictures() {
        byte[] file = Tiffs.of(SIZE, 3, RGB).file();
        byte[] pages = Pictures.concat(file, new byte[18]);
        ByteBuffer.wrap(pages).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 4, file.length);
        assertThat(Decoded.reason(pages)).isEqualTo("multi-page");
        assertThat(Decoded.reason(Tiffs.of(SIZE, 3, RGB).with(330, 8).file())).isEqualTo("multi-page");
    }

    @Test
    void refusesBigTiff() {
        assertThat(Decoded.reason(new byte[] {'I', 'I', 43, 0, 8, 0, 0, 0, 16, 0}))
                .isEqualTo("unsupported-tiff");
    }

    @Test
    void refusesEveryTruncation() {
        byte[] file = Tiffs.of(SIZE, 3, RGB).inStrips(4, 123).deflated().file();
        for (int length = 4; length < file.length; length++) {
            assertThat(Decoded.reason(Arrays.copyOf(file, length)))
                    .as("%d bytes", length)
                    .isEqualTo("truncated");
        }
    }

    @Test
    void refusesDataThatNothingNames() {
        byte[] file = Tiffs.of(SIZE, 3, RGB).file();
        assertThat(Decoded.reason(Pictures.concat(file, new byte[2]))).isEqualTo("trailing-data");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 1364", "8, 1032", "32773, 64"})
    void refusesARasterThatItsDataCannotHold(int compression, int most) throws Exception {
        // Twenty bytes and what they could become at best, and a row of one pixel more.
        ImageSize fits = new ImageSize(20 * most, 1);
        byte[] data = new byte[20];
        assertThat(PictureHeader.read(
                                Tiffs.of(fits, 1, data).with(259, compression).file())
                        .stored())
                .isEqualTo(fits);
        ImageSize larger = new ImageSize(20 * most + 1, 1);
        assertThat(Decoded.reason(
                        Tiffs.of(larger, 1, data).with(259, compression).file()))
                .isEqualTo("truncated");
    }

    @Test
    void refusesStripsThatShareBytes() {
        byte[] file = Tiffs.of(new ImageSize(100, 2), 1, new byte[200])
                .inStrips(1, 100)
                .with(273, 8, 8)
                .file();
        assertThat(Decoded.reason(file)).isEqualTo("malformed-tiff");
    }

    @Test
    void refusesTilesThatReachFarBeyondThePicture() {
        long[] many = new long[3_750];
        byte[] file = Tiffs.of(new ImageSize(1, 60_000), 1, new byte[60_000])
                .with(322, 4096)
                .with(323, 16)
                .without(278)
                .with(324, many)
                .with(325, many)
                .inNoStrips()
                .file();
        assertThat(Decoded.reason(file)).isEqualTo("too-many-pixels");
    }

    @Test
    void refusesACodeBehindTheEndOfTheTable() {
        // Clear, 65, 511, and then 65 as often as the row wants it.
        byte[] data = {(byte) 0x80, 0x10, 0x7f, (byte) 0xe4, 0x12, 0x9, 0x4, (byte) 0x82};
        byte[] file = Tiffs.of(new ImageSize(4, 1), 1, data).with(259, 5).file();
        assertThatExceptionOfType(PictureRefusedException.class)
                .isThrownBy(() -> PictureDecoder.decode(file, FILL))
                .extracting(PictureRefusedException::reason)
                .isEqualTo("undecodable");
    }

    private static byte[] flat(ImageSize size) {
        byte[] rgb = new byte[3 * (int) size.pixels()];
        Arrays.fill(rgb, (byte) 200);
        return rgb;
    }

    private static byte[] writtenByTheJdk(ImageSize size, byte[] rgb, String compression) throws Exception {
        BufferedImage picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < size.pixels(); i++) {
            int colour = (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
            picture.setRGB(i % size.width(), i / size.width(), colour);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionType(compression);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), how);
        }
        writer.dispose();
        return out.toByteArray();
    }
}
