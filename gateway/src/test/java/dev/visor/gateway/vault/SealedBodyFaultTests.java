package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.keys.DataKey;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stored object that fails, or ends, while it is read. */
class SealedBodyFaultTests {

    private static final int CHUNK = Cobblestone.CHUNK;

    private final DataKey key = DataKey.random();
    private final byte[] header = new byte[Header.LENGTH];
    private final byte[] plain = new byte[9 * CHUNK + 7];
    private Failing stored;

    @BeforeEach
    void seal() throws IOException {
        new Random(1).nextBytes(plain);
        try (Cobblestone message = Cobblestone.begin(key, header)) {
            stored = new Failing(InMemory.seal(plain, message, header));
        }
    }

    @Test
    void isClosedWhereItIsRefused() {
        stored.bytes[3] ^= 1;
        assertThatThrownBy(() -> SealedBody.open(stored, key, header)).isInstanceOf(ObjectAlteredException.class);
        assertThat(stored.closed).isTrue();
    }

    @Test
    void isAlteredWhereItEndsBeforeItsEnd() throws IOException {
        try (SealedBody body = SealedBody.open(stored, key, header)) {
            stored.failure = new EOFException();
            assertThatThrownBy(body::whole).isInstanceOf(ObjectAlteredException.class);
        }
    }

    /** What a read that failed left in the buffer is not taken for the chunks that were there before. */
    @Test
    void isReadAgainAfterAReadThatFailed() throws IOException {
        try (SealedBody body = SealedBody.open(stored, key, header)) {
            assertThat(body.range(0, 4 * CHUNK)).isEqualTo(Arrays.copyOf(plain, 4 * CHUNK));
            stored.failure = new IOException("once");
            assertThatThrownBy(() -> body.range(5L * CHUNK, 4 * CHUNK)).isInstanceOf(IOException.class);
            assertThat(body.range(0, 4 * CHUNK)).isEqualTo(Arrays.copyOf(plain, 4 * CHUNK));
        }
    }

    /** Fails once, after it has written into the reader's buffer. */
    private static final class Failing implements ObjectStore.Stored {

        private final byte[] bytes;
        private @Nullable IOException failure;
        private boolean closed;

        Failing(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, byte[] into, int length) throws IOException {
            IOException due = failure;
            if (due != null) {
                failure = null;
                Arrays.fill(into, 0, length, (byte) 1);
                throw due;
            }
            System.arraycopy(bytes, (int) position, into, 0, length);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
