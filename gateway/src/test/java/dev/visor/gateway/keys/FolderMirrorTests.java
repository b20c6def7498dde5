package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mirror-v1.bin} was made by another implementation from DESIGN.md: two owners, the first with a second key. */
class FolderMirrorTests {

    private static final EpochKey EPOCH =
            new EpochKey(new TenantId(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")), 5);
    private static final KeyOwner FIRST = owner("0f0e0d0c-0b0a-0908-0706-050403020100");
    private static final KeyOwner SECOND = owner("f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff");

    @TempDir
    Path objects;

    @Test
    void readsTheGoldenFileOfFormatOne() throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), golden());

        Map<KeyOwner, SubjectKeyMirror.Entry> entries = new FolderMirror(objects).read(Domain.LANDMARKS, EPOCH);

        assertThat(entries.values())
                .containsExactlyInAnyOrder(
                        entry(FIRST, 2, "the second key of the first owner", 61),
                        entry(SECOND, 1, "the key of the second owner", 60));
    }

    @Test
    void writesTheGoldenFileOfFormatOne() throws IOException {
        SubjectKeyMirror mirror = new FolderMirror(objects);
        mirror.append(
                Domain.LANDMARKS,
                EPOCH,
                List.of(
                        entry(FIRST, 1, "the first key of the first owner", 60),
                        entry(SECOND, 1, "the key of the second owner", 60)));
        mirror.append(Domain.LANDMARKS, EPOCH, List.of(entry(FIRST, 2, "the second key of the first owner", 61)));

        assertThat(file()).hasBinaryContent(golden());
    }

    /** A write that a lost power supply tore in the middle of the file, not at its end. */
    @Test
    void leavesOutAnEntryThatDoesNotSum() throws IOException {
        byte[] torn = golden();
        torn[MirrorFormat.HEADER + 30] ^= 1;
        Files.createDirectories(file().getParent());
        Files.write(file(), torn);

        assertThat(new FolderMirror(objects).read(Domain.LANDMARKS, EPOCH).values())
                .hasSize(2)
                .doesNotContain(entry(FIRST, 1, "the first key of the first owner", 60));
        torn[torn.length - 5] ^= 1;
        Files.write(file(), torn);
        assertThat(new FolderMirror(objects).read(Domain.LANDMARKS, EPOCH)).containsOnlyKeys(SECOND);
    }

    @Test
    void refusesTheGoldenFileInAnotherPlace() throws IOException {
        EpochKey other = new EpochKey(EPOCH.tenant(), 6);
        Files.createDirectories(file().getParent());
        Files.write(file().resolveSibling("landmarks.6"), golden());

        assertThatThrownBy(() -> new FolderMirror(objects).read(Domain.LANDMARKS, other))
                .isInstanceOf(UncheckedIOException.class);
    }

    private Path file() {
        return objects.resolve(EPOCH.tenant().toString()).resolve("keys").resolve("landmarks.5");
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = FolderMirrorTests.class.getResourceAsStream("mirror-v1.bin")) {
            return in.readAllBytes();
        }
    }

    private static SubjectKeyMirror.Entry entry(KeyOwner owner, int generation, String text, int length) {
        String padded = text + ".".repeat(length - text.length());
        return new SubjectKeyMirror.Entry(
                owner, generation, new WrappedKey(padded.getBytes(StandardCharsets.US_ASCII)));
    }

    private static KeyOwner owner(String id) {
        return new KeyOwner(UUID.fromString(id));
    }
}
