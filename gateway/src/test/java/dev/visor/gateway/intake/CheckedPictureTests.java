package dev.visor.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckedPictureTests {

    private static final Path PHOTOGRAPH =
            Path.of("..", "redaction", "node_modules", "@vladmandic", "face-api", "demo", "sample1.jpg");

    private final Ticking clock = new Ticking();
    private final UploadPace pace = new UploadPace(clock, Duration.ofSeconds(10), 64 * 1024, Duration.ofMinutes(5));

    @Test
    void passesAPictureThroughAsItIs() throws IOException {
        byte[] photograph = Files.readAllBytes(PHOTOGRAPH);
        clock.tick = Duration.ofMillis(1);
        try (CheckedPicture picture = new CheckedPicture(new ByteArrayInputStream(photograph), pace)) {
            assertThat(picture.readAllBytes()).isEqualTo(photograph);
            assertThat(picture.header().stored().width()).isEqualTo(1920);
        }
    }

    @Test
    void endsASenderWhoSendsAByteNowAndThen() {
        clock.tick = Duration.ofSeconds(1);
        Endless dribble = new Endless(1);
        assertThatThrownBy(() -> read(dribble)).isInstanceOf(CheckedPicture.TooSlow.class);
        assertThat(dribble.sent).isBetween(10L, 12L);
    }

    @Test
    void endsASenderWhoIsJustFastEnoughForEver() {
        clock.tick = Duration.ofSeconds(1);
        Endless steady = new Endless(64 * 1024);
        assertThatThrownBy(() -> read(steady)).isInstanceOf(CheckedPicture.TooSlow.class);
        assertThat(steady.sent / 64 / 1024).isBetween(299L, 302L);
    }

    private void read(InputStream from) throws IOException {
        try (CheckedPicture picture = new CheckedPicture(from, pace)) {
            byte[] some = new byte[64 * 1024];
            while (picture.read(some, 0, some.length) >= 0) {
                // on
            }
        }
    }

    @Nested
    class Buffer {

        @Test
        void wipesEachArrayThatItOutgrows() {
            WipedBuffer buffer = new WipedBuffer();
            byte[] face = new byte[10_000];
            java.util.Arrays.fill(face, (byte) 7);
            buffer.write(face, 0, face.length);
            byte[] first = buffer.whole();
            assertThat(first).isEqualTo(face);

            buffer.write(face, 0, face.length);
            byte[] second = buffer.whole();

            assertThat(first).containsOnly(0);
            assertThat(second).hasSize(20_000).containsOnly(7);
            assertThat(buffer.length()).isEqualTo(20_000);
            buffer.wipe();
            assertThat(second).containsOnly(0);
            assertThat(buffer.length()).isZero();
        }
    }

    /** Sends so many bytes at each read, for ever. */
    private static final class Endless extends InputStream {

        private final int atOnce;
        private long sent;

        Endless(int atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public int read() {
            sent++;
            return 0;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = Math.min(atOnce, length);
            sent += count;
            return count;
        }
    }

    /** Goes on by a tick whenever it is asked. */
    private static final class Ticking extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");
        private Duration tick = Duration.ZERO;

        @Override
        public Instant instant() {
            now = now.plus(tick);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
