package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A worker that is killed in the middle of a picture costs time and nothing else. */
class KilledWorkerTests {

    private static final int TRIES = 20;

    /** Hundredths of a second of a processor: more than a worker needs to end, less than a picture takes. */
    private static final int WORK = 15;

    private final Installation visor = Installation.shared();
    private final Cast cast = new Cast(visor);
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final UUID tenant = database.tenant(cast.handle);
    private final TrailReading trail = visor.bean(TrailReading.class);

    @Test
    void thePictureIsWorkedOnAgainAndNothingIsLostOrDoubled() throws IOException, InterruptedException {
        Caught caught = catchOne();
        Line.Job job = caught.job();
        UUID picture = pictures(job).getFirst();
        assertThat(actions(picture)).containsExactly("redaction.process", "batch.upload");
        assertThat(state(job)).isEqualTo("checking");

        assertThat(WorkerOnHost.signal("KILL", caught.worker())).isTrue();

        JsonNode standing = job.await("staged");
        assertThat(standing.path("faces").asInt()).isEqualTo(3);
        assertThat(standing.path("waiting").asInt()).isZero();
        assertThat(standing.path("refused").asInt()).isZero();
        standing.path("rows")
                .forEach(row -> assertThat(row.path("reason").isNull()).isTrue());
        assertThat(WorkerOnHost.running()).doesNotContain(caught.worker());
        outcome(picture);
        assertThat(rows("view where asset = '" + picture + "'")).isEqualTo(3);
        assertThat(rows("face where asset = '" + picture + "' and kind = 'target'"))
                .isEqualTo(3);
        assertThat(visor.get(null, "/actuator/health")
                        .ok()
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("UP");
        job.review(cast.officer).get(0).path("views").forEach(view -> {
            String address = "/api/v1/views/" + view.path("id").asString() + "/picture";
            assertThat(visor.get(cast.officer, address).ok().body()).isNotEmpty();
        });
    }

    /** A job, and the worker that has its only picture and is stopped. */
    private record Caught(Line.Job job, long worker) {}

    private Caught catchOne() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Line.Job job = cast.project();
            job.manifest(row("photo.jpg", 0), row("photo.jpg", 1), row("photo.jpg", 2));
            job.upload("photo.jpg", Line.photograph()).ok();
            UUID picture = pictures(job).getFirst();
            WorkerOnHost before = idle();
            close(job);
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> !before.haveWorked(WORK).isEmpty()
                            || actions(picture).contains("redaction.done"));
            for (long worker : before.haveWorked(WORK)) {
                if (stays(worker)
                        && state(job).equals("checking")
                        && !actions(picture).contains("redaction.done")) {
                    return new Caught(job, worker);
                }
                WorkerOnHost.signal("CONT", worker);
            }
        }
        throw new AssertionError("No worker could be caught at work");
    }

    /**
     * Stops a worker and says whether it is still there a moment later: one that has to make room for another's works a
     * little, too, while it ends.
     */
    private static boolean stays(long worker) throws IOException, InterruptedException {
        boolean stopped = WorkerOnHost.signal("STOP", worker);
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        return stopped && WorkerOnHost.running().contains(worker);
    }

    /** The workers while none of them works or starts, so that whichever works next has the next picture. */
    private static WorkerOnHost idle() {
        for (Instant end = Instant.now().plus(Installation.PATIENCE);
                Instant.now().isBefore(end); ) {
            WorkerOnHost workers = new WorkerOnHost();
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            if (workers.areIdle()) {
                return new WorkerOnHost();
            }
        }
        throw new AssertionError("The workers do not come to rest");
    }

    private void close(Line.Job job) {
        visor.send(cast.client, "POST", "/api/v1/batches/" + job.batch() + "/close", new byte[0])
                .ok();
    }

    private String state(Line.Job job) {
        return visor.get(cast.client, "/api/v1/batches/" + job.batch())
                .ok()
                .json()
                .path("batch")
                .path("state")
                .asString();
    }

    /** The intent has one outcome, which tells of it. */
    private void outcome(UUID picture) {
        // The batch is staged as soon as the views are kept; the outcome follows.
        await().until(() -> !records(picture, "redaction.done").isEmpty());
        List<TrailRecord> intents = records(picture, "redaction.process");
        List<TrailRecord> outcomes = records(picture, "redaction.done");
        assertThat(intents).hasSize(1);
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.getFirst().intent()).isEqualTo(intents.getFirst().id());
        assertThat(outcomes.getFirst().facts()).containsEntry("views", "3");
        assertThat(records(picture, "redaction.failed")).isEmpty();
    }

    private List<TrailRecord> records(UUID picture, String action) {
        ObjectLabel label = ObjectLabel.of("asset", picture);
        return trail.newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(found ->
                        found.objects().contains(label) && found.action().equals(action))
                .toList();
    }

    private List<String> actions(UUID picture) {
        ObjectLabel label = ObjectLabel.of("asset", picture);
        return trail.newest(new TenantId(tenant), Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(found -> found.objects().contains(label))
                .map(TrailRecord::action)
                .toList();
    }

    private List<UUID> pictures(Line.Job job) {
        return database.asOwner(
                tenant,
                owner -> owner.sql("select id from asset where batch = ?")
                        .param(UUID.fromString(job.batch()))
                        .query(UUID.class)
                        .list());
    }

    private int rows(String what) {
        return Objects.requireNonNull(database.asOwner(
                tenant,
                owner -> owner.sql("select count(*) from " + what)
                        .query(Integer.class)
                        .single()));
    }

    private String row(String file, int face) {
        return file + ",\"" + Line.FACES[face] + "\",killed-" + file + face + ",consent," + file;
    }
}
