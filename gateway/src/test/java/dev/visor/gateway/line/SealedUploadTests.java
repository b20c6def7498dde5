package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.AgeTool;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.vault.ObjectId;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a client sealed with {@code age} is taken like any picture; what does not open to its end leaves nothing. */
class SealedUploadTests {

    private static final int SEALED_CHUNK = 64 * 1024 + 16;

    private final Installation visor = Installation.shared();
    private final Line line = new Line(visor);
    private final Sealed sealed = new Sealed(visor, "acme");
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final String prefix = "age-" + UUID.randomUUID() + "-";

    @TempDir
    Path folder;

    private Line.Job job = line.project();
    private Instant begin = Instant.now();

    @BeforeEach
    void beginsAnew() {
        job = line.project();
        begin = Instant.now();
    }

    @Test
    void eachProjectHasARecipientOfItsOwnFromTheBeginning() {
        JsonNode shown = recipient(job);
        String recipient = shown.path("recipient").asString();
        assertThat(shown.path("command").asString()).isEqualTo("age -r " + recipient + " -o photo.jpg.age photo.jpg");
        assertThat(recipient(job).path("recipient").asString()).isEqualTo(recipient);
        assertThat(recipient(line.project()).path("recipient").asString()).isNotEqualTo(recipient);
        assertThat(sealed.records("recipient.create", ObjectLabel.of("project", UUID.fromString(job.project))))
                .isEqualTo(1);
        assertThat(sealed.opens(identity())).isTrue();
        visor.get(Person.GINA, "/api/v1/projects/" + job.project + "/recipient").refused(404, "not-found");
    }

    @Test
    void aProjectThatHasNoneGetsOneWhenItIsAskedFor() {
        UUID project = UUID.fromString(job.project);
        String before = recipient(job).path("recipient").asString();
        database.asOwner(
                sealed.tenant().value(),
                owner -> owner.sql("delete from project_recipient where project = ?")
                        .param(project)
                        .update());
        assertThat(recipient(job).path("recipient").asString())
                .startsWith("age1")
                .isNotEqualTo(before);
    }

    @Test
    void theIdentityDiesWithItsOwner() {
        ObjectRef identity = identity();
        List<UUID> owners = sealed.owners(identity);
        assertThat(owners).hasSize(1);
        visor.bean(Vault.class).destroy(sealed.tenant(), List.of(new KeyOwner(owners.getFirst())));
        assertThat(sealed.opens(identity)).isFalse();
        job.manifest(row("photo.jpg", 0));
        assertThat(upload("photo.jpg.age", AgeTool.seal(Line.photograph(), false, to()))
                        .status())
                .isGreaterThanOrEqualTo(400);
        assertThat(originals()).isEmpty();
    }

    @Nested
    class OnePicture {

        @BeforeEach
        void sendsTheManifest() {
            job.manifest(row("photo.jpg", 0));
        }

        @Test
        void isTakenAsItWasBeforeItWasSealed() {
            upload("photo.jpg.age", AgeTool.seal(Line.photograph(), false, to()))
                    .ok();
            assertThat(stored()).isEqualTo(Line.photograph());
            assertThat(sealed.records("batch.upload", identity().label())).isEqualTo(1);
            job.staged();
        }

        @Test
        void isTakenInArmorUnderItsOwnName() {
            upload("photo.jpg", AgeTool.seal(Line.photograph(), true, to())).ok();
            assertThat(stored()).isEqualTo(Line.photograph());
        }

        @Test
        void isTakenIfItIsForTheClientItselfToo() {
            AgeTool.Key own = AgeTool.keygen(folder);
            upload("photo.jpg", AgeTool.seal(Line.photograph(), false, own.recipient(), to()))
                    .ok();
        }

        @Test
        void thatIsPlainIsNotTakenForASealedOne() {
            upload("photo.jpg.age", Line.photograph()).refused(422, "age-expected");
            assertThat(originals()).isEmpty();
            upload("photo.jpg", Line.photograph()).ok();
        }

