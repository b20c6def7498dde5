package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.views.ViewGeometry;
import dev.visor.redaction.geometry.Affine;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client asks for the segmentation itself: it is what the annotators were served, of whom it may be, and on record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaskTests {

    private static final String MASKS = ", \"masks\": true";

    private final Installation visor = Installation.shared();
    private final Cast cast = Cast.sharing(MaskTests.class, visor);
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final UUID tenant = database.tenant(cast.handle);
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final Line.Job job = cast.project();
    private final Map<UUID, Face> faces = new HashMap<>();

    /**
     * A face that was worked on.
     *
     * @param turn how its picture lies in its file
     * @param served the stored pixels under those pixels of the served view that are not the fill
     */
    private record Face(UUID view, UUID face, UUID subject, String reference, Turn turn, Set<Point> served) {}

    /** One picture lies on its side and has another face that reaches into the mask; the other one is upright. */
    @BeforeAll
    void handsTwoFacesIn() {
        job.manifest(
                "close.png,\"211,297,240,181\",close,consent,close",
                "photo.png,\"" + Line.FACES[2] + "\",photo,consent,photo");
        Photo close = close();
        job.upload(
                        "close.png",
                        Metadata.withOrientation(reddened(close).stored(6).png(), 6))
                .ok();
        job.upload("photo.png", reddened(Photo.sample(1)).png()).ok();
        assertThat(job.staged().path("faces").asInt()).isEqualTo(2);
        job.release(cast.officer).ok();
        for (int i = 0; i < 2; i++) {
            String task = job.next(cast.annotator).path("id").asString();
            BufferedImage view =
                    Photo.read(job.view(cast.annotator, task).ok().body()).pixels();
            job.submit(cast.annotator, task, job.points(cast.annotator, task)).ok();
            Face face = face(task, new Turn(6, close.width(), close.height()), view);
            faces.put(face.face, face);
        }
        assertThat(faces.values()).extracting(Face::reference).containsExactlyInAnyOrder("close", "photo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored", "upright"})
    void areTheVeryPixelsThatTheAnnotatorWasServed(String coordinates) {
        String export = export(MASKS + ", \"coordinates\": \"" + coordinates + "\"");
        Map<String, byte[]> files = archive(export);
        JsonNode coco = JsonMapper.shared().readTree(files.get("annotations/coco.json"));

        assertThat(masks(files)).hasSize(2);
        for (JsonNode annotation : coco.path("annotations")) {
            Face face = faces.get(
                    UUID.fromString(annotation.path("visor").path("face").asString()));
            assertThat(face).isNotNull();
            Set<Point> expected = coordinates.equals("stored") ? face.served : upright(face);
            BufferedImage mask = picture(Objects.requireNonNull(files.get("masks/" + face.face + ".png")));
            JsonNode image = coco.path("images").get(annotation.path("image_id").asInt() - 1);
            assertThat(image.path("file_name").asString()).isEqualTo(face.reference);
            assertThat(mask.getWidth()).isEqualTo(image.path("width").asInt());
            assertThat(mask.getHeight()).isEqualTo(image.path("height").asInt());

            // Compared as a whole: a failed test must not print where a face lies.
            assertThat(shown(mask).equals(expected))
                    .as("mask of %s", face.reference)
                    .isTrue();
            assertThat(runs(annotation).equals(expected))
                    .as("runs of %s", face.reference)
                    .isTrue();
            assertThat(annotation.path("area").asInt()).isEqualTo(expected.size());
            assertThat(annotation.path("bbox").toString()).isEqualTo(bounds(expected));
        }
        JsonNode check = check(export);
        assertThat(check.path("masks").asInt()).isEqualTo(2);
        assertThat(check.path("coordinates").asString()).isEqualTo(coordinates);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"masks\": false", ", \"masks\": null"})
    void areNotThereWhereNobodyAskedForThem(String more) {
        long before = position();
        String export = export(more);
        Map<String, byte[]> files = archive(export);

        assertThat(masks(files)).isEmpty();
        assertThat(JsonMapper.shared().readTree(files.get("manifest.json")).has("masks"))
                .isFalse();
        for (JsonNode annotation :
                JsonMapper.shared().readTree(files.get("annotations/coco.json")).path("annotations")) {
            assertThat(annotation.path("segmentation").isArray()).isTrue();
            assertThat(annotation.path("segmentation").isEmpty()).isTrue();
        }
        assertThat(check(export).path("masks").asInt()).isZero();
        assertThat(listed(export).path("masks").asBoolean()).isFalse();
        assertThat(since(before)).noneMatch(record -> record.facts().containsKey("masks"));
    }

    @Test
    void areOnRecordFromTheRequestToTheDownload() {
        long before = position();
        String export = export(MASKS);
        archive(export);
        check(export);

        assertThat(listed(export).path("masks").asBoolean()).isTrue();
        Awaitility.await()
                .untilAsserted(() -> assertThat(since(before))
                        .filteredOn(record -> "2".equals(record.facts().get("masks")))
                        .extracting(TrailRecord::action)
                        .contains("export.create", "act.done", "export.download", "export.sent", "export.check"));
    }

    @Test
    void areListedInTheSignedManifestWhichSaysWhatTheyAre() {
        Map<String, byte[]> files = archive(export(MASKS));
        JsonNode manifest = JsonMapper.shared().readTree(files.get("manifest.json"));

        assertThat(manifest.path("masks").asString()).contains("a view of that face may show");
        assertThat(manifest.path("files").findValuesAsString("path")).containsAll(masks(files));
        assertThat(manifest.path("faces").findValuesAsString("mask")).containsExactlyInAnyOrderElementsOf(masks(files));
    }

    @Test
    void areNotOfSomebodyWhoseConsentIsNotInForce() {
        Face withdrawn = faces.values().stream()
                .filter(face -> face.reference.equals("photo"))
                .findFirst()
                .orElseThrow();
        String earlier = export(MASKS);
        consent(withdrawn, "withdrawn");
        try {
            Map<String, byte[]> files = archive(export(MASKS));

            assertThat(masks(files)).hasSize(1).noneMatch(path -> path.contains(withdrawn.face.toString()));
            assertThat(new String(files.get("annotations/coco.json"), StandardCharsets.UTF_8))
                    .doesNotContain(withdrawn.face.toString());
            JsonNode manifest = JsonMapper.shared().readTree(files.get("manifest.json"));
            assertThat(manifest.path("leftOut").findValuesAsString("face")).containsExactly(withdrawn.face.toString());
            visor.get(cast.client, "/api/v1/exports/" + earlier + "/archive").refused(409, "consent-not-in-force");
        } finally {
            consent(withdrawn, "given");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yes\"", "\"true\"", "\"\"", "1", "2", "0", "0.5", "[]", "[true]", "{}"})
    void areAskedForByTrueOrFalseAndByNothingElse(String value) {
        long before = position();
        Answer refused = job.export(", \"masks\": " + value).refused(400, "masks-not-boolean");

        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(since(before)).noneMatch(record -> record.action().startsWith("export."));
    }

    /** A photograph without grey: nothing of it, and no mean of its pixels, can be taken for the fill. */
    private static Photo reddened(Photo photo) {
        BufferedImage pixels = photo.pixels();
        for (int y = 0; y < pixels.getHeight(); y++) {
            for (int x = 0; x < pixels.getWidth(); x++) {
                int rgb = pixels.getRGB(x, y);
                int red = 150 + ((rgb >> 16) & 0xff) * 105 / 255;
                pixels.setRGB(x, y, (red << 16) | (rgb & 0xffff));
            }
        }
        return photo;
    }

    /** One face with another so near that its view has a part of the other one to hide. */
    private static Photo close() {
        Photo photo = Photo.sample(1);
        Photo both = photo.part(250, 150, 1, 640, 600);
        Graphics2D brush = both.pixels().createGraphics();
        brush.drawImage(photo.part(1440, 180, 1, 300, 300).pixels(), 340, 190, null);
        brush.dispose();
        return both;
    }

    private Face face(String task, Turn turn, BufferedImage view) {
        Face face = database.asApp(
                tenant,
                app -> app.sql("select v.id, v.face, f.subject, f.claim from task t join view v on v.id = t.view"
                                + " join face f on f.id = v.face where t.id = ?")
                        .param(UUID.fromString(task))
                        .query((row, number) -> new Face(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getObject(3, UUID.class),
                                row.getInt(4) == 2 ? "close" : "photo",
                                row.getInt(4) == 2 ? turn : new Turn(1, 1920, 1280),
                                new HashSet<>()))
                        .single());
        ViewGeometry geometry = new StoredGeometry(visor, tenant).of(face.view);
        Affine toView = geometry.frame().storedToView();
        assertThat(toView.scale())
                .as("every stored pixel is under some pixel of the view")
                .isGreaterThanOrEqualTo(1);
        int fill = geometry.fill() * 0x010101;
        for (int y = 0; y < view.getHeight(); y++) {
            for (int x = 0; x < view.getWidth(); x++) {
                if ((view.getRGB(x, y) & 0xffffff) != fill) {
                    face.served.add(new Point((int) Math.floor(toView.inverseX(x + 0.5, y + 0.5)), (int)
                            Math.floor(toView.inverseY(x + 0.5, y + 0.5))));
                }
            }
        }
        assertThat(face.served).hasSizeGreaterThan(10_000);
        return face;
    }

    private static Set<Point> upright(Face face) {
        Set<Point> upright = new HashSet<>();
        for (Point stored : face.served) {
            double[] at = face.turn.toUpright(stored.x + 0.5, stored.y + 0.5);
            upright.add(new Point((int) at[0], (int) at[1]));
        }
        return upright;
    }

    private static Set<Point> shown(BufferedImage mask) {
        Set<Point> shown = new HashSet<>();
        for (int y = 0; y < mask.getHeight(); y++) {
            for (int x = 0; x < mask.getWidth(); x++) {
                if ((mask.getRGB(x, y) & 0xffffff) == 0xffffff) {
                    shown.add(new Point(x, y));
                }
            }
        }
        return shown;
    }

    /** COCO's run lengths by their description: down the columns, not belonging first. */
    private static Set<Point> runs(JsonNode annotation) {
        JsonNode segmentation = annotation.path("segmentation");
        int height = segmentation.path("size").get(0).asInt();
        Set<Point> shown = new HashSet<>();
        int at = 0;
        boolean belongs = false;
        for (JsonNode count : segmentation.path("counts")) {
            for (int i = 0; i < count.asInt(); i++, at++) {
                if (belongs) {
                    shown.add(new Point(at / height, at % height));
                }
            }
            belongs = !belongs;
        }
        assertThat(at).isEqualTo(height * segmentation.path("size").get(1).asInt());
        return shown;
    }

    private static String bounds(Set<Point> points) {
        int left = points.stream().mapToInt(point -> point.x).min().orElseThrow();
        int top = points.stream().mapToInt(point -> point.y).min().orElseThrow();
        int right = points.stream().mapToInt(point -> point.x).max().orElseThrow() + 1;
        int bottom = points.stream().mapToInt(point -> point.y).max().orElseThrow() + 1;
        return "[" + left + "," + top + "," + (right - left) + "," + (bottom - top) + "]";
    }

    private String export(String more) {
        return job.export(more).ok().json().path("id").asString();
    }

    private Map<String, byte[]> archive(String export) {
        byte[] archive = visor.get(cast.client, "/api/v1/exports/" + export + "/archive")
                .ok()
                .body();
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static List<String> masks(Map<String, byte[]> files) {
        List<String> masks = new ArrayList<>(files.keySet());
        masks.removeIf(path -> !path.startsWith("masks/"));
        return masks;
    }

    private static BufferedImage picture(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode check(String export) {
        return visor.get(cast.client, "/api/v1/exports/" + export + "/check")
                .ok()
                .json();
    }

    private JsonNode listed(String export) {
        for (JsonNode one : visor.get(cast.client, "/api/v1/projects/" + job.project + "/exports?batch=" + job.batch())
                .ok()
                .json()) {
            if (one.path("id").asString().equals(export)) {
                return one;
            }
        }
        throw new AssertionError("The export is not listed");
    }

    private void consent(Face of, String state) {
        int rows = database.asApp(
                tenant,
                app -> app.sql("insert into consent (id, tenant, project, subject, reference, state, recorded)"
                                + " values (gen_random_uuid(), ?, ?, ?, '\\x00', ?, now())")
                        .params(tenant, UUID.fromString(job.project), of.subject, state)
                        .update());
        assertThat(rows).isEqualTo(1);
    }

    private long position() {
        return trail.newest(new TenantId(tenant), Long.MAX_VALUE, 1).getFirst().position();
    }

    private List<TrailRecord> since(long position) {
        return trail.newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.position() > position)
                .toList();
    }
}
