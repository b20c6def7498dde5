package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.ObjectLabel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Whoever sends slowly keeps nobody else from sending, and not himself for ever. */
class UploadTests {

    private final Installation visor = Installation.shared();
    private final Line line = new Line(visor);
    private final Sealed sealed = new Sealed(visor, "acme");

    @Test
    void ofOneTenantLeaveRoomForOthersAndEndByThemselves() {
        // Ready before the slow ones begin: all that has to be done before they end is the upload itself.
        Line.Job other = line.project(Person.GINA);
        other.manifest("photo.jpg,\"" + Line.FACES[0] + "\",quick-1,consent,reference");
        List<CompletableFuture<String>> slow = new ArrayList<>();
        List<Line.Job> jobs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Line.Job job = line.project();
            job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",slow-" + i + ",consent,reference");
            jobs.add(job);
            slow.add(CompletableFuture.supplyAsync(
                    () -> dribble(job), command -> Thread.ofVirtual().start(command)));
        }
        await().until(() -> jobs.stream().filter(this::recorded).count() == 2);

        other.upload("photo.jpg", Line.photograph()).ok();

        assertThat(slow).noneMatch(CompletableFuture::isDone);
        List<String> answers = slow.stream().map(CompletableFuture::join).toList();
        assertThat(answers)
                .allMatch(answer -> answer.contains("\"upload-too-slow\"") || answer.contains("\"uploads-busy\""));
        assertThat(answers.stream().filter(answer -> answer.startsWith("HTTP/1.1 408")))
                .hasSizeGreaterThanOrEqualTo(2);
        // Whoever found no place in time has no record of an upload either.
        assertThat(jobs.stream().filter(this::recorded).count())
                .isEqualTo(answers.stream()
                        .filter(answer -> answer.startsWith("HTTP/1.1 408"))
                        .count());
        jobs.getFirst().upload("photo.jpg", Line.photograph()).ok();
    }

    private boolean recorded(Line.Job job) {
        return sealed.records("batch.upload", ObjectLabel.of("batch", UUID.fromString(job.batch()))) > 0;
    }

    /** Sends a byte now and then until it is answered; returns the answer. */
    private String dribble(Line.Job job) {
        URI address = URI.create(visor.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            String head = "POST /api/v1/batches/" + job.batch() + "/files HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: Bearer " + visor.issuer().token(Person.CLARA) + "\r\n"
                    + "Content-Type: application/octet-stream\r\nVisor-File-Name: photo.jpg\r\n"
                    + "Content-Length: 1000000\r\nConnection: close\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            try {
                while (socket.getInputStream().available() == 0) {
                    out.write(0);
                    out.flush();
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                }
            } catch (SocketException e) {
                // The answer is there already.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