        @Test
        void isRefusedWhereItIsForAnotherProject() {
            String other = recipient(line.project()).path("recipient").asString();
            upload("photo.jpg", AgeTool.seal(Line.photograph(), false, other)).refused(422, "age-other-recipient");
            assertThat(originals()).isEmpty();
        }

        @Test
        void isRefusedWithAPassphrase() {
            String scrypt = """
                    age-encryption.org/v1
                    -> scrypt rF0/NwblUHHTpgQgRpe5CQ 10
                    gUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUY
                    --- gxhoSa5BciRDt8lOpYNcx4EYtKpS0CJ06F3ZwN82VaM
                    """;
            upload("photo.jpg", scrypt.getBytes(StandardCharsets.US_ASCII)).refused(422, "age-passphrase");
        }

        @Test
        void isRefusedAtEveryBorderItIsCutAtAndLeavesNothing() {
            byte[] whole = AgeTool.seal(Line.photograph(), false, to());
            int payload = whole.length - sealedLength(Line.photograph().length);
            for (int length = payload; length < whole.length; length += SEALED_CHUNK) {
                upload("photo.jpg", Arrays.copyOf(whole, length)).refused(422, "age-altered");
            }
            upload("photo.jpg", Arrays.copyOf(whole, whole.length - 1)).refused(422, "age-altered");
            byte[] last = whole.clone();
            last[whole.length - 1] ^= 1;
            upload("photo.jpg", last).refused(422, "age-altered");
            assertThat(originals()).isEmpty();
            upload("photo.jpg", whole).ok();
        }

        @Test
        void thatIsNoPictureIsRefusedAsAPlainOneIs() {
            byte[] text = "no picture at all".getBytes(StandardCharsets.US_ASCII);
            upload("photo.jpg", AgeTool.seal(text, false, to())).refused(422, "not-a-picture");
            assertThat(originals()).isEmpty();
        }
    }

    @Nested
    class AnArchive {

        private final Map<String, byte[]> two = Map.of("one.jpg", Line.photograph(), "two.jpg", Line.photograph());

        @BeforeEach
        void opensABatch() {
            job.open();
        }

        @Test
        void fillsABatchAtOnce() throws IOException {
            JsonNode taken = archive(AgeTool.seal(tar(manifest(), two), false, to()))
                    .ok()
                    .json();
            assertThat(taken.path("manifest").path("accepted").asInt()).isEqualTo(2);
            assertThat(taken.path("pictures")).hasSize(2);
            assertThat(originals()).hasSize(2).allMatch(sealed::opens);
            ObjectLabel batch = ObjectLabel.of("batch", UUID.fromString(job.batch()));
            assertThat(sealed.records("batch.archive", batch)).isEqualTo(1);
            assertThat(sealed.records("act.done", batch)).isEqualTo(1);
            assertThat(sealed.records("batch.manifest", batch)).isEqualTo(1);
            assertThat(sealed.records("batch.upload", batch)).isEqualTo(2);
            assertThat(job.staged().path("pictures").asInt()).isEqualTo(2);
            archive(AgeTool.seal(tar(manifest(), two), false, to())).refused(409, "batch-closed");
        }

        @Test
        void thatDoesNotEndAsItWasSealedLeavesNothing() throws IOException {
            byte[] tar = tar(manifest(), two);
            // One zero more than fills a chunk: both pictures are sealed before the last chunk is looked at.
            int chunk = 64 * 1024;
            byte[] whole = AgeTool.seal(Arrays.copyOf(tar, (tar.length / chunk + 1) * chunk + 1), false, to());
            archive(Arrays.copyOf(whole, whole.length - 1)).refused(422, "age-altered");
            byte[] last = whole.clone();
            last[whole.length - 1] ^= 1;
            archive(last).refused(422, "age-altered");
            assertThat(originals())
                    .as("what had been sealed meanwhile")
                    .hasSize(4)
                    .noneMatch(sealed::opens);
            nothingKept();
            ObjectLabel batch = ObjectLabel.of("batch", UUID.fromString(job.batch()));
            assertThat(sealed.records("act.failed", batch)).isEqualTo(2);

            archive(whole).ok();
            assertThat(originals().stream().filter(sealed::opens)).hasSize(2);
        }

