package dev.visor.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.render.FaceMask;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Masks in an archive: the file, COCO's runs and the manifest say the same, and a check finds it where they do not. */
class MaskFilesTest {

    private final KeyPair keys = keys();
    private final ManifestSigner signer = new ManifestSigner(keys);
    private final ExportContent content = Sample.withMasks(CoordinateSpace.STORED, Orientation.UPRIGHT);

    @Test
    void writesSegmentationsAsItAlwaysDid() throws IOException {
        assertThat(new String(CocoKeypoints.write(content), StandardCharsets.UTF_8))
                .isEqualTo(Golden.text("coco-masks-v1.json"));
    }

    /** Read by the JDK and by the format's description: both give the same pixels, area and box. */
    @ParameterizedTest
    @EnumSource
    void areTheSamePixelsInPngAndCocoWhateverTheOrientation(Orientation orientation) throws IOException {
        ExportContent upright = Sample.withMasks(CoordinateSpace.UPRIGHT, orientation);
        Map<String, byte[]> files = files(upright);
        JsonNode coco = JsonMapper.shared().readTree(files.get(CocoKeypoints.PATH));
        for (JsonNode annotation : coco.path("annotations")) {
            BufferedImage mask = ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(
                    files.get("masks/" + annotation.path("visor").path("face").asString() + ".png"))));
            JsonNode runs = annotation.path("segmentation");
            assertThat(runs.path("size").toString()).isEqualTo("[" + mask.getHeight() + "," + mask.getWidth() + "]");
            int at = 0;
            int area = 0;
            for (int run = 0; run < runs.path("counts").size(); run++) {
                for (int i = runs.path("counts").get(run).asInt(); i > 0; i--, at++) {
                    int shown = mask.getRaster().getSample(at / mask.getHeight(), at % mask.getHeight(), 0);
                    assertThat(shown).isEqualTo(run % 2);
                    area += shown;
                }
            }
            assertThat(at).isEqualTo(640 * 480);
            assertThat(annotation.path("area").asInt()).isEqualTo(area).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void areReadBackInEitherSpace(Orientation orientation) throws IOException {
        for (CoordinateSpace space : CoordinateSpace.values()) {
            ExportContent expected = Sample.withMasks(space, orientation);
            ReadBack read = ReadBack.of(signed(expected, files(expected)), expected);

            assertThat(read.masks()).isEqualTo(3);
            assertThat(read.difference()).isZero();
        }
    }

    @Test
    void areNamedInTheManifestWithWhatTheyMean() throws IOException {
        JsonNode manifest = signed(content, files(content)).manifest();

        assertThat(manifest.path("masks").asString()).contains("view").contains("outline");
        for (JsonNode face : manifest.path("faces")) {
            String path = "masks/" + face.path("face").asString() + ".png";
            assertThat(face.path("mask").asString()).isEqualTo(path);
            assertThat(manifest.path("files"))
                    .filteredOn(file -> file.path("path").asString().equals(path))
                    .singleElement()
                    .satisfies(file -> {
                        assertThat(file.path("format").asString()).isEqualTo("png-grey-1");
                        assertThat(file.path("pixels").asString()).isEqualTo("1-belongs-to-face");
                    });
        }
    }

    @Test
    void areNowhereWhereNoneWasAskedFor() throws IOException {
        ExportContent plain = Sample.content();
        Map<String, byte[]> files = files(plain);
        JsonNode manifest = signed(plain, files).manifest();

        assertThat(files.keySet()).noneMatch(path -> path.startsWith("masks/"));
        assertThat(manifest.has("masks")).isFalse();
        assertThat(manifest.path("faces")).noneMatch(face -> face.has("mask"));
    }

    @Test
    void thatAreSomebodyElsesAreFound() throws IOException {
        Map<String, byte[]> files = files(content);
        List<String> masks = files.keySet().stream()
                .filter(path -> path.startsWith("masks/"))
                .toList();
        files.put(masks.get(0), Objects.requireNonNull(files.get(masks.get(1))));

        assertWrong(files, "mask is not");
    }

    @Test
    void thatShowWhatViewsHideAreFound() throws IOException {
        ExportContent wider =
                changed(mask -> new FaceMask(mask.outline(), List.<Outline>of(), mask.stored(), mask.orientation()));
        Map<String, byte[]> files = files(content);
        Map<String, byte[]> wrong = files(wider);
        String coco = CocoKeypoints.PATH;

        assertThatThrownBy(() -> ReadBack.of(signed(wider, wrong), content))
                .isInstanceOf(ExportFormatException.class)
                .hasMessageContaining("segmentation is not");
        files.put(coco, Objects.requireNonNull(wrong.get(coco)));
        assertWrong(files, "segmentation is not");
        wrong.put(coco, CocoKeypoints.write(content));
        assertWrong(wrong, "mask is not");
    }

