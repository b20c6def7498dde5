package dev.visor.redaction.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.geometry.ImageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewFileTest {

    private static final ImageSize SIZE = new ImageSize(31, 17);
    private static final int ROW = 1 + 3 * SIZE.width();

    private final byte[] rgb = Pictures.noise(SIZE, 8);
    private final byte[] view = Pictures.png(SIZE, rgb);

    @BeforeAll
    static void load() {
        Installed.once();
    }

    @Test
    void readsThePixelsThatWereWritten() throws Exception {
        assertThat(pixels(view)).isEqualTo(rgb);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void undoesEachFilterAsADecoderDoes(int filter) throws Exception {
        byte[] rows = new byte[ROW * SIZE.height()];
        System.arraycopy(Pictures.noise(new ImageSize(ROW, SIZE.height()), filter), 0, rows, 0, rows.length);
        for (int y = 0; y < SIZE.height(); y++) {
            rows[y * ROW] = (byte) filter;
        }
        byte[] file = file(header(8, 2, 0), deflate(rows));
        byte[] bgr = new byte[rgb.length];
        try (DecodedPicture decoded = PictureDecoder.decode(file, 0)) {
            decoded.pixels().get(0, 0, bgr);
        }
        byte[] own = pixels(file);
        for (int i = 0; i < own.length; i++) {
            assertThat(own[i]).isEqualTo(bgr[i / 3 * 3 + 2 - i % 3]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 512, 1024})
    void boundsTheBytesOfTheWorstView(int side) {
        ImageSize size = new ImageSize(side, side);
        assertThat(Pictures.png(size, Pictures.noise(size, 3)).length).isLessThanOrEqualTo(ViewFile.mostBytes(size));
    }

    @Nested
    class Form {

        @Test
        void isNoJpeg() {
            assertThat(reason(Pictures.jpeg(SIZE))).isEqualTo("not-a-view");
        }

        @ParameterizedTest
        @ValueSource(strings = {"tEXt", "tIME", "eXIf", "iCCP", "gAMA", "abCd"})
        void hasNoOtherChunkBeforeItsData(String type) {
            assertThat(reason(Pictures.withChunk(view, type, new byte[20]))).isEqualTo("not-a-view");
        }

        @Test
        void hasNoOtherChunkBehindItsData() {
            byte[] text = Pictures.chunk("tEXt", new byte[] {'k', 0, 'v'});
            assertThat(reason(Pictures.concat(
                            Arrays.copyOf(view, view.length - 12),
                            text,
                            Arrays.copyOfRange(view, view.length - 12, view.length))))
                    .isEqualTo("not-a-view");
        }

        @Test
        void hasOneDataChunk() throws Exception {
            byte[] data = deflate(plainRows());
            byte[] split = Pictures.concat(
                    PngStructure.SIGNATURE,
                    Pictures.chunk("IHDR", header(8, 2, 0)),
                    Pictures.chunk("IDAT", Arrays.copyOf(data, 10)),
                    Pictures.chunk("IDAT", Arrays.copyOfRange(data, 10, data.length)),
                    Pictures.chunk("IEND", new byte[0]));
            assertThat(reason(split)).isEqualTo("not-a-view");
        }

        @Test
        void hasNothingBehindItsEnd() {
            assertThat(reason(Pictures.concat(view, new byte[] {0}))).isEqualTo("trailing-data");
        }

        @ParameterizedTest
        @CsvSource({"8, 0, 0", "8, 4, 0", "8, 6, 0", "16, 2, 0", "8, 2, 1"})
        void isEightBitColourWithoutInterlacing(int bits, int colour, int interlaced) throws Exception {
            assertThat(reason(file(header(bits, colour, interlaced), deflate(plainRows()))))
                    .isEqualTo("not-a-view");
        }
    }

    @Nested
    class Data {

        @Test
        void hasNothingBehindItsStream() throws Exception {
            byte[] hidden = Pictures.concat(deflate(plainRows()), new byte[] {1, 2, 3});
            assertThat(reason(file(header(8, 2, 0), hidden))).isEqualTo("not-a-view");
        }

        @Test
        void hasNoSecondStream() throws Exception {
            byte[] stream = deflate(plainRows());
            assertThat(reason(file(header(8, 2, 0), Pictures.concat(stream, stream))))
                    .isEqualTo("not-a-view");
        }

        @ParameterizedTest
        @ValueSource(ints = {-94, -1, 1, 94})
        void hasExactlyItsRows(int more) throws Exception {
            byte[] rows = Arrays.copyOf(plainRows(), ROW * SIZE.height() + more);
            assertThat(reason(file(header(8, 2, 0), deflate(rows)))).isEqualTo("not-a-view");
        }

        @Test
        void hasItsChecksum() throws Exception {
            byte[] stream = deflate(plainRows());
            stream[stream.length - 1] ^= 1;
            assertThat(reason(file(header(8, 2, 0), stream))).isEqualTo("not-a-view");
        }

        @Test
        void endsItsStream() throws Exception {
            byte[] stream = deflate(plainRows());
            assertThat(reason(file(header(8, 2, 0), Arrays.copyOf(stream, stream.length - 4))))
                    .isEqualTo("not-a-view");
        }

        @Test
        void isAStream() {
            assertThat(reason(file(header(8, 2, 0), Pictures.noise(SIZE, 1)))).isEqualTo("not-a-view");
        }

        @Test
        void needsNoDictionary() {
            Deflater deflater = new Deflater();
            deflater.setDictionary(new byte[] {1, 2, 3, 4});
            deflater.setInput(plainRows());
            deflater.finish();
            byte[] stream = new byte[5000];
            byte[] data = Arrays.copyOf(stream, deflater.deflate(stream));
            deflater.end();
            assertThat(reason(file(header(8, 2, 0), data))).isEqualTo("not-a-view");
        }

        @ParameterizedTest
        @ValueSource(ints = {5, 127, 128, 255})
        void hasTheFiltersOfTheStandard(int filter) throws Exception {
            byte[] rows = plainRows();
            rows[3 * ROW] = (byte) filter;
            assertThat(reason(file(header(8, 2, 0), deflate(rows)))).isEqualTo("not-a-view");
        }
    }

    private static byte[] plainRows() {
        return new byte[ROW * SIZE.height()];
    }

    private static byte[] header(int bits, int colour, int interlaced) {
        return new byte[] {
            0,
            0,
            0,
            (byte) SIZE.width(),
            0,
            0,
            0,
            (byte) SIZE.height(),
            (byte) bits,
            (byte) colour,
            0,
            0,
            (byte) interlaced
        };
    }

    private static byte[] file(byte[] header, byte[] data) {
        return Pictures.concat(
                PngStructure.SIGNATURE,
                Pictures.chunk("IHDR", header),
                Pictures.chunk("IDAT", data),
                Pictures.chunk("IEND", new byte[0]));
    }

    private static byte[] deflate(byte[] rows) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
            deflater.write(rows);
        }
        return data.toByteArray();
    }

    private static byte[] pixels(byte[] file) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ViewFile.of(file).rows((y, row) -> all.write(row, 0, row.length));
        return all.toByteArray();
    }

    private static String reason(byte[] file) {
        return assertThatExceptionOfType(PictureRefusedException.class)
                .isThrownBy(() -> pixels(file))
                .actual()
                .reason();
    }
}
