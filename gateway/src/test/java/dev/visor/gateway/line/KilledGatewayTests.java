package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * {@code kill -9} of the gateway: what a client was told is taken survives it (G10), after the answer and in the middle, and
 * whatever an annotator was shown has its record (G4).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledGatewayTests {

    private static final int FILES = 5;

    private final Installation visor = Installation.apart(Installation.cleared("killed-gateway"), List.of());

    @AfterAll
    void stops() {
        visor.close();
    }

    @Test
    void everyAcknowledgedPictureIsThereAndOpensAfterKills() throws Exception {
        Cast cast = new Cast(visor);
        Line.Job job = cast.project();
        List<Upload> files = files();
        job.manifest(files.stream()
                .map(file -> file.name + ",\"" + Line.FACES[0] + "\",subject-" + file.name + ",consent," + file.name)
                .toArray(String[]::new));
        Set<String> acknowledged = new TreeSet<>();

        // Killed right after the answer.
        for (Upload file : files.subList(0, 2)) {
            job.upload(file.name, file.content).ok();
            acknowledged.add(file.name);
        }
        visor.process().kill();
        visor.startApart(List.of());

        // Killed in the middle of several: some may have been taken, and what was answered was.
        List<CompletableFuture<Optional<String>>> running = files.subList(2, FILES).stream()
                .map(file -> CompletableFuture.supplyAsync(() -> took(job, file)))
                .toList();
        CompletableFuture.anyOf(running.toArray(CompletableFuture[]::new))
                .get(Installation.PATIENCE.toMinutes(), TimeUnit.MINUTES);
        visor.process().kill();
        for (CompletableFuture<Optional<String>> one : running) {
            one.get(Installation.PATIENCE.toMinutes(), TimeUnit.MINUTES).ifPresent(acknowledged::add);
        }
        assertThat(acknowledged).hasSizeGreaterThan(2);
        visor.startApart(List.of());

        for (Upload file : files) {
            Answer again = job.upload(file.name, file.content);
            if (acknowledged.contains(file.name) || again.status() == 409) {
                again.refused(409, "already-uploaded");
            } else {
                again.ok();
            }
        }
        assertThat(job.staged().path("faces").asInt()).isEqualTo(FILES);
        Map<String, String> pictures = new HashMap<>();
        job.review(cast.officer)
                .forEach(picture -> pictures.put(
                        picture.path("reference").asString(), picture.path("id").asString()));
        assertThat(pictures).hasSize(FILES);
        for (Upload file : files) {
            String address = "/api/v1/assets/" + pictures.get(file.name) + "/original";
            byte[] opened = visor.get(cast.officer, address).ok().body();
            assertThat(Arrays.equals(opened, file.content)).as(file.name).isTrue();
        }
        assertThat(visor.get(null, "/actuator/health").status()).isEqualTo(200);
    }

    @Test
    void noViewWasShownWithoutItsRecord() throws Exception {
        Cast cast = new Cast(visor);
        Line.Job job = cast.project();
        job.manifest("seen.jpg,\"" + Line.FACES[0] + "\",subject-seen,consent,seen");
        job.upload("seen.jpg", Line.photograph()).ok();
        job.staged();
        job.release(cast.officer).ok();
        String task = job.next(cast.annotator).path("id").asString();
        Set<String> receipts = ConcurrentHashMap.newKeySet();
        CountDownLatch running = new CountDownLatch(12);

        CompletableFuture<Void> annotator = CompletableFuture.runAsync(() -> {
            for (Optional<String> seen = saw(job, cast, task); seen.isPresent(); seen = saw(job, cast, task)) {
                receipts.add(seen.get());
                running.countDown();
            }
        });
        assertThat(running.await(Installation.PATIENCE.toMinutes(), TimeUnit.MINUTES))
                .isTrue();
        visor.process().kill();
        annotator.get(Installation.PATIENCE.toMinutes(), TimeUnit.MINUTES);
        visor.startApart(List.of());

        assertThat(receipts).hasSizeGreaterThan(11);
        for (String record : receipts) {
            Awaitility.await()
                    .atMost(Installation.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(visor.get(cast.compliance, "/api/v1/trail/records/" + record + "/proof")
                                            .status())
                                    .as("the record of a view that arrived")
                                    .isEqualTo(200));
        }
    }

    /** The receipt of a view that arrived to its last byte; empty once the gateway is gone. A lease has four views. */
    private Optional<String> saw(Line.Job job, Cast cast, String task) {
        try {
            Answer view = job.view(cast.annotator, task);
            if (view.status() == 409) {
                visor.post(cast.annotator, "/api/v1/tasks/" + task + "/release", "", "Visor-Purpose", job.purpose)
                        .ok();
                job.next(cast.annotator);
                view = job.view(cast.annotator, task);
            }
            view.ok();
            assertThat(view.body()).isNotEmpty();
            return Optional.of(view.header("Visor-Receipt"));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> took(Line.Job job, Upload file) {
        try {
            return job.upload(file.name, file.content).status() < 300 ? Optional.of(file.name) : Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.empty(); // killed before it answered
        }
    }

    /** Files of the same picture that differ in a comment, so that none can stand for another. */
    private static List<Upload> files() {
        List<Upload> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            byte[] content = Metadata.withSegment(Line.photograph(), 0xfe, new byte[] {(byte) i});
            files.add(new Upload("file-" + i + ".jpg", content));
        }
        return files;
    }

    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    private record Upload(String name, byte[] content) {}
}
