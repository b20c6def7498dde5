package dev.visor.gateway.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.TlogProof;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.vault.ObjectRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;

/** An officer has a person erased, and everybody else keeps what is theirs (G8). */
class ErasingTests {

    private final Installation visor = Installation.shared();
    private final Cast cast = new Cast(visor);
    private final Sealed sealed = new Sealed(visor, cast.handle);
    private final Instant begin = Instant.now();

    @Test
    void leavesNothingThatOpensOfSomebodyAloneOnAPicture(@TempDir Path folder) throws Exception {
        Line.Job job = cast.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",alone-1,consent-1,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        job.release(cast.officer).ok();
        String task = job.next(cast.annotator).path("id").asString();
        ArrayNode points = job.points(cast.annotator, task);
        job.submit(cast.annotator, task, points).ok();
        job.export();
        UUID subject = sealed.subject(job, 2);
        List<ObjectRef> objects = sealed.since(begin, Sealed.OF_PICTURES);
        assertThat(objects).hasSizeGreaterThanOrEqualTo(5).allMatch(sealed::opens);

        JsonNode erasure = erased(ask("alone-1", "consent-withdrawn", null));

        assertThat(objects).noneMatch(sealed::opens);
        for (ObjectRef object : objects) {
            assertThat(sealed.records("object.destroy-keys", object.label())).isEqualTo(1);
        }
        assertThat(erasure.path("objects").asInt()).isEqualTo(objects.size());
        assertThat(erasure.path("subject").asString()).isEqualTo(subject.toString());
        job.view(cast.annotator, task).refused(404, "not-found");
        assertThat(living(subject)).isZero();
        // The name leads nowhere, and is somebody new from here on.
        ask("alone-1", "consent-withdrawn", null).refused(400, "unknown-subject");
        Line.Job again = cast.project();
        again.manifest("photo.jpg,\"" + Line.FACES[0] + "\",alone-1,consent-1,reference-1");
        assertThat(sealed.subject(again, 2)).isNotEqualTo(subject);

        Map<String, byte[]> receipt = receipt(erasure);
        proves(receipt, folder, objects);
        says(receipt, erasure);
        assertThat(erasure.path("ground").asString()).isEqualTo("consent-withdrawn");
        assertThat(new TrailVerifier(log(), null, null).verify().findings()).noneMatch(Finding::fault);
    }

