package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;

/**
 * A withdrawal leaves nothing that opens, whatever else happens at the same time. Opened past the gateway, for a tenant of
 * its own: all that it seals is counted.
 */
class WithdrawalTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Cast cast = new Cast(visor);
    private final Sealed sealed = new Sealed(visor, cast.handle);
    private final Instant begin = Instant.now();

    @Test
    void reachesEveryViewOfAPictureOfManyFaces() throws IOException {
        Mosaic mosaic = Mosaic.of(5, 5);
        Line.Job job = cast.project();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            String box = i < 25 ? mosaic.boxes().get(i) : i + ",1,5,5";
            rows.add("many.jpg,\"" + box + "\",many-" + i + ",consent,reference-1");
        }

        var verdicts = job.manifest(rows.toArray(String[]::new)).path("rows");

        assertThat(verdicts.get(49).path("accepted").asBoolean()).isTrue();
        assertThat(verdicts.get(50).path("reason").asString()).isEqualTo("too-many-claims");
        job.upload("many.jpg", mosaic.jpeg()).ok();
        assertThat(job.staged().path("faces").asInt()).isEqualTo(25);
        visor.get(cast.officer, "/api/v1/assets/" + sealed.picture(job) + "/original")
                .ok();
        job.release(cast.officer).ok();
        List<ObjectRef> objects = sealed.since(begin, ObjectKind.ORIGINAL, ObjectKind.VIEW, ObjectKind.SUGGESTION);
        assertThat(objects).hasSize(51).allMatch(sealed::opens);

        withdraw(job).ok();

        assertThat(objects).noneMatch(sealed::opens);
        for (ObjectRef object : objects) {
            assertThat(sealed.records("object.destroy-keys", object.label())).isEqualTo(1);
        }
    }

    @Test
    void reachesWhatWasSaidAboutTheFace() {
        Line.Job job = released("said-1");
        String task = job.next(cast.annotator).path("id").asString();
        ArrayNode points = job.points(cast.annotator, task);
        visor.post(
                        cast.annotator,
                        "/api/v1/tasks/" + task + "/comments",
                        "{\"point\": 30, \"text\": \"The tip is in the shade\"}",
                        "Visor-Purpose",
                        job.purpose)
                .ok();
        job.submit(cast.annotator, task, points).ok();
        // Masks rest in the export's own object and nowhere else.
        job.export(", \"masks\": true").ok();
        List<ObjectRef> objects = sealed.since(begin, Sealed.OF_PICTURES);
        assertThat(objects)
                .extracting(ObjectRef::kind)
                .containsExactlyInAnyOrder(
                        ObjectKind.ORIGINAL,
                        ObjectKind.VIEW,
                        ObjectKind.SUGGESTION,
                        ObjectKind.ANNOTATION,
                        ObjectKind.ANNOTATION,
                        ObjectKind.EXPORT);
        assertThat(objects).allMatch(sealed::opens);

        withdraw(job).ok();

        assertThat(objects).noneMatch(sealed::opens);
    }

    @Test
    void reachesPointsThatWereOnTheirWay() {
        Line.Job job = released("late-1");
        String task = job.next(cast.annotator).path("id").asString();
        withdraw(job).ok();

        ObjectRef late = visor.bean(Vault.class)
                .seal(sealed.tenant(), ObjectKind.ANNOTATION, Set.of(new KeyOwner(sealed.subject(job, 2))), new byte[] {
                    1
                });
        sealed.update(
                "insert into annotation (id, tenant, task, version, kind, author, object, record, created)"
                        + " values (?, ?, ?, 1, 'draft', ?, ?, ?, now())",
                UUID.randomUUID(),
                sealed.tenant().value(),
                UUID.fromString(task),
                UUID.randomUUID(),
                late.id().value(),
                UUID.randomUUID());
        assertThat(sealed.opens(late)).isTrue();
        sealed.update(
                "update scheduled_tasks set execution_time = now() where task_name = 'finish-withdrawal'"
                        + " and task_instance = ?",
                job.batch());

        await().until(() -> !sealed.opens(late));
    }

    /** The original's key goes after the worker's views were sealed and before the original is wrapped anew. */
    @Test
    void reachesViewsThatAreBeingSealed() throws InterruptedException {
        Line.Job job = cast.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",between-1,consent-1,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        UUID original = sealed.original(sealed.picture(job)).id().value();
        CountDownLatch locked = new CountDownLatch(1);
        CompletableFuture<Answer> withdrawn = database.asApp(sealed.tenant().value(), app -> {
            app.sql("select 1 from vault_wrap where object = ? for update")
                    .param(original)
                    .query(Integer.class)
                    .single();
            visor.send(cast.client, "POST", "/api/v1/batches/" + job.batch() + "/close", new byte[0])
                    .ok();
            await().until(() -> !sealed.since(begin, ObjectKind.SUGGESTION).isEmpty());
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> {
                locked.countDown();
                return withdraw(job);
            });
            job.await("withdrawn");
            app.sql("update vault_wrap set wrapped = null, shredded_at = now(), mirrored = false where object = ?")
                    .param(original)
                    .update();
            return answer;
        });
        assertThat(locked.await(Installation.PATIENCE.toMinutes(), TimeUnit.MINUTES))
                .isTrue();
        withdrawn.join().ok();

        await().until(() -> sealed.since(begin, Sealed.OF_PICTURES).stream().noneMatch(sealed::opens));
        assertThat(sealed.since(begin, ObjectKind.VIEW)).isNotEmpty();
        assertThat(job.await("withdrawn").path("faces").asInt()).isZero();
    }

    /** The same file twice at the same time: the one that comes second is refused after it was sealed. */
    @Test
    void leavesNoOriginalOfAnUploadThatWasRefusedAtItsEnd() throws InterruptedException {
        Line.Job job = cast.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",twice-1,consent-1,reference-1");
        byte[] photograph = Line.photograph();
        CountDownLatch rest = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> slow = upload(job, photograph, rest);
        // Its record is the sign that its body is being read.
        await().until(() -> sealed.records("batch.upload", ObjectLabel.of("batch", UUID.fromString(job.batch()))) == 1);
        job.upload("photo.jpg", photograph).ok();
        rest.countDown();

        HttpResponse<String> refused = slow.join();

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("already-uploaded");
        List<ObjectRef> originals = sealed.since(begin, ObjectKind.ORIGINAL);
        ObjectRef kept = sealed.original(sealed.picture(job));
        assertThat(originals).hasSize(2).contains(kept);
        assertThat(sealed.opens(kept)).isTrue();
        assertThat(originals.stream().filter(sealed::opens)).containsExactly(kept);
    }

    private CompletableFuture<HttpResponse<String>> upload(Line.Job job, byte[] picture, CountDownLatch rest) {
        InputStream first = new java.io.ByteArrayInputStream(picture, 0, picture.length - 1000);
        InputStream last =
                new java.io.ByteArrayInputStream(Arrays.copyOfRange(picture, picture.length - 1000, picture.length)) {
                    @Override
                    public synchronized int read(byte[] into, int offset, int length) {
                        try {
                            if (!rest.await(Installation.PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
                                throw new IllegalStateException("The other upload never ended");
                            }
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return super.read(into, offset, length);
                    }
                };
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(visor.address() + "/api/v1/batches/" + job.batch() + "/files"))
                .header("Authorization", "Bearer " + visor.issuer().token(cast.client))
                .header("Content-Type", "application/octet-stream")
                .header("Visor-File-Name", "photo.jpg")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new SequenceInputStream(first, last)))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private Line.Job released(String subject) {
        Line.Job job = cast.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\"," + subject + ",consent-1,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        job.release(cast.officer).ok();
        return job;
    }

    private Answer withdraw(Line.Job job) {
        return visor.send(cast.officer, "POST", "/api/v1/batches/" + job.batch() + "/withdraw", new byte[0]);
    }
}
