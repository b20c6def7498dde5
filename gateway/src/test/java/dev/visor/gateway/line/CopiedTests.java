package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.Receipt;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.LocalDatabase;
import dev.visor.gateway.keys.BcfksCustodian;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.EpochKey;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.ObjectId;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** G7: whoever carries {@code var} and the database away, and not the keys, has nothing that opens and nothing to read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopiedTests {

    private static final String ORIGINAL = "copied";

    private final byte[] photograph = Line.photograph();
    private final byte[] png = Photo.sample(1).part(100, 100, 1, 800, 900).png();
    private final Needles traces = new Needles();
    private final Needles signatures = new Needles();
    private final List<ObjectRef> objects = new ArrayList<>();
    private UUID tenant = new UUID(0, 0);

    @BeforeAll
    void leavesAnInstallationBehind() {
        Installation visor = Installation.fresh(ORIGINAL, Map.of());
        try (visor) {
            Cast cast = new Cast(visor);
            Database database = new Database(visor.bean(DatabaseAccess.class));
            tenant = database.tenant(cast.handle);
            Line.Job job = cast.project();
            job.manifest(
                    "holiday-on-the-beach.jpg,\"" + Line.FACES[1] + "\",Philippa Eilhart,consent-of-may,reference-7741",
                    "portrait-at-home.png,\"312,261,181,240\",Sabrina Glevissig,consent-of-june,reference-7742");
            job.upload("holiday-on-the-beach.jpg", photograph).ok();
            job.upload("portrait-at-home.png", png).ok();
            JsonNode standing = job.staged();
            assertThat(standing.path("faces").asInt()).as(standing::toString).isEqualTo(2);
            job.release(cast.officer).ok();
            for (int face = 0; face < 2; face++) {
                String task = job.next(cast.annotator).path("id").asString();
                byte[] view = job.view(cast.annotator, task).ok().body();
                JsonNode points = job.points(cast.annotator, task);
                job.submit(cast.annotator, task, job.points(cast.annotator, task))
                        .ok();
                remember("a view", view);
                points.forEach(point ->
                        coordinates(point.path("x").asDouble(), point.path("y").asDouble()));
            }
            byte[] archive = visor.get(cast.client, "/api/v1/exports/" + job.export() + "/archive")
                    .ok()
                    .body();
            for (String reference : List.of("reference-7741", "reference-7742")) {
                Export.read(archive).points(reference, "coco").forEach(point -> coordinates(point[0], point[1]));
            }
            signatures
                    .add("a JPEG", Arrays.copyOf(photograph, 10))
                    .add("a PNG", Arrays.copyOf(png, 12))
                    .add("a ZIP", Arrays.copyOf(archive, 8));
            remember("the export", archive);
            remember("the JPEG", photograph);
            remember("the PNG", png);
            for (String word : List.of(
                    "holiday-on-the-beach",
                    "portrait-at-home",
                    "Philippa Eilhart",
                    "Sabrina Glevissig",
                    "reference-7741",
                    "reference-7742",
                    "consent-of-may",
                    "consent-of-june")) {
                traces.word(word, word);
            }
            objects.addAll(objects(database));
            assertThat(objects.stream().map(ObjectRef::kind).distinct())
                    .contains(
                            ObjectKind.ORIGINAL,
                            ObjectKind.VIEW,
                            ObjectKind.SUGGESTION,
                            ObjectKind.ANNOTATION,
                            ObjectKind.EXPORT);
            assertThat(opened(visor)).as("what opens where the keys are").isEqualTo(objects.size());
        }
    }

    @Test
    void holdsNoTraceOfPicturesPointsOrNames() throws IOException {
        Path copy = copy("copied-to-read");

        assertThat(new Places(traces).files(copy, FileTime.fromMillis(0))).isEmpty();

        // Programs know the signatures that they read, so only what Visor stores is searched for these.
        for (String stored : List.of("objects", "trail")) {
            assertThat(new Places(signatures).files(copy.resolve(stored), FileTime.fromMillis(0)))
                    .as(stored)
                    .isEmpty();
        }
        // The search finds what lies there.
        Files.write(copy.resolve("objects").resolve("planted"), Arrays.copyOfRange(photograph, 50, 2000));
        Files.write(copy.resolve("trail").resolve("planted"), png);
        assertThat(new Places(traces).files(copy, FileTime.fromMillis(0)))
                .contains("the JPEG: objects/planted", "the PNG: trail/planted");
        assertThat(new Places(signatures).files(copy.resolve("trail"), FileTime.fromMillis(0)))
                .containsExactly("a PNG: planted");
    }

    @Test
    void startsNowhereWithoutTheConfiguration() throws IOException {
        copy("copied-bare");

        assertThatThrownBy(() -> Installation.on("copied-bare"))
                .rootCause()
                .hasMessageContaining("passwords of the database")
                .hasMessageContaining("are missing");
    }

    @Test
    void startsNowhereWithoutTheRootKeysThoughTheDatabaseOpens() throws IOException {
        Path copy = copy("copied-unlocked");
        take(copy, "database.properties");

        assertThatThrownBy(() -> Installation.on("copied-unlocked"))
                .rootCause()
                .hasMessageContaining("root key of the domain")
                .hasMessageContaining("is missing");
    }

    @Test
    void opensNoObjectUnderKeysThatWereForgedInPlace() throws IOException, SQLException {
        Path copy = copy("copied-forged");
        take(copy, "database.properties");
        take(copy, "log-keys");
        forge(copy);

        try (Installation thief = Installation.on("copied-forged")) {
            assertThat(opened(thief)).isZero();
        }
    }

    /** How many of the objects open; one that does not says so by its key, not by its absence. */
    private int opened(Installation visor) {
        Vault vault = visor.bean(Vault.class);
        Trails trails = visor.bean(Trails.class);
        int opened = 0;
        for (ObjectRef object : objects) {
            Receipt receipt = trails.append(Entry.of("object.rewrap", ActorRef.system("test"))
                    .in(object.tenant())
                    .because(Ground.OPERATION)
                    .on(object.label()));
            try (Vault.Opened plain = vault.open(object, receipt)) {
                assertThat(plain.bytes()).isNotEmpty();
                opened++;
            } catch (RuntimeException e) {
                assertThat(e.getClass().getSimpleName()).isEqualTo("KeyAlteredException");
            }
        }
        return opened;
    }

    /** New root and epoch keys of every domain, and their check values written over the true ones. */
    private void forge(Path copy) throws IOException, SQLException {
        Path config = copy.resolveSibling("config");
        Path keys = config.resolve("keys");
        Map<Domain, byte[][]> values = new EnumMap<>(Domain.class);
        for (Domain domain : Domain.values()) {
            BcfksCustodian.create(keys, domain);
            try (BcfksCustodian custodian = BcfksCustodian.open(keys, domain)) {
                EpochKey epoch = new EpochKey(new TenantId(tenant), custodian.epoch(new TenantId(tenant)));
                values.put(domain, new byte[][] {custodian.checkValue(), custodian.checkValue(epoch)});
            }
        }
        try (LocalDatabase server = LocalDatabase.start(copy.resolve("postgres"), config, 0);
                Connection superuser = Places.superuser(server.access().url(), config)) {
            // Else the keys would be held, as those of any place that the database does not know.
            try (PreparedStatement forget = superuser.prepareStatement("delete from keys_place")) {
                assertThat(forget.executeUpdate()).isPositive();
            }
            for (Map.Entry<Domain, byte[][]> forged : values.entrySet()) {
                for (int i = 0; i < 2; i++) {
                    String table = i == 0 ? "keys_custodian" : "keys_epoch";
                    try (PreparedStatement update =
                            superuser.prepareStatement("update " + table + " set check_value = ? where domain = ?")) {
                        update.setBytes(1, forged.getValue()[i]);
                        update.setString(2, forged.getKey().label());
                        assertThat(update.executeUpdate()).isPositive();
                    }
                }
            }
        }
    }

    private List<ObjectRef> objects(Database database) {
        return database.asOwner(
                tenant,
                owner -> owner.sql("select o.id, o.kind, o.generation from vault_object o"
                                + " join vault_wrap w on w.object = o.id where w.wrapped is not null")
                        .query((row, _) -> new ObjectRef(
                                new TenantId(tenant),
                                new ObjectId(row.getObject(1, UUID.class)),
                                kind(row.getInt(2)),
                                row.getInt(3)))
                        .list());
    }

    private static ObjectKind kind(int number) {
        return Arrays.stream(ObjectKind.values())
                .filter(kind -> kind.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /** Some stretches of a file, wherever they may turn up. */
    private void remember(String name, byte[] file) {
        for (int i = 0; i < 8; i++) {
            int at = 100 + (int) ((long) (file.length - 200) * i / 8);
            traces.add(name, Arrays.copyOfRange(file, at, at + 24));
        }
    }

    /** A coordinate as text and as the machine's doubles. */
    private void coordinates(double x, double y) {
        for (double number : new double[] {x, y}) {
            String text = Double.toString(number);
            if (text.length() >= 10) {
                traces.add("a coordinate", text.substring(0, 10).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                traces.add(
                        "a coordinate", ByteBuffer.allocate(8).putDouble(number).array());
                traces.add(
                        "a coordinate",
                        ByteBuffer.allocate(8)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putDouble(number)
                                .array());
            }
        }
    }

    /** The stopped installation's data elsewhere; answers the data's folder. */
    private static Path copy(String to) throws IOException {
        Path target = Installation.cleared(to).resolve("var");
        copy(Installation.folder(ORIGINAL).resolve("var"), target);
        return target;
    }

    private static void take(Path copy, String configured) throws IOException {
        Path from = Installation.folder(ORIGINAL).resolve("config");
        Path to = Files.createDirectories(copy.resolveSibling("config"));
        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        copy(from.resolve(configured), to.resolve(configured));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path).toString()),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES,
                        java.nio.file.LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
