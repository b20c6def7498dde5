package dev.visor.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only whole regular files under plain names come out of an archive, whatever stands in its headers. */
class PictureTarTests {

    private static final long LIMIT = 1024 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    @Test
    void givesFilesInTheirOrderAndPassesFoldersOver() throws IOException {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        String longName = "n".repeat(200) + ".jpg";
        folder("./");
        file("./manifest.csv", "a");
        folder("./pictures/");
        file("./pictures/one.jpg", "bc");
        file(longName, "");
        file("\u00e4.jpg", "d");
        assertThat(read(archive()))
                .containsExactly("manifest.csv=a", "pictures/one.jpg=bc", longName + "=", "\u00e4.jpg=d");
    }

    @Test
    void readsNamesThatAreLongerThanAHeader() throws IOException {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        String longName = "p".repeat(250);
        file(longName, "x");
        assertThat(read(archive())).containsExactly(longName + "=x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../up.jpg",
                "a/../../up.jpg",
                "/etc/passwd",
                "a//b.jpg",
                "a/./b.jpg",
                "..",
                "a\\b.jpg",
                "a\nb.jpg",
                "a\u007f"
            })
    void refusesNamesThatLeadElsewhere(String name) throws IOException {
        file("fine.jpg", "x");
        raw(name, TarConstants.LF_NORMAL, "x", 1);
        assertRefused(archive(), "archive-unsafe-name");
    }

    @Test
    void refusesNamesThatAreTooLong() throws IOException {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        file("n".repeat(257), "x");
        assertRefused(archive(), "archive-unsafe-name");
    }

    @Test
    void refusesANameTwice() throws IOException {
        file("one.jpg", "x");
        file("./one.jpg", "y");
        assertRefused(archive(), "archive-duplicate-name");
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarConstants.LF_SYMLINK,
                TarConstants.LF_LINK,
                TarConstants.LF_CHR,
                TarConstants.LF_BLK,
                TarConstants.LF_FIFO,
                TarConstants.LF_CONTIG,
                TarConstants.LF_GNUTYPE_SPARSE,
                TarConstants.LF_MULTIVOLUME
            })
    void refusesWhatIsNoRegularFile(byte type) throws IOException {
        raw("one.jpg", type, "", 0);
        assertRefused(archive(), "archive-not-a-file");
    }

    @Test
    void refusesSparseFilesThatAPaxHeaderDeclares() throws IOException {
        pax("26 GNU.sparse.realsize=99\n22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n");
        raw("one.jpg", TarConstants.LF_NORMAL, "1\n0\n0\n", 512);
        assertThatThrownBy(() -> read(archive())).isInstanceOf(ArchiveRefusal.class);
    }

    @Test
    void refusesAFileThatIsLargerThanAPictureBeforeItReadsIt() throws IOException {
        raw("one.jpg", TarConstants.LF_NORMAL, "", 64L * 1024 * 1024 + 1);
        assertRefused(archive(), "archive-file-too-large");
    }

    @Test
    void refusesAnArchiveThatIsLargerThanItsLimit() throws IOException {
        file("one.jpg", "x".repeat((int) LIMIT / 2));
        file("two.jpg", "x".repeat((int) LIMIT / 2));
        assertRefused(archive(), "archive-too-large");
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_PAX_EXTENDED_HEADER_LC, TarConstants.LF_GNUTYPE_LONGNAME, 'g'})
    void readsNoHeaderWithoutEnd(byte type) throws IOException {
        byte[] header = header("x", type, 8L * 1024 * 1024 * 1024 - 1);
        Endless endless = new Endless(header);
        PictureTar opened = new PictureTar(endless, Long.MAX_VALUE);
        assertThatThrownBy(opened::next).isInstanceOf(ArchiveRefusal.class);
        assertThat(endless.given).isLessThan(200_000);
    }

    @Test
    void refusesTooManyEntries() throws IOException {
        for (int i = 0; i <= PictureTar.MOST_ENTRIES; i++) {
            folder("f/");
        }
        byte[] many = archive();
        assertRefused(many, Long.MAX_VALUE, "archive-too-many");
    }

    @Test
    void refusesWhatIsCutOrNoTarOrGoesOn() throws IOException {
        file("one.jpg", "x".repeat(2000));
        byte[] whole = archive();
        assertRefused(Arrays.copyOf(whole, 1000), "archive-unreadable");
        byte[] damaged = whole.clone();
        damaged[0] ^= 1;
        assertRefused(damaged, "archive-unreadable");
        assertRefused("\u00ff\u00d8 no tar".repeat(200).getBytes(StandardCharsets.ISO_8859_1), "archive-unreadable");
        byte[] more = Arrays.copyOf(whole, whole.length + 600);
        more[more.length - 1] = 1;
        assertRefused(more, "archive-trailing-data");
        assertThat(read(Arrays.copyOf(whole, whole.length + 600))).hasSize(1);
    }

    private void file(String name, String content) throws IOException {
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(data.length);
        tar.putArchiveEntry(entry);
        tar.write(data);
        tar.closeArchiveEntry();
    }

    private void folder(String name) throws IOException {
        tar.putArchiveEntry(new TarArchiveEntry(name));
        tar.closeArchiveEntry();
    }

    /** A header as it could come from anybody, and its content padded. */
    private void raw(String name, byte type, String content, long size) throws IOException {
        tar.flush();
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        bytes.write(header(name, type, size));
        bytes.write(Arrays.copyOf(data, (data.length + 511) / 512 * 512));
    }

    private void pax(String records) throws IOException {
        raw("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC, records, records.length());
    }

    private static byte[] header(String name, byte type, long size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0" + String.format("%011o ", size) + "00000000000 ");
        put(header, 148, "        ");
        header[156] = type;
        put(header, 257, "ustar\0" + "00");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] into, int at, String text) {
        byte[] some = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(some, 0, into, at, some.length);
    }

    private byte[] archive() throws IOException {
        tar.finish();
        tar.flush();
        return bytes.toByteArray();
    }

    private static List<String> read(byte[] archive) throws IOException {
        return read(archive, LIMIT);
    }

    private static List<String> read(byte[] archive, long limit) throws IOException {
        List<String> files = new ArrayList<>();
        try (PictureTar opened = new PictureTar(new ByteArrayInputStream(archive), limit)) {
            for (PictureTar.Content file = opened.next(); file != null; file = opened.next()) {
                files.add(file.name() + "=" + new String(file.body().readAllBytes(), StandardCharsets.UTF_8));
            }
            opened.end();
        }
        return files;
    }

    private static void assertRefused(byte[] archive, String reason) {
        assertRefused(archive, LIMIT, reason);
    }

    private static void assertRefused(byte[] archive, long limit, String reason) {
        assertThatThrownBy(() -> read(archive, limit))
                .isInstanceOfSatisfying(
                        ArchiveRefusal.class,
                        e -> assertThat(e.answer().reason()).isEqualTo(reason));
    }

    /** One header, and then bytes for ever. */
    private static final class Endless extends InputStream {

        private final byte[] begin;
        private long given;

        Endless(byte[] begin) {
            this.begin = begin;
        }

        @Override
        public int read() {
            int next = given < begin.length ? begin[(int) given] & 0xff : '1';
            given++;
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            for (int i = 0; i < length; i++) {
                into[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
