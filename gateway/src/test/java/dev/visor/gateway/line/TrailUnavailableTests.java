package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.visor.audit.ObjectLabel;
import dev.visor.audit.verify.Report;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.gateway.DatabaseAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** Where the trail cannot write, nothing is shown, taken or released; where it can again, all goes on without a restart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrailUnavailableTests {

    /** Longer than a busy machine takes for a turn of the sequencer. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Installation visor = Installation.fresh(
            "trail-unavailable", Map.of("visor.trail.grace-seconds", Long.toString(GRACE.toSeconds())));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Scene scene = new Scene(visor);
    private final Person officer = scene.person("redaction-officer", "own");
    private final Person client = scene.person("client", "own");
    private final Person compliance = scene.person("compliance-officer", "own");

    @BeforeAll
    void watchesTheLog() {
        log.start();
        root().addAppender(log);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @AfterAll
    void stops() {
        root().detachAppender(log);
        visor.close();
    }

    @Test
    void nothingIsShownTakenOrReleasedWhereTheStorageRefuses() throws IOException, InterruptedException {
        Line.Job staged = scene.open();
        staged.upload("photo.jpg", Line.photograph()).ok();
        staged.staged();
        // The batch is staged as soon as the views are kept; the outcome follows.
        await().until(() -> outcomes(staged) == 1);
        Line.Job open = scene.open();
        String task = scene.next(scene.annotator);
        int records = records();
        database.owner().sql("revoke insert on trail_record from visor_trail").update();
        try {
            acts(staged, open, task).forEach((name, act) -> unavailable(name, act.get()));
            assertThat(visor.get(null, "/api/v1/projects").status())
                    .as("a refusal stands, recorded or not")
                    .isEqualTo(401);
            await().until(() -> {
                scene.job.renew(task);
                unavailable("view", scene.job.view(scene.annotator, task));
                Answer health = visor.get(null, "/actuator/health");
                plain(health);
                return health.status() == 503
                        && health.json().path("status").asString().equals("DOWN");
            });
            passes();
            assertThat(records()).as("records of acts that were not done").isEqualTo(records);
        } finally {
            database.owner().sql("grant insert on trail_record to visor_trail").update();
        }
        assertThat(visor.get(client, "/api/v1/batches/" + staged.batch())
                        .ok()
                        .json()
                        .path("batch")
                        .path("state")
                        .asString())
                .isEqualTo("staged");

        servesAgain(task);
        open.upload("photo.jpg", Line.photograph()).ok();
        staged.release(officer).ok();
        passes();
    }

    @Test
    void nothingIsShownWhereTheStorageHangs() throws IOException, InterruptedException {
        String task = scene.next(scene.annotator);
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        Thread lock = Thread.ofVirtual()
                .start(() -> database.asOwner(null, owner -> {
                    owner.sql("lock table trail_record in exclusive mode").update();
                    locked.countDown();
                    try {
                        return enough.await(Installation.PATIENCE.toMinutes(), TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                }));
        try {
            assertThat(locked.await(Installation.PATIENCE.toMinutes(), TimeUnit.MINUTES))
                    .isTrue();
            unavailable("view", scene.job.view(scene.annotator, task));
            unavailable("original", visor.get(officer, "/api/v1/assets/" + scene.picture + "/original"));
            assertThat(visor.get(null, "/actuator/health").json().path("status").asString())
                    .isIn("UP", "DOWN");
            passes();
        } finally {
            enough.countDown();
            lock.join();
        }
        assertThat(scene.job
                        .grant(scene.annotator, task)
                        .ok()
                        .json()
                        .path("again")
                        .asInt())
                .as("what could not be recorded used no grant up")
                .isZero();
        servesAgain(task);
    }

    @Test
    void nothingIsShownWhereRecordsNoLongerReachThePublishedLog() throws IOException, InterruptedException {
        String task = scene.next(scene.annotator);
        Path published = visor.home().resolve("trail");
        Path away = visor.home().resolve("trail-away");
        // A file in the folder's place: nothing can be written into it, not even by the superuser.
        Files.move(published, away);
        Files.createFile(published);
        try {
            scene.job.view(scene.annotator, task).ok();
            // Sooner than where nothing is set.
            await().atMost(GRACE.plusSeconds(30)).until(() -> {
                scene.job.renew(task);
                return scene.job.view(scene.annotator, task).status() == 503;
            });
            unavailable("view", scene.job.view(scene.annotator, task));
            unavailable("original", visor.get(officer, "/api/v1/assets/" + scene.picture + "/original"));
            Answer health = visor.get(null, "/actuator/health");
            assertThat(health.status()).isEqualTo(503);
            plain(health);
        } finally {
            Files.delete(published);
            Files.move(away, published);
        }
        servesAgain(task);
        passes();
    }

    private Map<String, Supplier<Answer>> acts(Line.Job staged, Line.Job open, String task) {
        String batch = "/api/v1/batches/" + scene.job.batch();
        Map<String, Supplier<Answer>> acts = new LinkedHashMap<>();
        acts.put("view", () -> scene.job.view(scene.annotator, task));
        acts.put(
                "points",
                () -> visor.get(
                        scene.annotator, "/api/v1/tasks/" + task + "/points", "Visor-Purpose", scene.job.purpose));
        acts.put("draft", () -> scene.draft(scene.annotator, task));
        acts.put("submission", () -> scene.job.submit(scene.annotator, task, scene.points));
        acts.put("comment", () -> scene.comment(scene.annotator, task));
        acts.put("review", () -> visor.get(officer, batch + "/review"));
        acts.put("reviewed view", () -> visor.get(officer, "/api/v1/views/" + scene.view + "/picture"));
        acts.put("original", () -> visor.get(officer, "/api/v1/assets/" + scene.picture + "/original"));
        acts.put("release", () -> staged.release(officer));
        acts.put("withdraw", () -> visor.send(officer, "POST", batch + "/withdraw", new byte[0]));
        acts.put("upload", () -> open.upload("photo.jpg", Line.photograph()));
        acts.put(
                "export",
                () -> visor.post(
                        client,
                        "/api/v1/projects/" + scene.job.project + "/exports",
                        "{\"batch\": \"" + scene.job.batch() + "\"}"));
        acts.put("archive", () -> visor.get(client, "/api/v1/exports/" + scene.export + "/archive"));
        acts.put("preview", () -> visor.get(client, "/api/v1/exports/" + scene.export + "/pictures/" + scene.picture));
        acts.put("records", () -> visor.get(compliance, "/api/v1/trail/records"));
        return acts;
    }

    private void unavailable(String name, Answer answer) {
        assertThat(answer.status()).as(name + " " + answer).isEqualTo(503);
        assertThat(answer.header("Content-Type")).as(name).startsWith("application/problem+json");
        assertThat(answer.reason()).as(name).isEqualTo("trail-unavailable");
        assertThat(answer.json().path("detail").asString())
                .as(name + ": whoever annotates gets one plain sentence")
                .matches("[A-Z][^.]*\\.")
                .contains("Visor cannot write down who sees what", "safe", "try again")
                .doesNotContainIgnoringCase("trail", "audit", "record", "log", "checkpoint", "database");
        assertThat(answer.body().length).as(name).isLessThan(1000);
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
                .as(name)
                .doesNotContain("PNG", "JFIF", "PK\u0003\u0004", "permission", "visor_trail", "trail_record");
        String id = answer.json().path("request").asString("");
        assertThat(logged())
                .as(name + ": whoever quotes the request finds it in the log, with its place")
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> !id.isEmpty() && line.contains(id) && line.contains("TrailUnavailableException at"));
    }

    private List<ILoggingEvent> logged() {
        // It appends under this lock.
        synchronized (log) {
            return List.copyOf(log.list);
        }
    }

    /** What anybody may read tells that something is wrong, and nothing out of the database. */
    private static void plain(Answer health) {
        assertThat(health.text())
                .doesNotContainIgnoringCase(
                        "ERROR:", "permission", "insert", "select", "visor_trail", "trail_record", "Exception", "psql");
        health.json()
                .path("components")
                .forEach(component -> assertThat(
                                component.path("details").path("reason").asString("None."))
                        .matches("[A-Z][^:]*(: [^:]*)?\\."));
    }

    private void servesAgain(String task) {
        await().until(() -> {
            scene.job.renew(task);
            return scene.job.view(scene.annotator, task).status() == 200;
        });
        await().until(() -> visor.get(null, "/actuator/health")
                .json()
                .path("components")
                .path("trail")
                .path("status")
                .asString()
                .equals("UP"));
    }

    private int outcomes(Line.Job job) {
        Sealed sealed = new Sealed(visor, scene.tenant("own"));
        return sealed.records("redaction.done", ObjectLabel.of("asset", UUID.fromString(sealed.picture(job))));
    }

    private int records() {
        return database.asTrail(trail -> trail.sql("select count(*) from trail_record")
                .query(Integer.class)
                .single());
    }

    /** As {@code visor-audit verify} does it, from the folder alone. */
    private void passes() throws IOException {
        List<Path> logs;
        try (Stream<Path> below = Files.walk(visor.home().resolve("trail"), 3)) {
            logs = below.filter(path -> Files.exists(path.resolve("checkpoint")))
                    .toList();
        }
        assertThat(logs).hasSizeGreaterThanOrEqualTo(2);
        for (Path log : logs) {
            Report report = new TrailVerifier(log, null, null).verify();
            assertThat(report.passed()).as(report.findings().toString()).isTrue();
        }
    }
}
