package dev.visor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.Receipt;
import dev.visor.audit.TestTrail;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.RecordPromise;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that was promised and dropped is found by whoever kept the promise, though nothing else tells. */
class PromisesTest {

    @TempDir
    Path home;

    private static Report check(TestTrail t, RecordPromise... promises) throws IOException {
        return new Promises(t.published(), t.keys.keys(t.log).verifiers()).check(List.of(promises));
    }

    @Test
    void areKeptByALogThatHasTheirRecords() throws IOException {
        try (TestTrail t = new TestTrail(home)) {
            Receipt first = t.show(TestTrail.view());
            t.sequencer.step();
            LogKeys keys = t.keys.keys(t.log);
            Report kept = check(t, keys.promise(first.leaf(), first.at()));
            assertThat(kept.findings()).isEmpty();
            assertThat(kept.checked()).containsValue("1 of 1 promised records stand in the log");
        }
    }

    @Test
    void areBrokenByALogThatDroppedThem() throws IOException {
        try (TestTrail t = new TestTrail(home)) {
            t.show(TestTrail.view());
            t.sequencer.step();
            LogKeys keys = t.keys.keys(t.log);
            Hash dropped = Hash.leaf(new byte[] {1});
            Instant longAgo = Instant.now().minus(Promises.DELAY).minusSeconds(5);

            // To the log itself nothing is missing.
            assertThat(new TrailVerifier(t.published().path(), null, null)
                            .verify()
                            .passed())
                    .isTrue();
            assertThat(PublishedLog.faults(check(t, keys.promise(dropped, longAgo))))
                    .singleElement()
                    .asString()
                    .contains("was promised, and the log lacks it");

            // One given just now may still be on its way.
            Report waits = check(t, keys.promise(dropped, Instant.now()));
            assertThat(waits.passed()).isTrue();
            assertThat(waits.findings())
                    .singleElement()
                    .extracting(Finding::sentence)
                    .asString()
                    .contains("not in the log yet");
        }
    }

    @Test
    void ofSomebodyElseAccuseNobody() throws IOException {
        try (TestTrail t = new TestTrail(home)) {
            Receipt first = t.show(TestTrail.view());
            t.sequencer.step();
            LogKeys others = LogKeys.generate(t.log, new SecureRandom());
            assertThat(PublishedLog.faults(check(t, others.promise(first.leaf(), first.at()))))
                    .singleElement()
                    .asString()
                    .contains("was not promised by this log");
        }
    }
}
