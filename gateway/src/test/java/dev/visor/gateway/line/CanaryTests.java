package dev.visor.gateway.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * G1 and G3: what a client wrote into and around its pictures is in no view and rests nowhere in the clear. Every place is
 * then given a canary on purpose, to show that the search would have found it.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryTests {

    private static final List<String> WORDS = List.of(
            "exif",
            "comment",
            "text chunk",
            "alpha",
            "name",
            "reference",
            "pseudonym",
            "consent",
            "refused",
            "remark",
            "note",
            "code");

    private final Map<String, String> canaries = new HashMap<>();
    private final Needles needles = new Needles();
    private final Places places = new Places(needles);
    private final FileTime started = FileTime.from(Instant.now().minusSeconds(2));
    private final Installation visor = Installation.fresh("canary", Map.of());
    private final Cast cast = new Cast(visor);
    private final DatabaseAccess access = visor.bean(DatabaseAccess.class);
    private final UUID tenant = new Database(access).tenant(cast.handle);
    private final StoredGeometry geometries = new StoredGeometry(visor, tenant);
    private final List<byte[]> views = new ArrayList<>();
    private final Sizing sizing = Sizing.of(Sizing.shown(cast, geometries), 16, "left");
    private UUID transparent = new UUID(0, 0);
    private byte[] shownForIt = {};

    @BeforeAll
    void takesThemThroughTheWholeLine() {
        for (String word : WORDS) {
            String canary =
                    "kAnarI " + word + " " + UUID.randomUUID().toString().substring(0, 13);
            canaries.put(word, canary);
            needles.word(word, canary);
        }
        Line.Job job = cast.project(
                wanted -> wanted.putObject("codes").putArray("actionUnits").add(12));
        Photo hidden = withHiddenPixels(sizing);
        byte[] jpeg = Metadata.withSegment(
                Metadata.withExif(Line.photograph(), 1, canary("exif")),
                0xfe,
                canary("comment").getBytes(UTF_8));
        byte[] png = Metadata.withChunk(
                Metadata.withExif(hidden.png(), 1, canary("exif")),
                "tEXt",
                ("Author\0" + canary("text chunk")).getBytes(UTF_8));
        assertThat(places.view(hidden.png())).as("the pixels that nobody sees").containsExactly("alpha");
        String named = canary("name") + ".jpg";
        job.manifest(
                row(named, "\"" + Line.FACES[0] + "\""),
                row("b" + named, sizing.box(new Turn(1, sizing.width(), sizing.height()))),
                "c" + named + ",nowhere," + canary("refused") + ",consent,reference");
        job.upload(named, jpeg).ok();
        job.upload("b" + named, png).ok();
        job.upload("c" + named, jpeg).refused(409, "not-in-manifest");
        job.upload("b" + named, java.util.Arrays.copyOf(png, png.length / 2)).refused(409, "already-uploaded");
        JsonNode standing = job.staged();
        assertThat(standing.path("faces").asInt()).as(standing::toString).isEqualTo(2);
        review(job);
        job.release(cast.officer).ok();
        for (int face = 0; face < 2; face++) {
            annotate(job);
        }
        String export = "/api/v1/exports/" + job.export();
        assertThat(visor.get(cast.client, export + "/check").ok().text()).contains(canary("reference"));
        visor.get(cast.client, export + "/archive").ok();
        visor.post(
                        cast.compliance,
                        "/api/v1/trail/questions",
                        "{\"pseudonym\": \"" + canary("pseudonym") + " " + named + "\", \"after\": 0}")
                .ok();
    }

    @AfterAll
    void stops() {
        visor.close();
    }

    @Test
    @Order(1)
    void areFoundNowhere(CapturedOutput output) throws IOException, SQLException {
        assertThat(views).hasSizeGreaterThanOrEqualTo(4);
        assertThat(search(output)).isEmpty();
    }

    /** Where the PNG is transparent its view is the constant. At scale 1 a leak would keep the order of the bytes. */
    @Test
    @Order(1)
    void leaveTheConstantWhereTheyWereTransparent() {
        ViewFrame frame = geometries.of(transparent).frame();
        assertThat(frame.scale()).isEqualTo(1);
        double[] middle = sizing.on(0.5, 0.5);
        ViewPoint seen = frame.toView(new ImagePoint(middle[0], middle[1]));
        BufferedImage pixels = Photo.read(shownForIt).pixels();
        for (int y = -8; y < 8; y++) {
            for (int x = -35; x < 35; x++) {
                assertThat(pixels.getRGB((int) seen.x() + x, (int) seen.y() + y) & 0xffffff)
                        .isEqualTo(0x808080);
            }
        }
    }

    @Test
    @Order(2)
    void areFoundWhereverTheyArePlanted(CapturedOutput output) throws IOException, SQLException {
        LoggerFactory.getLogger(CanaryTests.class).info("Planted: {}", canary("name"));
        Files.writeString(visor.home().resolve("objects").resolve("planted"), canary("exif"));
        Files.writeString(visor.config().resolve("planted"), canary("consent"));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "planted-" + UUID.randomUUID());
        Files.writeString(
                temporary, java.util.HexFormat.of().formatHex(canary("comment").getBytes(UTF_8)));
        try (Connection superuser = Places.superuser(access.url(), visor.config());
                Statement statement = superuser.createStatement()) {
            statement.execute("create table planted (word text)");
            statement.execute("insert into planted values (encode('" + canary("reference") + "', 'base64'))");
        }
        views.add(withHiddenPixels(Sizing.of(Sizing.FACE, 5, "none")).png());

        Map<String, Set<String>> found = search(output);

        assertThat(found).containsOnlyKeys("views", "output", "home", "config", "database", "temporary files");
        assertThat(found.get("config")).containsExactly("consent: planted");
        assertThat(found.get("views")).containsExactly("alpha");
        assertThat(found.get("output")).containsExactly("name");
        assertThat(found.get("home")).contains("exif: objects/planted");
        // Its heap and its log hold the row, too.
        assertThat(String.valueOf(found.get("home"))).contains("reference in base64: postgres/data/base/", "pg_wal/");
        assertThat(found.get("database")).contains("reference in base64: public.planted");
        assertThat(String.valueOf(found.get("temporary files"))).contains("comment in hexadecimal: planted");
        Files.delete(temporary);
    }

    /** What was found, by place; places where nothing was found are not named. */
    private Map<String, Set<String>> search(CapturedOutput output) throws IOException, SQLException {
        Map<String, Set<String>> found = new TreeMap<>();
        Set<String> inViews = new TreeSet<>();
        views.forEach(view -> inViews.addAll(places.view(view)));
        found.put("views", inViews);
        found.put("output", needles.in(output.getAll().getBytes(UTF_8)));
        try (Connection superuser = Places.superuser(access.url(), visor.config())) {
            found.put("database", places.database(superuser));
            try (Statement statement = superuser.createStatement()) {
                statement.execute("checkpoint");
            }
        }
        found.put("home", places.files(visor.home(), FileTime.fromMillis(0)));
        found.put("config", places.files(visor.config(), FileTime.fromMillis(0)));
        Set<String> temporary = places.files(Path.of(System.getProperty("java.io.tmpdir")), started);
        temporary.addAll(places.files(Path.of("/tmp"), started));
        temporary.addAll(places.files(Path.of("/var/tmp"), started));
        temporary.addAll(places.openFiles());
        found.put("temporary files", temporary);
        found.values().removeIf(Set::isEmpty);
        return found;
    }

    /** Looks at everything as the officer does: what came in is all there for the client's own eyes, and in no view. */
    private void review(Line.Job job) {
        for (JsonNode picture : job.review(cast.officer)) {
            assertThat(picture.path("reference").asString()).startsWith(canary("reference"));
            String original = "/api/v1/assets/" + picture.path("id").asString() + "/original";
            assertThat(needles.in(visor.get(cast.officer, original).ok().body()))
                    .contains("exif");
            String view = picture.path("views").get(0).path("id").asString();
            views.add(visor.get(cast.officer, "/api/v1/views/" + view + "/picture")
                    .ok()
                    .body());
            if (picture.path("reference").asString().contains(" b")) {
                transparent = UUID.fromString(view);
                shownForIt = views.getLast();
            }
        }
    }

    private void annotate(Line.Job job) {
        String task = job.next(cast.annotator).path("id").asString();
        views.add(job.view(cast.annotator, task).ok().body());
        visor.post(
                        cast.annotator,
                        "/api/v1/tasks/" + task + "/comments",
                        "{\"point\": 30, \"text\": \"" + canary("remark") + "\"}",
                        "Visor-Purpose",
                        job.purpose)
                .ok();
        visor.post(
                        cast.annotator,
                        "/api/v1/tasks/" + task + "/release",
                        "{\"note\": \"" + canary("note") + "\"}",
                        "Visor-Purpose",
                        job.purpose)
                .ok();
        assertThat(job.next(cast.annotator).path("id").asString()).isEqualTo(task);
        assertThat(visor.get(cast.annotator, "/api/v1/tasks/" + task + "/note", "Visor-Purpose", job.purpose)
                        .ok()
                        .text())
                .contains(canary("note"));
        ObjectNode codes = JsonMapper.shared().createObjectNode();
        codes.putArray("actionUnits")
                .addObject()
                .put("unit", 12)
                .put("state", "not-codable")
                .put("reason", "other")
                .put("text", canary("code"));
        job.submit(cast.annotator, task, job.points(cast.annotator, task), codes)
                .ok();
    }

    private String row(String name, String box) {
        return name + "," + box + "," + canary("pseudonym") + " " + name + "," + canary("consent") + ","
                + canary("reference") + " " + name;
    }

    private String canary(String word) {
        return canaries.getOrDefault(word, "");
    }

    /** The face with a stretch across its middle that is transparent, and whose colours are letters. */
    private Photo withHiddenPixels(Sizing sizing) {
        Photo opaque = sizing.cut(Photo.sample(1));
        BufferedImage pixels = new BufferedImage(opaque.width(), opaque.height(), BufferedImage.TYPE_INT_ARGB);
        pixels.createGraphics().drawImage(opaque.pixels(), 0, 0, null);
        ByteArrayOutputStream letters = new ByteArrayOutputStream();
        while (letters.size() < 3 * 80) {
            letters.writeBytes(canary("alpha").getBytes(UTF_8));
        }
        byte[] row = letters.toByteArray();
        double[] middle = sizing.on(0.5, 0.5);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 80; x++) {
                int rgb = (row[3 * x] & 0xff) << 16 | (row[3 * x + 1] & 0xff) << 8 | (row[3 * x + 2] & 0xff);
                pixels.setRGB((int) middle[0] - 40 + x, (int) middle[1] - 10 + y, rgb);
            }
        }
        return new Photo(pixels);
    }
}
