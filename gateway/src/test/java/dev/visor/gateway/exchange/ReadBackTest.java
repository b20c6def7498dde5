package dev.visor.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Orientation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were signed and are wrong all the same: the check must come from their bytes. */
class ReadBackTest {

    private final KeyPair keys = keys();
    private final ExportContent content = Sample.content();

    @ParameterizedTest
    @EnumSource
    void givesTheFilesPointsInStoredCoordinatesWhateverTheyAreWrittenIn(Orientation orientation) throws IOException {
        ExportContent upright = Sample.content(CoordinateSpace.UPRIGHT, orientation);

        ReadBack read = ReadBack.of(archive(upright), upright);

        assertThat(read.difference()).isZero();
        List<ExportedPoint> expected = points(upright);
        List<ExportedPoint> found = points(read.content());
        for (int i = 0; i < expected.size(); i++) {
            ImagePoint meant = expected.get(i).place();
            ImagePoint there = found.get(i).place();
            assertThat(there == null).isEqualTo(meant == null);
            if (meant != null && there != null) {
                assertThat(Math.hypot(meant.x() - there.x(), meant.y() - there.y()))
                        .isLessThan(1e-9);
            }
        }
    }

    /** The second face has no .pts file: what is found of it comes from COCO alone. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void measuresAPointThatTheFileHasElsewhere(int face) throws IOException {
        ExportContent wrong = changed(content, face, points -> {
            ImagePoint place = points.get(30).place();
            return replaced(points, 30, new ExportedPoint(new ImagePoint(x(place) + 0.25, y(place)), "visible"));
        });

        ReadBack read = ReadBack.of(archive(wrong), content);

        assertThat(read.difference()).isEqualTo(0.25);
        assertThat(points(read.content()))
                .as("what the file says, not what was meant")
                .isEqualTo(points(wrong));
    }

    @Test
    void measuresAPointThatThePtsFileAloneHasElsewhere() throws IOException {
        Map<String, byte[]> files = files(content);
        String pts = files.keySet().stream()
                .filter(path -> path.startsWith("pts/"))
                .findFirst()
                .orElseThrow();
        String text = new String(files.get(pts), StandardCharsets.US_ASCII);
        String line = text.split("\n", -1)[3];
        files.put(pts, text.replace(line, twoToTheRight(line)).getBytes(StandardCharsets.US_ASCII));

        assertThat(ReadBack.of(signed(files), content).difference()).isEqualTo(2);
    }

    @Test
    void findsOnePersonsPointsUnderAnothersName() throws IOException {
        ExportedPicture picture = content.pictures().getFirst();
        List<ExportedFace> faces = picture.faces();
        ExportContent swapped = content.with(List.of(
                new ExportedPicture(
                        picture.asset(),
                        picture.reference(),
                        picture.stored(),
                        picture.orientation(),
                        List.of(
                                named(faces.get(1), faces.get(0).face()),
                                named(faces.get(0), faces.get(1).face()))),
                content.pictures().get(1)));

        assertThatThrownBy(() -> ReadBack.of(archive(swapped), content)).isInstanceOf(ExportFormatException.class);
    }

    @Test
    void findsAFaceThatIsMissingOrWasAdded() throws IOException {
        ExportContent fewer = content.with(content.pictures().subList(0, 1));

        assertThatThrownBy(() -> ReadBack.of(archive(fewer), content)).isInstanceOf(ExportFormatException.class);
        assertThatThrownBy(() -> ReadBack.of(archive(content), fewer)).isInstanceOf(ExportFormatException.class);
    }

    @Test
    void findsAPointWithoutItsPlaceOrWithAnotherFlag() throws IOException {
        ExportContent absent = changed(content, 0, points -> replaced(points, 4, new ExportedPoint(null, "outside")));
        ExportContent hidden = changed(
                content,
                0,
                points -> replaced(points, 4, new ExportedPoint(points.get(4).place(), "occluded")));

        assertThatThrownBy(() -> ReadBack.of(archive(absent), content)).isInstanceOf(ExportFormatException.class);
        assertThatThrownBy(() -> ReadBack.of(archive(hidden), content)).isInstanceOf(ExportFormatException.class);
    }

    @Test
    void namesTheFacesThatStayBehind() throws IOException {
        UUID face = UUID.randomUUID();
        UUID asset = UUID.randomUUID();
        ExportContent some = new ExportContent(
                content.export(),
                content.project(),
                content.purpose(),
                content.basis(),
                content.created(),
                content.schema(),
                content.asked(),
                content.space(),
                content.masks(),
                content.pictures(),
                List.of(new LeftOut(face, asset, LeftOut.Reason.CONSENT)));

        assertThat(archive(some).manifest().path("leftOut").toString())
                .isEqualTo("[{\"asset\":\"" + asset + "\",\"face\":\"" + face
                        + "\",\"reason\":\"consent-not-in-force\"}]");
        assertThat(archive(content).manifest().has("leftOut")).isFalse();
    }

    private ArchiveReader archive(ExportContent of) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportArchive.write(of, new ManifestSigner(keys), out);
        return ArchiveReader.of(out.toByteArray(), keys.getPublic());
    }

    private Map<String, byte[]> files(ExportContent of) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportArchive.write(of, new ManifestSigner(keys), out);
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /** Packs altered files under a manifest that lists them as they are, rightly signed. */
    private ArchiveReader signed(Map<String, byte[]> files) throws IOException {
        ManifestSigner signer = new ManifestSigner(keys);
        Map<String, byte[]> listed = new TreeMap<>(files);
        listed.keySet().removeIf(path -> path.startsWith("manifest.") || path.equals(ExportArchive.MINISIGN_KEY));
        byte[] manifest = Manifest.write(content, listed, new PtsNames(content), signer.keyId());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            listed.put(ExportArchive.MANIFEST, manifest);
            listed.put(ExportArchive.SIGNATURE, signer.sign(manifest));
            listed.put(ExportArchive.PUBLIC_KEY, signer.publicKeyPem());
            for (Map.Entry<String, byte[]> file : listed.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return ArchiveReader.of(out.toByteArray(), keys.getPublic());
    }

    private static String twoToTheRight(String line) {
        String[] place = line.split(" ", -1);
        return new BigDecimal(place[0]).add(BigDecimal.TWO).toPlainString() + " " + place[1];
    }

    private static ExportContent changed(ExportContent of, int face, UnaryOperator<List<ExportedPoint>> change) {
        ExportedPicture picture = of.pictures().getFirst();
        List<ExportedFace> faces = new ArrayList<>(picture.faces());
        faces.set(face, faces.get(face).with(change.apply(faces.get(face).points())));
        List<ExportedPicture> pictures = new ArrayList<>(of.pictures());
        pictures.set(
                0,
                new ExportedPicture(
                        picture.asset(), picture.reference(), picture.stored(), picture.orientation(), faces));
        return of.with(pictures);
    }

    private static List<ExportedPoint> replaced(List<ExportedPoint> points, int at, ExportedPoint by) {
        List<ExportedPoint> replaced = new ArrayList<>(points);
        replaced.set(at, by);
        return replaced;
    }

    private static ExportedFace named(ExportedFace face, UUID name) {
        return new ExportedFace(
                name,
                face.annotation(),
                face.guideline(),
                face.generation(),
                face.detector(),
                face.box(),
                face.schema(),
                face.points(),
                face.codes(),
                face.mask());
    }

    private static List<ExportedPoint> points(ExportContent of) {
        return of.pictures().stream()
                .flatMap(picture -> picture.faces().stream())
                .flatMap(face -> face.points().stream())
                .toList();
    }

    private static double x(@Nullable ImagePoint place) {
        return Objects.requireNonNull(place).x();
    }

    private static double y(@Nullable ImagePoint place) {
        return Objects.requireNonNull(place).y();
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