        @Test
        void whosePicturesAreNotInItsManifestIsRefusedAsAWhole() throws IOException {
            Map<String, byte[]> other = Map.of("three.jpg", Line.photograph());
            archive(AgeTool.seal(tar(manifest(), other), false, to())).refused(422, "archive-not-in-manifest");
            nothingKept();
        }

        @Test
        void withoutAManifestInFrontIsRefused() throws IOException {
            archive(AgeTool.seal(tar(null, two), false, to())).refused(422, "archive-without-manifest");
            archive(tar(manifest(), two)).refused(422, "age-expected");
            archive(AgeTool.seal("no tar".repeat(200).getBytes(StandardCharsets.US_ASCII), false, to()))
                    .refused(422, "archive-unreadable");
            nothingKept();
        }

        @Test
        void keepsItsOtherPicturesWhereOneIsNone() throws IOException {
            byte[] text = "no picture".getBytes(StandardCharsets.US_ASCII);
            Map<String, byte[]> mixed = Map.of("one.jpg", text, "two.jpg", Line.photograph());
            JsonNode taken = archive(AgeTool.seal(tar(manifest(), mixed), false, to()))
                    .ok()
                    .json();
            assertThat(taken.path("pictures")).hasSize(1);
            assertThat(taken.path("refused").get(0).path("line").asInt()).isEqualTo(2);
            assertThat(taken.path("refused").get(0).path("reason").asString()).isEqualTo("not-a-picture");
            upload("one.jpg", Line.photograph()).ok();
        }

        private Answer archive(byte[] body) {
            return visor.send(
                    Person.CLARA,
                    "POST",
                    "/api/v1/batches/" + job.batch() + "/archive",
                    body,
                    "Content-Type",
                    "application/octet-stream");
        }

        private String manifest() {
            return "file,box,subject,consent,reference\n" + row("one.jpg", 0) + "\n" + row("two.jpg", 1) + "\n";
        }

        /** Neither a picture nor a row nor a person is left. */
        private void nothingKept() {
            JsonNode standing = visor.get(Person.CLARA, "/api/v1/batches/" + job.batch())
                    .ok()
                    .json();
            assertThat(standing.path("pictures").asInt()).isZero();
            assertThat(standing.path("rows")).isEmpty();
            assertThat(originals()).noneMatch(sealed::opens);
        }
    }

    private JsonNode recipient(Line.Job of) {
        return visor.get(Person.CLARA, "/api/v1/projects/" + of.project + "/recipient")
                .ok()
                .json();
    }

    private String to() {
        return recipient(job).path("recipient").asString();
    }

    private ObjectRef identity() {
        UUID object = database.asApp(
                sealed.tenant().value(),
                app -> app.sql("select identity from project_recipient where project = ?")
                        .param(UUID.fromString(job.project))
                        .query(UUID.class)
                        .single());
        return new ObjectRef(sealed.tenant(), new ObjectId(object), ObjectKind.IDENTITY, 1);
    }

    private List<ObjectRef> originals() {
        return sealed.since(begin, ObjectKind.ORIGINAL);
    }

    /** The one original, as it rests, opened past the gateway. */
    private byte[] stored() {
        assertThat(originals()).hasSize(1);
        return sealed.bytes(originals().getFirst());
    }

    private Answer upload(String name, byte[] body) {
        return job.upload(name, body);
    }

    private String row(String file, int face) {
        return file + ",\"" + Line.FACES[face] + "\"," + prefix + face + ",consent,reference-" + face;
    }

    private static int sealedLength(int plain) {
        return plain + 16 * ((plain + 64 * 1024 - 1) / (64 * 1024));
    }

    private static byte[] tar(@org.jspecify.annotations.Nullable String manifest, Map<String, byte[]> files)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            if (manifest != null) {
                add(tar, "manifest.csv", manifest.getBytes(StandardCharsets.UTF_8));
            }
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                add(tar, file.getKey(), file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
