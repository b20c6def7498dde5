package dev.visor.redaction.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.redaction.Bitmaps;
import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class BmpTest {

    private static final ImageSize SIZE = new ImageSize(41, 29);
    private static final byte[] RGB = Pictures.noise(SIZE, 31);
    private static final byte[] FILE = Bitmaps.plain(41, 29, 24, new byte[0], Bitmaps.rows(41, 29, RGB, false));
    private static final int[] BGRA = {0xff0000, 0xff00, 0xff, 0xff000000};
    private static final int FILL = 77;

    @BeforeAll
    static void load() {
        Installed.once();
    }

    @Test
    void readsRowsFromEitherEnd() throws Exception {
        assertThat(PictureHeader.read(FILE).stored()).isEqualTo(SIZE);
        assertThat(Decoded.rgb(FILE, FILL)).isEqualTo(RGB);
        byte[] topDown = Bitmaps.plain(41, -29, 24, new byte[0], Bitmaps.rows(41, 29, RGB, true));
        assertThat(Decoded.rgb(topDown, FILL)).isEqualTo(RGB);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void readsWhatOpenCvWrites(int channels) throws Exception {
        Mat mat = noise(channels);
        assertThat(Decoded.rgb(Pictures.encode(mat, ".bmp"), FILL))
                .isEqualTo(Decoded.rgb(Pictures.encode(mat, ".png"), FILL));
    }

    private static Mat noise(int channels) {
        Mat mat = new Mat(29, 41, CvType.makeType(CvType.CV_8U, channels));
        Core.randu(mat, 0, 256);
        return mat;
    }

    @ParameterizedTest
    @CsvSource({"1, 64", "4, 18", "8, 1"})
    void readsPalettes(int bits, int first) throws Exception {
        // Indices 0, 1, then what the row's padding says: 64 is 01 in one bit, 18 is 1 and 2 in four.
        byte[] palette = new byte[4 << bits];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = (byte) (i / 4 * 10 + i % 4);
        }
        byte[] rgb = Decoded.rgb(Bitmaps.plain(1, 1, bits, palette, new byte[] {(byte) first, 0, 0, 0}), FILL);
        assertThat(rgb).isEqualTo(bits == 1 ? new byte[] {2, 1, 0} : new byte[] {12, 11, 10});
    }

    @Test
    void refusesIndicesWithoutAColour() {
        byte[] file = Bitmaps.plain(1, 1, 8, new byte[8], new byte[] {2, 0, 0, 0});
        assertThatExceptionOfType(PictureRefusedException.class)
                .isThrownBy(() -> Decoded.rgb(file, FILL))
                .extracting(PictureRefusedException::reason)
                .isEqualTo("undecodable");
    }

    @Test
    void mixesAlphaWhereItIsDeclared() throws Exception {
        byte[] pixels = {50, 100, (byte) 200, 0, 50, 100, (byte) 200, (byte) 255, 50, 100, (byte) 200, (byte) 128};
        byte[] file = Bitmaps.masked(3, 1, BGRA, pixels);
        assertThat(Decoded.rgb(file, FILL)).containsExactly(77, 77, 77, 200, 100, 50, 139, 89, 63);
        assertThat(PictureHeader.read(file).transparency()).isTrue();
        byte[] opaque = Bitmaps.masked(3, 1, new int[] {0xff000000, 0xff0000, 0xff00, 0}, pixels);
        assertThat(Decoded.rgb(opaque, FILL)).startsWith(0, 200, 100, 255, 200, 100);
    }

    @Test
    void refusesAlphaThatIsNotDeclared() throws Exception {
        byte[] pixels = {1, 2, 3, 0, 4, 5, 6, 0};
        byte[] file = Bitmaps.plain(2, 1, 32, new byte[0], pixels);
        assertThat(Decoded.rgb(file, FILL)).containsExactly(3, 2, 1, 6, 5, 4);
        file[file.length - 1] = 1;
        assertThat(Decoded.reason(file)).isEqualTo("unsupported-bmp");
    }

    @ParameterizedTest
    @CsvSource({"16, 0", "8, 1", "4, 2", "16, 3", "24, 4", "24, 5", "2, 0", "24, 3"})
    void refusesPackingsAndOddDepths(int bits, int packing) {
        byte[] file = Bitmaps.file(40, 4, 4, bits, packing, new byte[0], new byte[2_000]);
        assertThat(Decoded.reason(file)).isEqualTo("unsupported-bmp");
    }

    @Test
    void refusesMasksThatAreNotWholeBytes() {
        assertThat(Decoded.reason(Bitmaps.masked(1, 1, new int[] {0x3ff00000, 0xffc00, 0x3ff, 0}, new byte[4])))
                .isEqualTo("unsupported-bmp");
        assertThat(Decoded.reason(Bitmaps.masked(1, 1, new int[] {0xff, 0xff, 0xff00, 0}, new byte[4])))
                .isEqualTo("malformed-bmp");
    }

    @Test
    void refusesOtherHeaders() {
        assertThat(Decoded.reason(Bitmaps.file(64, 4, 4, 24, 0, new byte[0], new byte[48])))
                .isEqualTo("unsupported-bmp");
    }

    @Test
    void refusesEveryTruncation() {
        for (int length = 10; length < FILE.length; length++) {
            assertThat(Decoded.reason(Arrays.copyOf(FILE, length)))
                    .as("%d bytes", length)
                    .isEqualTo("truncated");
        }
    }

    @Test
    void refusesDataBehindTheEnd() throws Exception {
        assertThat(Decoded.rgb(Pictures.concat(FILE, new byte[3]), FILL)).isEqualTo(RGB);
        assertThat(Decoded.reason(Pictures.concat(FILE, new byte[4]))).isEqualTo("trailing-data");
    }

    @Test
    void refusesForgedSizes() {
        byte[] forged = FILE.clone();
        ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 4_000).putInt(22, 4_000);
        assertThat(Decoded.reason(forged)).isEqualTo("truncated");
        ByteBuffer.wrap(forged)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(18, 40_000)
                .putInt(22, Integer.MIN_VALUE);
        assertThat(Decoded.reason(forged)).isEqualTo("too-many-pixels");
        ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN).putInt(18, -41);
        assertThat(Decoded.reason(forged)).isEqualTo("malformed-header");
        forged = FILE.clone();
        ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN).putInt(10, 20);
        assertThat(Decoded.reason(forged)).isEqualTo("malformed-bmp");
    }
}
