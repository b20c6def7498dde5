package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.ObjectLabel;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What happens to a batch is recorded about everybody on it, and nothing that did not happen. */
class BatchRecordTests {

    private final Installation visor = Installation.shared();
    private final Line line = new Line(visor);
    private final Sealed sealed = new Sealed(visor, "acme");

    @Test
    void tellNothingOfAReleaseThatWasRefused() {
        Line.Job job = line.project();
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\",early-1,consent,reference-1");
        job.upload("photo.jpg", Line.photograph()).ok();

        job.release(Person.ROSA).refused(409, "batch-not-staged");

        assertThat(sealed.records("batch.release", label(job))).isZero();
        job.staged();
        close(job).refused(409, "batch-closed");
        assertThat(sealed.records("batch.close", label(job))).isEqualTo(1);
        job.release(Person.ROSA).ok();
        assertThat(sealed.records("batch.release", label(job))).isEqualTo(1);
        job.release(Person.ROSA).refused(403, "forbidden");
        assertThat(sealed.records("batch.release", label(job))).isEqualTo(1);
        withdraw(job).ok();
        withdraw(job).refused(403, "forbidden");
        assertThat(sealed.records("batch.withdraw", label(job))).isEqualTo(1);
    }

    @Test
    void answerWhoDidWhatWithTheFaceUpToItsEnd() {
        Line.Job job = line.project().released("whole-life-1");
        job.review(Person.ROSA);
        withdraw(job).ok();

        await().untilAsserted(() -> assertThat(actions("whole-life-1"))
                .contains(
                        "batch.manifest",
                        "batch.upload",
                        "redaction.process",
                        "object.rewrap",
                        "redaction.done",
                        "batch.release",
                        "batch.review",
                        "batch.withdraw",
                        "object.destroy-keys"));
    }

    @Test
    void tellEachRowThatCameToNothingAndWhy() {
        Line.Job job = line.project();
        job.manifest(
                "photo.jpg,\"" + Line.FACES[0] + "\",row-good,consent,reference-1",
                "photo.jpg,\"10,10,60,60\",row-unmatched,consent,reference-1",
                "absent.jpg,whole,row-absent,consent,reference-2",
                "photo.jpg,\"1,2,3\",row-box,consent,reference-1",
                "photo.jpg,\"1,2,-3,4\",row-box,consent,reference-1",
                "photo.jpg,whole");
        assertThat(sealed.records("batch.row-refused", label(job))).isEqualTo(2);
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();

        assertThat(sealed.records("batch.row-refused", label(job))).isEqualTo(4);
        assertThat(actions("row-unmatched")).contains("batch.row-refused");
        assertThat(actions("row-absent")).contains("batch.row-refused");
        assertThat(actions("row-good")).doesNotContain("batch.row-refused");
    }

    private List<String> actions(String pseudonym) {
        return visor.post(
                        Person.OTTO, "/api/v1/trail/questions", "{\"pseudonym\": \"" + pseudonym + "\", \"after\": 0}")
                .ok()
                .json()
                .findValuesAsString("action");
    }

    private Answer close(Line.Job job) {
        return visor.send(Person.CLARA, "POST", "/api/v1/batches/" + job.batch() + "/close", new byte[0]);
    }

    private Answer withdraw(Line.Job job) {
        return visor.send(Person.ROSA, "POST", "/api/v1/batches/" + job.batch() + "/withdraw", new byte[0]);
    }

    private static ObjectLabel label(Line.Job job) {
        return ObjectLabel.of("batch", UUID.fromString(job.batch()));
    }
}