    @Test
    void takesAPersonOutOfAPictureAndLeavesTheOthersTheirViewsAndPoints() {
        Line.Job job = cast.project();
        job.manifest(
                "photo.jpg,\"" + Line.FACES[0] + "\",group-1,consent-1,reference-1",
                "photo.jpg,\"" + Line.FACES[1] + "\",group-2,consent-2,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        assertThat(job.staged().path("faces").asInt()).isEqualTo(2);
        job.release(cast.officer).ok();
        ObjectRef before = sealed.original(sealed.picture(job));
        byte[] shown = sealed.bytes(view(job, "group-2"));
        UUID erasedOne = sealed.subject(job, 2);
        List<ObjectRef> others = List.of(view(job, "group-2"));

        JsonNode erasure = erased(ask("group-1", "objection", "blank"));
        says(receipt(erasure), erasure);

        assertThat(erasure.path("blanked").asInt()).isEqualTo(1);
        assertThat(erasure.path("destroyed").asInt()).isZero();
        assertThat(sealed.opens(before)).isFalse();
        ObjectRef after = sealed.original(sealed.picture(job));
        assertThat(after.generation()).isGreaterThan(before.generation());
        assertThat(sealed.opens(after)).isTrue();
        assertThat(sealed.owners(after)).doesNotContain(erasedOne).contains(sealed.subject(job, 3));
        Pixels pixels = Pixels.of(sealed.bytes(after));
        assertThat(pixels.width()).isEqualTo(1920);
        assertThat(pixels.constant(Line.FACES[0])).isTrue();
        assertThat(pixels.constant(Line.FACES[1])).isFalse();
        assertThat(pixels.differsOutside(Line.photograph(), Line.FACES[0])).isFalse();
        assertThat(others).allMatch(sealed::opens);
        assertThat(sealed.bytes(view(job, "group-2"))).isEqualTo(shown);
        // The one who stays can still be worked on and exported.
        String task = job.next(cast.annotator).path("id").asString();
        assertThat(job.view(cast.annotator, task).ok().body()).isEqualTo(shown);
        job.submit(cast.annotator, task, job.points(cast.annotator, task)).ok();
        String export = job.export();
        visor.get(cast.client, "/api/v1/exports/" + export + "/check").ok();
    }

    @Test
    void takesOutWhatTheClientClaimedWhereNoFaceWasFound() {
        Line.Job job = cast.project();
        job.manifest(
                "photo.jpg,\"" + Line.FACES[0] + "\",somewhere-1,consent-1,reference-1",
                "photo.jpg,\"10,10,60,60\",somewhere-2,consent-2,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        ObjectRef before = sealed.original(sealed.picture(job));
        ObjectRef stays = view(job, "somewhere-1");

        JsonNode erasure = erased(ask("somewhere-2", "unlawful", "blank"));

        assertThat(erasure.path("blanked").asInt()).isEqualTo(1);
        assertThat(sealed.opens(before)).isFalse();
        ObjectRef after = sealed.original(sealed.picture(job));
        assertThat(Pixels.of(sealed.bytes(after)).constant("10,10,60,60")).isTrue();
        assertThat(sealed.opens(stays)).isTrue();
    }

    @Test
    void reachesTheBackupsWhenTheOldEpochKeysAreDestroyedAndNobodyElseLosesAnything() {
        Line.Job job = cast.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",backup-1,consent-1,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        Line.Job stays = cast.project();
        stays.manifest("photo.jpg,\"" + Line.FACES[1] + "\",backup-2,consent-1,reference-1");
        stays.upload("photo.jpg", Line.photograph()).ok();
        stays.staged();
        ObjectRef others = sealed.original(sealed.picture(stays));

        JsonNode erasure = erased(ask("backup-1", "not-needed", null));

        assertThat(erasure.path("backups").isNull()).isTrue();
        assertThat(Instant.parse(erasure.path("backupsBy").asString()))
                .isBetween(begin.plus(Duration.ofDays(30)), Instant.now().plus(Duration.ofDays(30)));
        assertThat(receipt(erasure))
                .hasEntrySatisfying(
                        "receipt.json",
                        json -> assertThat(new String(json, UTF_8))
                                .contains("unreadableInBackupsBy")
                                .doesNotContain("\"unreadableInBackups\""));
        // The day has come.
        sealed.update("update keys_turn set destroy_by = asked_at where destroyed_at is null");
        await().untilAsserted(() -> {
            sealed.update("update scheduled_tasks set execution_time = now() where task_name = 'turn-epochs'");
            assertThat(found(erasure.path("id").asString()).path("backups").isNull())
                    .isFalse();
        });
        assertThat(receipt(erasure))
                .hasEntrySatisfying(
                        "receipt.json",
                        json -> assertThat(new String(json, UTF_8)).contains("\"unreadableInBackups\""));
        says(receipt(erasure), found(erasure.path("id").asString()));
        assertThat(sealed.opens(others)).isTrue();
    }

    @Test
    void destroysAPictureWholeWhereThatIsWhatWasAskedFor() {
        Line.Job job = cast.project();
        job.manifest(
                "photo.jpg,\"" + Line.FACES[0] + "\",whole-1,consent-1,reference-1",
                "photo.jpg,\"" + Line.FACES[1] + "\",whole-2,consent-2,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        ObjectRef original = sealed.original(sealed.picture(job));

        JsonNode erasure = erased(ask("whole-1", "legal-duty", "destroy"));
        says(receipt(erasure), erasure);

        assertThat(erasure.path("destroyed").asInt()).isEqualTo(1);
        assertThat(sealed.opens(original)).isFalse();
        assertThat(sealed.original(sealed.picture(job))).isEqualTo(original);
    }

    @Test
    void waitsForNoHoldAndTakesNothingForGranted() {
        Line.Job job = cast.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",held-1,consent-1,reference-1");
        String hold = visor.post(cast.compliance, "/api/v1/holds", "{\"matter\": \"4711\"}")
                .ok()
                .json()
                .path("id")
                .asString();
        ask("held-1", "objection", null).refused(409, "legal-hold");
        ask("nobody", "objection", null).refused(400, "unknown-subject");
        ask("held-1", "because", null).refused(400, "unknown-ground");
        ask("held-1", "objection", "cut").refused(400, "unknown-group-pictures");
        UUID subject = sealed.subject(job, 2);
        visor.post(
                        new Cast(visor).compliance,
                        "/api/v1/erasures",
                        "{\"subject\": \"" + subject + "\", \"ground\": \"objection\"}")
                .refused(400, "unknown-subject");
        assertThat(living(subject)).isPositive();
        visor.post(cast.compliance, "/api/v1/holds/" + hold + "/lift", "").ok();
        JsonNode first = ask("held-1", "objection", null).ok().json();
        String again = "{\"subject\": \"" + subject + "\", \"ground\": \"unlawful\"}";
        JsonNode second =
                visor.post(cast.compliance, "/api/v1/erasures", again).ok().json();
        assertThat(second.path("id").asString()).isEqualTo(first.path("id").asString());
        assertThat(second.path("ground").asString()).isEqualTo("objection");
    }

    private Answer ask(String pseudonym, String ground, @Nullable String group) {
        return visor.post(
                cast.compliance,
                "/api/v1/erasures",
                "{\"pseudonym\": \"" + pseudonym + "\", \"ground\": \"" + ground + "\""
                        + (group == null ? "" : ", \"groupPictures\": \"" + group + "\"") + "}");
    }

    private JsonNode erased(Answer asked) {
        String id = asked.ok().json().path("id").asString();
        await().until(() -> !found(id).path("unreadable").isNull());
        return found(id);
    }

    private JsonNode found(String id) {
        for (JsonNode erasure :
                visor.get(cast.compliance, "/api/v1/erasures").ok().json()) {
            if (erasure.path("id").asString().equals(id)) {
                return erasure;
            }
        }
        throw new AssertionError("The erasure is not listed");
    }

    private Map<String, byte[]> receipt(JsonNode erasure) {
        String path = "/api/v1/erasures/" + erasure.path("id").asString() + "/receipt";
        await().until(() -> visor.get(cast.compliance, path).status() == 200);
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(
                new ByteArrayInputStream(visor.get(cast.compliance, path).ok().body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** By OpenSSL and by the verifier that anybody has, and by nothing of this process. */
    private void proves(Map<String, byte[]> receipt, Path folder, List<ObjectRef> objects) throws Exception {
        for (Map.Entry<String, byte[]> file : receipt.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(folder.resolve("records"));
            Files.write(path, file.getValue());
        }
        assertThat(signed(folder)).isTrue();
        Path said = folder.resolve("receipt.json");
        Files.writeString(said, Files.readString(said).replace("\"v\":1", "\"v\":2"));
        assertThat(signed(folder)).as("the signature of an altered receipt").isFalse();
        StringBuilder leaves = new StringBuilder();
        for (String name : receipt.keySet()) {
            if (name.startsWith("records/")) {
                TlogProof proof = TlogProof.parse(Files.readString(folder.resolve(name)));
                proof.verify(VerifierKeys.parse(Files.readString(folder.resolve("log.vkey"))));
                leaves.append(proof.leaf());
            }
        }
        for (ObjectRef object : objects) {
            assertThat(leaves).contains(object.label().value());
        }
        assertThat(leaves).contains("\"action\":\"subject.erased\"");
    }

    private static boolean signed(Path folder) throws IOException, InterruptedException {
        return new ProcessBuilder(
                                "openssl",
                                "pkeyutl",
                                "-verify",
                                "-pubin",
                                "-inkey",
                                "receipt.pub",
                                "-rawin",
                                "-in",
                                "receipt.json",
                                "-sigfile",
                                "receipt.sig")
                        .directory(folder.toFile())
                        .start()
                        .waitFor()
                == 0;
    }

    /** What was done and when, both dates, and each record as its proof has it. */
    private void says(Map<String, byte[]> receipt, JsonNode erasure) {
        JsonNode said = JsonMapper.shared().readTree(Objects.requireNonNull(receipt.get("receipt.json")));
        Map<String, String> names = Map.of(
                "erasure", "id",
                "subject", "subject",
                "number", "number",
                "ground", "ground",
                "objects", "objects",
                "picturesBlanked", "blanked",
                "picturesDestroyed", "destroyed");
        names.forEach((name, of) -> assertThat(said.path(name))
                .as(name)
                .isEqualTo(erasure.path(of))
                .isNotEqualTo(MissingNode.getInstance()));
        assertThat(said.path("tenant").asString()).isEqualTo(sealed.tenant().toString());
        assertThat(at(said, "asked")).isEqualTo(at(erasure, "asked"));
        assertThat(at(said, "unreadable")).isEqualTo(at(erasure, "unreadable")).isAfter(at(said, "asked"));
        assertThat(at(said, "unreadableInBackupsBy")).isEqualTo(at(erasure, "backupsBy"));
        if (!erasure.path("backups").isNull()) {
            assertThat(at(said, "unreadableInBackups"))
                    .isEqualTo(at(erasure, "backups"))
                    .isAfter(at(said, "unreadable"));
        }
        assertThat(said.path("log").asString())
                .isEqualTo(visor.bean(TrailReading.class).origin(sealed.tenant()));
        List<JsonNode> records = said.path("records").valueStream().toList();
        assertThat(receipt.keySet())
                .filteredOn(name -> name.startsWith("records/"))
                .hasSize(records.size());
        for (int record = 0; record < records.size(); record++) {
            TlogProof proof = TlogProof.parse(
                    new String(Objects.requireNonNull(receipt.get("records/" + (record + 1) + ".tlog-proof")), UTF_8));
            assertThat(records.get(record).path("index").asLong())
                    .isEqualTo(proof.inclusion().index());
            assertThat(records.get(record).path("leafHash").asString())
                    .isEqualTo(Hash.leaf(proof.leaf().getBytes(UTF_8)).toString());
        }
    }

    private static Instant at(JsonNode json, String name) {
        return Instant.parse(json.path(name).asString()).truncatedTo(ChronoUnit.MICROS);
    }

    private Path log() {
        return visor.bean(SequencerSettings.class)
                .log(visor.bean(TrailReading.class).origin(sealed.tenant()))
                .path();
    }

    private ObjectRef view(Line.Job job, String pseudonym) {
        return sealed.view(job, pseudonym.endsWith("1") ? 2 : 3);
    }

    private int living(UUID subject) {
        return new Database(visor.bean(DatabaseAccess.class))
                .asApp(
                        sealed.tenant().value(),
                        app -> app.sql("select count(*) from keys_subject where owner = ? and wrapped is not null")
                                .param(subject)
                                .query(Integer.class)
                                .single());
    }
}
