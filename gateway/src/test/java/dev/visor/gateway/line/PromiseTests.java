package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.note.RecordPromise;
import dev.visor.audit.verify.Promises;
import dev.visor.audit.verify.Report;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is shown something holds the log's word for the record of it. */
class PromiseTests {

    private final Installation visor = Installation.shared();

    @Test
    void ofADeliveryIsKeptByThePublishedLog() throws IOException {
        Scene scene = new Scene(visor);
        Answer shown =
                scene.job.view(scene.annotator, scene.next(scene.annotator)).ok();
        RecordPromise promise = RecordPromise.parse(shown.header("Visor-Promise"));
        LogFolder log = visor.bean(SequencerSettings.class).log(promise.origin());
        promise.verify(log.keys());

        Promises promises = new Promises(log, log.keys());
        Report kept = await().until(
                        () -> promises.check(List.of(promise)),
                        report -> report.findings().isEmpty());
        assertThat(kept.checked()).containsValue("1 of 1 promised records stand in the log");
    }

    @Test
    void areHandedByThePageToTheOneAddressThatIsNamed() {
        String address = Installation.PROMISE_WITNESS + "/add-promises";
        for (Answer session : List.of(
                visor.get(null, "/api/v1/session").ok(),
                visor.get(Person.ANNA, "/api/v1/session").ok())) {
            assertThat(session.json().path("promiseWitness").asString()).isEqualTo(address);
            assertThat(session.header("Content-Security-Policy"))
                    .contains("; connect-src 'self' " + address + "; form-action 'self';")
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';");
        }
    }
}
