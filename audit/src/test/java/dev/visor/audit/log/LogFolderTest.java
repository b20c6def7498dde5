package dev.visor.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads as two sequencers would publish them that both believe for a moment that they lead. */
class LogFolderTest {

    private static final String ORIGIN = "visor/abcdefgh234567ab";
    private static final LogKeys KEYS = LogKeys.generate(ORIGIN, new SecureRandom());

    @TempDir
    Path folder;

    private LogFolder log;

    @BeforeEach
    void open() {
        log = new LogFolder(folder);
    }

    private static SignedCheckpoint head(long size) {
        return KEYS.sign(
                new Checkpoint(ORIGIN, size, Hash.leaf(Long.toString(size).getBytes(UTF_8))), Instant.now());
    }

    private long size() throws IOException {
        return log.checkpoint().orElseThrow().checkpoint().size();
    }

    @Test
    void aHeadNeverGoesBack() throws IOException {
        log.publish(head(3));
        log.publish(head(5));
        assertThatThrownBy(() -> log.publish(head(3))).isInstanceOf(IOException.class);
        assertThat(size()).isEqualTo(5);
        log.publish(head(5));
        log.publish(head(6));
        assertThat(size()).isEqualTo(6);
    }

    @Test
    void aHeadThatAnotherReplacedMeanwhileStays() throws IOException {
        LogPlace place = log.place();
        log.publish(head(3));
        byte[] read = place.read("checkpoint").orElseThrow();
        log.publish(head(5));
        assertThatThrownBy(() -> place.replace("checkpoint", read, "four".getBytes(UTF_8)))
                .isInstanceOf(IOException.class);
        assertThat(size()).isEqualTo(5);
    }
}