    @Test
    void ofTheStoredRasterAreFoundAmongUprightOnes() throws IOException {
        ExportContent upright = Sample.withMasks(CoordinateSpace.UPRIGHT, Orientation.HALF_TURN);
        Map<String, byte[]> mixed = files(upright);
        files(content).forEach((path, bytes) -> {
            if (path.startsWith("masks/")) {
                mixed.put(path, bytes);
            }
        });

        assertThatThrownBy(() -> ReadBack.of(signed(upright, mixed), upright))
                .isInstanceOf(ExportFormatException.class)
                .hasMessageContaining("mask is not");
    }

    @Test
    void withAnotherAreaOrBoxAreFound() throws IOException {
        for (String field : new String[] {"area", "bbox"}) {
            Map<String, byte[]> files = files(content);
            JsonNode coco = JsonMapper.shared().readTree(files.get(CocoKeypoints.PATH));
            ObjectNode first = (ObjectNode) coco.path("annotations").get(0);
            if (field.equals("area")) {
                first.put("area", first.path("area").asInt() + 1);
            } else {
                ((ArrayNode) first.path("bbox"))
                        .set(0, first.path("bbox").get(0).asInt() + 1);
            }
            files.put(CocoKeypoints.PATH, JsonMapper.shared().writeValueAsBytes(coco));

            assertWrong(files, "segmentation is not");
        }
    }

    @Test
    void thatAreMissingOrWereAddedAreFound() throws IOException {
        ExportContent plain = Sample.content();

        assertThatThrownBy(() -> ReadBack.of(signed(plain, files(plain)), content))
                .isInstanceOf(ExportFormatException.class);
        assertThatThrownBy(() -> ReadBack.of(signed(content, files(content)), plain))
                .isInstanceOf(ExportFormatException.class);
        Map<String, byte[]> more = files(content);
        more.put("masks/11111111-2222-3333-4444-555555555555.png", new byte[0]);
        assertWrong(more, "should not be there");
    }

    @Test
    void areOfEveryFaceOrOfNone() {
        ExportedPicture picture = Sample.content().pictures().getFirst();
        assertThatIllegalArgumentException().isThrownBy(() -> content.with(List.of(picture)));
    }

    private void assertWrong(Map<String, byte[]> files, String because) {
        assertThatThrownBy(() -> ReadBack.of(signed(content, files), content))
                .isInstanceOf(ExportFormatException.class)
                .hasMessageContaining(because);
    }

    private ExportContent changed(UnaryOperator<FaceMask> change) {
        List<ExportedPicture> pictures = new ArrayList<>();
        for (ExportedPicture picture : content.pictures()) {
            List<ExportedFace> faces = picture.faces().stream()
                    .map(face -> new ExportedFace(
                            face.face(),
                            face.annotation(),
                            face.guideline(),
                            face.generation(),
                            face.detector(),
                            face.box(),
                            face.schema(),
                            face.points(),
                            face.codes(),
                            change.apply(Objects.requireNonNull(face.mask()))))
                    .toList();
            pictures.add(new ExportedPicture(
                    picture.asset(), picture.reference(), picture.stored(), picture.orientation(), faces));
        }
        return content.with(pictures);
    }

    /** What an archive of this holds, without manifest, signature and key. */
    private Map<String, byte[]> files(ExportContent of) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportArchive.write(of, signer, out);
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        files.keySet().removeIf(path -> path.startsWith("manifest.") || path.equals(ExportArchive.MINISIGN_KEY));
        return files;
    }

    /** Packs files under a manifest that lists them as they are, rightly signed. */
    private ArchiveReader signed(ExportContent of, Map<String, byte[]> files) throws IOException {
        byte[] manifest = Manifest.write(of, files, new PtsNames(of), signer.keyId());
        Map<String, byte[]> all = new TreeMap<>(files);
        all.put(ExportArchive.MANIFEST, manifest);
        all.put(ExportArchive.SIGNATURE, signer.sign(manifest));
        all.put(ExportArchive.PUBLIC_KEY, signer.publicKeyPem());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return ArchiveReader.of(out.toByteArray(), keys.getPublic());
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }
}
