package dev.visor.redaction.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.redaction.Photographs;
import dev.visor.redaction.Pictures;
import dev.visor.redaction.Specimens;
import dev.visor.redaction.geometry.ImageSize;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureHeaderTest {

    private static final ImageSize SIZE = new ImageSize(40, 30);

    @Nested
    class Jpeg {

        private final byte[] jpeg = Pictures.jpeg(SIZE);

        @Test
        void readsSizeAndFormat() throws Exception {
            PictureHeader header = PictureHeader.read(Photographs.sample(1));
            assertThat(header.format()).isEqualTo(PictureFormat.JPEG);
            assertThat(header.stored()).isEqualTo(new ImageSize(1920, 1280));
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
        void readsTheOrientation(int exif) throws Exception {
            byte[] turned = Pictures.withSegment(jpeg, 0xe1, Pictures.exif(exif, "x"));
            assertThat(PictureHeader.read(turned).orientation().exif()).isEqualTo(exif);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 9, 0xffff})
        void takesAnImpossibleOrientationForNone(int exif) throws Exception {
            byte[] turned = Pictures.withSegment(jpeg, 0xe1, Pictures.exif(exif, "x"));
            assertThat(PictureHeader.read(turned).orientation().exif()).isEqualTo(1);
        }

        @Test
        void refusesEveryTruncation() {
            for (int length = 3; length < jpeg.length; length++) {
                byte[] shorter = Arrays.copyOf(jpeg, length);
                assertThat(reason(shorter)).as("%d bytes", length).isEqualTo("truncated");
            }
        }

        @Test
        void refusesATruncationThatClosesProperly() {
            byte[] large = Pictures.jpeg(new ImageSize(640, 480));
            byte[] closed = Pictures.concat(Arrays.copyOf(large, 1000), new byte[] {(byte) 0xff, (byte) 0xd9});
            assertThat(reason(closed)).isEqualTo("truncated");
        }

        @Test
        void refusesAHeaderThatPromisesMoreThanItsScansCanHold() {
            // 6,000 x 6,000 px from a few kilobytes: OpenCV would fill a gigabyte with grey.
            byte[] forged = jpeg.clone();
            int frame = indexOf(forged, new byte[] {(byte) 0xff, (byte) 0xc0});
            forged[frame + 5] = 0x17;
            forged[frame + 6] = 0x70;
            forged[frame + 7] = 0x17;
            forged[frame + 8] = 0x70;
            assertThat(reason(forged)).isEqualTo("truncated");
        }

        @Test
        void refusesTooManyPixels() {
            byte[] forged = jpeg.clone();
            int frame = indexOf(forged, new byte[] {(byte) 0xff, (byte) 0xc0});
            Arrays.fill(forged, frame + 5, frame + 9, (byte) 0xfe);
            assertThat(reason(forged)).isEqualTo("too-many-pixels");
        }

        @Test
        void refusesDataBehindTheEnd() {
            assertThat(reason(Pictures.concat(jpeg, new byte[] {0}))).isEqualTo("trailing-data");
        }

        @ParameterizedTest
        @ValueSource(ints = {0xc3, 0xc5, 0xc9, 0xca, 0xcb, 0xcc, 0xcf})
        void refusesLosslessHierarchicalAndArithmeticCoding(int marker) {
            byte[] other = jpeg.clone();
            other[indexOf(other, new byte[] {(byte) 0xff, (byte) 0xc0}) + 1] = (byte) marker;
            assertThat(reason(other)).isEqualTo("unsupported-jpeg");
        }

        @Test
        void refusesTwelveBits() {
            byte[] other = jpeg.clone();
            other[indexOf(other, new byte[] {(byte) 0xff, (byte) 0xc0}) + 4] = 12;
            assertThat(reason(other)).isEqualTo("unsupported-jpeg");
        }

        @Test
        void joinsTheStretchesOfNeighbours() throws Exception {
            byte[] many = withEmptyTables(Stretches.MOST_PARTS - 20, new byte[0]);
            assertThat(part(many).needed()).containsExactly(new LibraryFile.Span(0, many.length));
            assertThat(part(many).withoutMetadata(many)).isEqualTo(many);
        }

        @Test
        void refusesAFileOfNothingButTinySegments() {
            assertThat(reason(withEmptyTables(Stretches.MOST_PARTS, new byte[0])))
                    .isEqualTo("too-many-parts");
        }

        @Test
        void refusesTinySegmentsWithSomethingBetweenThem() {
            byte[] comment = {(byte) 0xff, (byte) 0xfe, 0, 2};
            assertThat(reason(withEmptyTables(Stretches.MOST_PARTS / 2, comment)))
                    .isEqualTo("too-many-parts");
        }

        /** Tables of nothing, four bytes each, and after each something else. */
        private byte[] withEmptyTables(int count, byte[] between) {
            byte[] table = Pictures.concat(new byte[] {(byte) 0xff, (byte) 0xc4, 0, 2}, between);
            ByteBuffer file = ByteBuffer.allocate(jpeg.length + count * table.length);
            file.put(jpeg, 0, 2);
            for (int i = 0; i < count; i++) {
                file.put(table);
            }
            return file.put(jpeg, 2, jpeg.length - 2).array();
        }

        @Test
        void leavesMetadataOut() throws Exception {
            byte[] chatty = Pictures.withSegment(
                    Pictures.withSegment(jpeg, 0xfe, "a comment".getBytes(US_ASCII)),
                    0xe1,
                    Pictures.exif(1, "a description"));
            assertThat(part(chatty).withoutMetadata(chatty)).isEqualTo(jpeg);
        }
    }

    @Nested
    class Png {

        private final byte[] png = Pictures.png(SIZE, Pictures.noise(SIZE, 2));

        @Test
        void readsSizeAndFormat() throws Exception {
            PictureHeader header = PictureHeader.read(png);
            assertThat(header.format()).isEqualTo(PictureFormat.PNG);
            assertThat(header.stored()).isEqualTo(SIZE);
            assertThat(header.transparency()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
        void readsTheOrientation(int exif) throws Exception {
            assertThat(PictureHeader.read(Pictures.withOrientation(png, exif))
                            .orientation()
                            .exif())
                    .isEqualTo(exif);
        }

        @Test
        void refusesEveryTruncation() {
            for (int length = 8; length < png.length; length++) {
                assertThat(reason(Arrays.copyOf(png, length)))
                        .as("%d bytes", length)
                        .isEqualTo("truncated");
            }
        }

        @Test
        void refusesEveryFlippedBitOutsideItsChecksums() {
            SplittableRandom random = new SplittableRandom(3);
            for (int i = 0; i < 500; i++) {
                byte[] flipped = png.clone();
                int at = random.nextInt(12, png.length);
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                assertThat(reason(flipped)).as("byte %d", at).isIn("malformed-png", "truncated", "too-many-pixels");
            }
        }

        @Test
        void refusesDataBehindTheEnd() {
            assertThat(reason(Pictures.concat(png, new byte[] {0}))).isEqualTo("trailing-data");
        }

        @Test
        void refusesAnimations() {
            assertThat(reason(Pictures.withChunk(png, "acTL", new byte[8]))).isEqualTo("animated");
        }

        @Test
        void refusesUnknownCriticalChunks() {
            assertThat(reason(Pictures.withChunk(png, "ABCD", new byte[8]))).isEqualTo("unsupported-png");
        }

        @Test
        void refusesABombOfPixels() {
            byte[] header = {0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 2, 0, 0, 0};
            byte[] bomb = Pictures.concat(
                    Arrays.copyOf(png, 8), Pictures.chunk("IHDR", header), Arrays.copyOfRange(png, 8 + 25, png.length));
            assertThat(reason(bomb)).isEqualTo("too-many-pixels");
        }

        @Test
        void joinsTheStretchesOfNeighbours() throws Exception {
            byte[] many = withEmptyData(Stretches.MOST_PARTS - 20);
            assertThat(part(many).needed()).containsExactly(new LibraryFile.Span(0, many.length));
        }

        @Test
        void refusesAFileOfNothingButTinyChunks() {
            assertThat(reason(withEmptyData(Stretches.MOST_PARTS))).isEqualTo("too-many-parts");
        }

        private byte[] withEmptyData(int count) {
            byte[] chunk = Pictures.chunk("IDAT", new byte[0]);
            ByteBuffer file = ByteBuffer.allocate(png.length + count * chunk.length);
            file.put(png, 0, png.length - 12);
            for (int i = 0; i < count; i++) {
                file.put(chunk);
            }
            return file.put(png, png.length - 12, 12).array();
        }

        @Test
        void leavesMetadataOut() throws Exception {
            byte[] chatty = Pictures.withChunk(
                    Pictures.withChunk(png, "tEXt", "Comment\0a comment".getBytes(US_ASCII)), "iCCP", new byte[20]);
            assertThat(part(chatty).withoutMetadata(chatty)).isEqualTo(png);
        }
    }

    @Test
    void survivesRandomBytesBehindAKnownStart() {
        long seed = System.nanoTime();
        System.out.println("PictureHeaderTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> originals = List.copyOf(Specimens.all().values());
        for (int i = 0; i < 40_000; i++) {
            byte[] file = originals.get(i % originals.size()).clone();
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(PictureHeader.read(file).stored().pixels()).isPositive();
            } catch (PictureRefusedException e) {
                assertThat(PictureRefusedException.REASONS).as("seed %d", seed).contains(e.reason());
            }
        }
    }

    private static LibraryFile part(byte[] file) throws PictureRefusedException {
        return (LibraryFile) Structure.read(file).raster();
    }

    private static String reason(byte[] file) {
        return assertThatExceptionOfType(PictureRefusedException.class)
                .isThrownBy(() -> PictureHeader.read(file))
                .actual()
                .reason();
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("The part is not there");
    }
}
