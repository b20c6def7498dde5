package dev.visor.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Orientation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportArchiveTest {

    private static final KeyPair KEYS = rfc8032TestKey();
    private static final ManifestSigner SIGNER = new ManifestSigner(KEYS);

    private final ExportContent content = Sample.content();

    @Test
    void givesEveryPointBackExactly() throws Exception {
        ArchiveReader reader = ArchiveReader.of(archive(content), KEYS.getPublic());
        assertThat(ReadBack.of(reader, content).difference()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void turnsCoordinatesUprightWhereAskedTo(Orientation orientation) throws Exception {
        ExportContent upright = Sample.content(CoordinateSpace.UPRIGHT, orientation);
        ArchiveReader reader = ArchiveReader.of(archive(upright), KEYS.getPublic());
        assertThat(ReadBack.of(reader, upright).difference()).isZero();
        assertThat(reader.manifest().get("coordinates").asString()).isEqualTo("upright");

        CocoReader.Found found =
                CocoReader.read(reader.file(CocoKeypoints.PATH)).getFirst();
        ImagePoint stored = Sample.content()
                .pictures()
                .getFirst()
                .faces()
                .getFirst()
                .points()
                .getFirst()
                .place();
        assertThat(stored).isNotNull();
        double w = Sample.SIZE.width();
        double h = Sample.SIZE.height();
        double x = stored.x();
        double y = stored.y();
        ImagePoint expected = switch (orientation) {
            case UPRIGHT -> new ImagePoint(x, y);
            case MIRRORED -> new ImagePoint(w - x, y);
            case HALF_TURN -> new ImagePoint(w - x, h - y);
            case FLIPPED -> new ImagePoint(x, h - y);
            case TRANSPOSED -> new ImagePoint(y, x);
            case QUARTER_TURN_RIGHT -> new ImagePoint(h - y, x);
            case TRANSVERSED -> new ImagePoint(h - y, w - x);
            case QUARTER_TURN_LEFT -> new ImagePoint(y, w - x);
        };
        assertThat(found.points().getFirst()).isEqualTo(expected);
        assertThat(found.size().width()).isEqualTo(orientation.turnsSides() ? 480 : 640);
        assertThat(found.box().area()).isEqualTo(100.25 * 100);
    }

    @Test
    void leavesStoredCoordinatesAloneWhateverTheOrientation() throws Exception {
        byte[] upright = archive(Sample.content(CoordinateSpace.STORED, Orientation.UPRIGHT));
        byte[] turned = archive(Sample.content(CoordinateSpace.STORED, Orientation.QUARTER_TURN_LEFT));
        assertThat(turned).isEqualTo(upright);
    }

    @Test
    void writesTheManifestOfVersionOneAsItAlwaysDid() throws Exception {
        byte[] manifest = ExportArchive.write(content, SIGNER, new ByteArrayOutputStream());
        assertThat(new String(manifest, StandardCharsets.UTF_8)).isEqualTo(Golden.text("manifest-v1.json"));
    }

    @Test
    void isTheSameBytesForTheSameContent() throws Exception {
        assertThat(archive(content)).isEqualTo(archive(Sample.content()));
    }

    @Test
    void leavesOutThePtsFileOfAFaceThatLacksPointsAndSaysSo() throws Exception {
        ArchiveReader reader = ArchiveReader.of(archive(content), KEYS.getPublic());
        assertThat(reader.manifest().get("faces").get(1).has("pts")).isFalse();
        assertThat(reader.manifest().get("faces").get(1).get("ptsLeftOut").asString())
                .isNotBlank();
        assertThat(reader.manifest().get("files").size()).isEqualTo(3);
    }

    @Test
    void showsEveryAlteredByte() throws Exception {
        Map<String, byte[]> files = unpacked(archive(content));
        for (String path : files.keySet()) {
            // The key for convenience proves nothing either way; minisign's is held against the trusted one.
            if (!path.equals(ExportArchive.PUBLIC_KEY)) {
                byte[] whole = files.get(path);
                for (int at : new int[] {0, whole.length / 2, whole.length - 1}) {
                    Map<String, byte[]> altered = new LinkedHashMap<>(files);
                    byte[] bytes = whole.clone();
                    bytes[at] ^= 1;
                    altered.put(path, bytes);
                    assertRefused(altered);
                }
            }
        }
    }

    @Test
    void showsAFileThatIsMissingOrWasAdded() throws Exception {
        Map<String, byte[]> files = unpacked(archive(content));
        for (String path : files.keySet()) {
            Map<String, byte[]> fewer = new LinkedHashMap<>(files);
            fewer.remove(path);
            assertRefused(fewer);
        }
        Map<String, byte[]> more = new LinkedHashMap<>(files);
        more.put("pts/another.pts", new byte[0]);
        assertRefused(more);
    }

    @Test
    void readsAnArchiveFromBeforeMinisignsForm() throws Exception {
        Map<String, byte[]> files = unpacked(archive(content));
        files.remove(ExportArchive.MINISIGNATURE);
        files.remove(ExportArchive.MINISIGN_KEY);
        ArchiveReader reader = ArchiveReader.of(packed(files), KEYS.getPublic());
        assertThat(ReadBack.of(reader, content).difference()).isZero();
    }

    @Test
    void isNotFooledByAnArchiveThatBringsItsOwnKey() throws Exception {
        KeyPair forgers = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        ByteArrayOutputStream forged = new ByteArrayOutputStream();
        ExportArchive.write(content, new ManifestSigner(forgers), forged);
        assertThatThrownBy(() -> ArchiveReader.of(forged.toByteArray(), KEYS.getPublic()))
                .isInstanceOf(ExportFormatException.class)
                .hasMessageContaining("signature");
    }

    @Test
    void refusesKeysThatDoNotBelongTogether() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ManifestSigner(new KeyPair(other.getPublic(), KEYS.getPrivate())));
    }

    @Test
    void isCheckedWithNothingButOpenssl(@TempDir Path folder) throws Exception {
        assumeTrue(run(folder, "openssl", "version") == 0, "openssl is not installed");
        String[] verify = {
            "openssl",
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            "manifest.pub",
            "-rawin",
            "-in",
            "manifest.json",
            "-sigfile",
            "manifest.sig"
        };
        unpack(folder);
        assertThat(run(folder, verify)).isZero();
        alter(folder);
        assertThat(run(folder, verify)).isNotZero();
    }

    private void unpack(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : unpacked(archive(content)).entrySet()) {
            if (!file.getKey().contains("/")) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
        }
    }

    private static void alter(Path folder) throws IOException {
        Path manifest = folder.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("pain-assessment", "pain-assessmenu"));
    }

    private static int run(Path folder, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        }
    }

    private static void assertRefused(Map<String, byte[]> files) {
        assertThatThrownBy(() -> ArchiveReader.of(packed(files), KEYS.getPublic()))
                .isInstanceOf(ExportFormatException.class);
    }

    private static byte[] archive(ExportContent content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportArchive.write(content, SIGNER, out);
        return out.toByteArray();
    }

    private static Map<String, byte[]> unpacked(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] packed(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            List<Map.Entry<String, byte[]>> entries = new ArrayList<>(files.entrySet());
            for (Map.Entry<String, byte[]> file : entries) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** RFC 8032, section 7.1, test 1: a key that the whole world knows. */
    private static KeyPair rfc8032TestKey() {
        HexFormat hex = HexFormat.of();
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(hex.parseHex("302a300506032b6570032100"
                            + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(hex.parseHex("302e020100300506032b657004220420"
                            + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
