package dev.visor.redaction.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.Webps;
import dev.visor.redaction.geometry.ImageSize;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

class WebpTest {

    private static final ImageSize SIZE = new ImageSize(41, 29);
    private static final byte[] RGB = Pictures.noise(SIZE, 41);
    private static final int FILL = 77;
    private static final int HAS_EXIF = 0x08;

    private static byte[] lossless;
    private static byte[] lossy;
    private static byte[] lossyAlpha;
    private static byte[] losslessAlpha;

    @BeforeAll
    static void load() {
        Installed.once();
        lossless = Pictures.encode(Pictures.mat(SIZE, RGB), ".webp");
        lossy = Pictures.encode(Pictures.mat(SIZE, RGB), ".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 80);
        Mat alpha = Pictures.matWithAlpha(SIZE, halfHidden());
        lossyAlpha = Pictures.encode(alpha, ".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 80);
        losslessAlpha = Pictures.encode(alpha, ".webp");
    }

    /** Red above, where nobody sees it, and red below. */
    private static byte[] halfHidden() {
        byte[] rgba = new byte[4 * (int) SIZE.pixels()];
        for (int i = 0; i < rgba.length; i += 4) {
            rgba[i] = (byte) 220;
            rgba[i + 3] = (byte) (i < rgba.length / 2 ? 0 : 255);
        }
        return rgba;
    }

    @Test
    void readsLossyAndLossless() throws Exception {
        for (byte[] file : new byte[][] {lossless, lossy}) {
            PictureHeader header = PictureHeader.read(file);
            assertThat(header.format()).isEqualTo(PictureFormat.WEBP);
            assertThat(header.stored()).isEqualTo(SIZE);
            assertThat(header.transparency()).isFalse();
        }
        assertThat(Decoded.rgb(lossless, FILL)).isEqualTo(RGB);
        assertThat(Decoded.rgb(lossy, FILL)).hasSameSizeAs(RGB);
    }

    @Test
    void hidesWhatAlphaHides() throws Exception {
        for (byte[] file : new byte[][] {lossyAlpha, losslessAlpha}) {
            assertThat(PictureHeader.read(file).transparency()).isTrue();
            byte[] rgb = Decoded.rgb(file, FILL);
            assertThat(Arrays.copyOf(rgb, 30)).containsOnly(FILL);
            assertThat(rgb[rgb.length - 3] & 0xff).isBetween(190, 240);
        }
    }

    @Test
    void hidesWhatTheCanvasForgetsToDeclareTransparent() throws Exception {
        byte[] file = Webps.of(Webps.canvas(SIZE, 0), Webps.chunks(losslessAlpha));
        assertThat(Arrays.copyOf(Decoded.rgb(file, FILL), 30)).containsOnly(FILL);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsTheOrientationAndDoesNotTurn(int exif) throws Exception {
        byte[] plain = Webps.of(
                Webps.canvas(SIZE, HAS_EXIF),
                Webps.chunks(lossless),
                Webps.chunk("EXIF", Pictures.tiff(exif, "a description")));
        byte[] prefixed = Webps.of(
                Webps.canvas(SIZE, HAS_EXIF), Webps.chunks(lossless), Webps.chunk("EXIF", Pictures.exif(exif, "x")));
        assertThat(PictureHeader.read(plain).orientation().exif()).isEqualTo(exif);
        assertThat(PictureHeader.read(prefixed).orientation().exif()).isEqualTo(exif);
        assertThat(Decoded.rgb(plain, FILL)).isEqualTo(RGB);
    }

    @Test
    void leavesMetadataOut() throws Exception {
        byte[] chatty = Webps.of(
                Webps.canvas(SIZE, 0x2c),
                Webps.chunk("ICCP", Pictures.profile("RGB ")),
                Webps.chunks(lossless),
                Webps.chunk("EXIF", Pictures.tiff(1, "a description")),
                Webps.chunk("XMP ", new byte[31]));
        assertThat(withoutMetadata(chatty)).isEqualTo(lossless);
        byte[] chattyAlpha = Webps.of(Webps.chunks(lossyAlpha), Webps.chunk("EXIF", Pictures.tiff(1, "x")));
        assertThat(withoutMetadata(chattyAlpha)).isEqualTo(lossyAlpha);
    }

    @Test
    void refusesAnimations() {
        assertThat(Decoded.reason(Webps.of(Webps.canvas(SIZE, 2), Webps.chunks(lossless))))
                .isEqualTo("animated");
        assertThat(Decoded.reason(Webps.of(Webps.canvas(SIZE, 0), Webps.chunk("ANMF", new byte[24]))))
                .isEqualTo("animated");
    }

    @Test
    void refusesEveryTruncation() {
        for (byte[] file : new byte[][] {lossless, lossy, lossyAlpha}) {
            for (int length = 12; length < file.length; length++) {
                assertThat(Decoded.reason(Arrays.copyOf(file, length)))
                        .as("%d bytes", length)
                        .isEqualTo("truncated");
            }
        }
    }

    @Test
    void refusesAChunkThatIsLongerThanItsFile() {
        byte[] forged = lossless.clone();
        forged[17]++;
        assertThat(Decoded.reason(forged)).isEqualTo("truncated");
    }

    @Test
    void refusesDataBehindTheEnd() {
        assertThat(Decoded.reason(Pictures.concat(lossless, new byte[1]))).isEqualTo("trailing-data");
    }

    @Test
    void refusesALossyPictureWhoseModesCannotFit() {
        byte[] forged = lossy.clone();
        // 16,000 x 4,000 px in place of 41 x 29.
        forged[26] = (byte) 0x80;
        forged[27] = 0x3e;
        forged[28] = (byte) 0xa0;
        forged[29] = 0x0f;
        assertThat(Decoded.reason(forged)).isEqualTo("truncated");
    }

    @Test
    void refusesTooManyPixels() {
        byte[] forged = lossless.clone();
        Arrays.fill(forged, 21, 24, (byte) 0xff);
        forged[24] = 0x0f;
        assertThat(Decoded.reason(forged)).isEqualTo("too-many-pixels");
    }

    @Test
    void refusesAPictureOfAnotherSizeThanItsCanvas() {
        assertThat(Decoded.reason(Webps.of(Webps.canvas(new ImageSize(40, 29), 0), Webps.chunks(lossless))))
                .isEqualTo("malformed-webp");
    }

    @Test
    void refusesTwoPicturesAndNone() {
        assertThat(Decoded.reason(Webps.of(Webps.chunks(lossless), Webps.chunks(lossless))))
                .isEqualTo("malformed-webp");
        assertThat(Decoded.reason(Webps.of(Webps.canvas(SIZE, 0)))).isEqualTo("malformed-webp");
        assertThat(Decoded.reason(Webps.of(Webps.chunk("EXIF", new byte[8])))).isEqualTo("malformed-webp");
    }

    private static byte[] withoutMetadata(byte[] file) throws PictureRefusedException {
        return ((LibraryFile) Structure.read(file).raster()).withoutMetadata(file);
    }
}
