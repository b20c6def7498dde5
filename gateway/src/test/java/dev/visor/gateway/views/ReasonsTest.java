package dev.visor.gateway.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.worker.Redacted;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonsTest {

    /** All for which a worker leaves a row open, and all for which the gateway gives a picture up. */
    static Stream<String> reasons() {
        return Stream.concat(
                Redacted.REASONS.stream(),
                Stream.of(
                        "file-missing",
                        "nothing-claimed",
                        "undecodable",
                        "wrong-picture",
                        "key-destroyed",
                        "deadline-exceeded",
                        "worker-killed-twice",
                        "worker-failed",
                        "tried-too-often"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void haveASentenceForPeople(String reason) {
        assertThat(Reasons.sentence(reason)).endsWith(".").doesNotContain(reason);
    }
}
