package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.keys.DataKey;
import dev.visor.gateway.keys.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedBodyTests {

    private static final int START = Header.LENGTH + Cobblestone.PREFIX;

    private static final ObjectRef OBJECT = new ObjectRef(
            new TenantId(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")),
            new ObjectId(UUID.fromString("ffeeddcc-bbaa-9988-7766-554433221100")),
            ObjectKind.VIEW,
            3);

    private final DataKey key = DataKey.taking("YELLOW SUBMARINEYELLOW SUBMARINE".getBytes(StandardCharsets.US_ASCII));
    private final byte[] header = Header.of(OBJECT);

    private byte[] seal(byte[] plaintext) throws IOException {
        try (Cobblestone message = Cobblestone.begin(key, header)) {
            return InMemory.seal(plaintext, message, header);
        }
    }

    private byte[] whole(byte[] sealed) throws IOException {
        try (SealedBody body = SealedBody.open(InMemory.stored(sealed), key, header)) {
            return body.whole();
        }
    }

    private void assertRefused(byte[] sealed) {
        assertThatThrownBy(() -> whole(sealed)).isInstanceOf(ObjectAlteredException.class);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 1, 15, 16, 17, 16_383, 16_384, 16_385, 32_767, 32_768, 32_769, 65_535, 65_536, 65_537, 81_920,
                200_001
            })
    void comesBackAtEverySizeAroundAChunksBorder(int size) throws IOException {
        byte[] plain = random(size);
        byte[] sealed = seal(plain);
        assertThat(sealed).hasSize(START + size + (size / Cobblestone.CHUNK + 1) * Cobblestone.TAG);
        try (SealedBody body = SealedBody.open(InMemory.stored(sealed), key, header)) {
            assertThat(body.length()).isEqualTo(size);
            assertThat(body.whole()).isEqualTo(plain);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            body.transfer(out::write);
            assertThat(out.toByteArray()).isEqualTo(plain);
            try (InputStream stream = body.stream()) {
                assertThat(stream.read()).isEqualTo(size == 0 ? -1 : plain[0] & 0xff);
                assertThat(stream.readAllBytes()).isEqualTo(Arrays.copyOfRange(plain, Math.min(1, size), size));
                assertThat(stream.read()).isEqualTo(-1);
            }
            for (int offset : new int[] {0, Math.min(1, size), size / 2, Math.max(0, size - 1), size}) {
                for (int length : new int[] {0, 1, 16_384, 16_385, size - offset}) {
                    if (length <= size - offset) {
                        assertThat(body.range(offset, length))
                                .isEqualTo(Arrays.copyOfRange(plain, offset, offset + length));
                    } else {
                        assertThatThrownBy(() -> body.range(offset, length))
                                .isInstanceOf(IllegalArgumentException.class);
                    }
                }
            }
        }
    }

    /** Beyond 2^38 two chunks could share a nonce. */
    @Test
    void countsNoChunkBeyondTheFormat() {
        byte[] room = new byte[Cobblestone.TAG];
        try (Cobblestone message = Cobblestone.begin(key, header)) {
            message.seal(Cobblestone.MOST_CHUNKS - 1, room, 0, 0);
            for (long index : new long[] {-1, Cobblestone.MOST_CHUNKS}) {
                assertThatThrownBy(() -> message.seal(index, room, 0, 0)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> message.open(index, room, 0, room.length, room, 0))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void sealsTheSamePlaintextNeverTwiceAlike() throws IOException {
        assertThat(seal(random(100))).isNotEqualTo(seal(random(100)));
    }

    @Test
    void opensTheGoldenObjectOfFormatOne() throws IOException {
        byte[] golden;
        try (InputStream in = SealedBodyTests.class.getResourceAsStream("object-v1.bin")) {
            golden = in.readAllBytes();
        }
        byte[] salt = "twenty-four bytes, salted".substring(0, 24).getBytes(StandardCharsets.US_ASCII);
        byte[] plain = "Visor, sealed object, format 1\n".repeat(600).getBytes(StandardCharsets.US_ASCII);
        assertThat(whole(golden)).isEqualTo(plain);
        try (Cobblestone message = Cobblestone.withSalt(key, header, salt)) {
            assertThat(InMemory.seal(plain, message, header)).isEqualTo(golden);
        }
    }

    @Nested
    class Refuses {

        @Test
        void everySingleBitThatFlips() throws IOException {
            byte[] sealed = seal(random(61));
            for (int bit = 0; bit < 8 * sealed.length; bit++) {
                sealed[bit / 8] ^= (byte) (1 << (bit % 8));
                assertRefused(sealed);
                sealed[bit / 8] ^= (byte) (1 << (bit % 8));
            }
            assertThat(whole(sealed)).hasSize(61);
        }

        @Test
        void everyTruncationAndEveryExtension() throws IOException {
            byte[] sealed = seal(random(Cobblestone.CHUNK + 40));
            for (int length = 0; length < sealed.length; length += length < START + 40 ? 1 : 97) {
                assertRefused(Arrays.copyOf(sealed, length));
            }
            for (int cut = 1; cut < 60; cut++) {
                assertRefused(Arrays.copyOf(sealed, sealed.length - cut));
                assertRefused(Arrays.copyOf(sealed, sealed.length + cut));
            }
            assertRefused(Arrays.copyOf(sealed, START + Cobblestone.SEALED_CHUNK));
        }

        @Test
        void everyTruncationOfASmallObject() throws IOException {
            byte[] sealed = seal(random(300));
            for (int length = 0; length < sealed.length; length++) {
                assertRefused(Arrays.copyOf(sealed, length));
            }
        }

        @Test
        void chunksSwappedRepeatedOrLeftOut() throws IOException {
            byte[] sealed = seal(random(3 * Cobblestone.CHUNK + 5));
            for (int from = 0; from < 3; from++) {
                for (int to = 0; to < 3; to++) {
                    if (from != to) {
                        byte[] repeated = sealed.clone();
                        System.arraycopy(sealed, chunk(from), repeated, chunk(to), Cobblestone.SEALED_CHUNK);
                        assertRefused(repeated);
                        System.arraycopy(sealed, chunk(to), repeated, chunk(from), Cobblestone.SEALED_CHUNK);
                        assertRefused(repeated);
                    }
                }
                byte[] without = Arrays.copyOf(sealed, sealed.length - Cobblestone.SEALED_CHUNK);
                System.arraycopy(sealed, chunk(from + 1), without, chunk(from), sealed.length - chunk(from + 1));
                assertRefused(without);
            }
        }

        @Test
        void theSameBytesUnderEveryOtherHeader() throws IOException {
            byte[] sealed = seal(random(50));
            ObjectRef[] others = {
                new ObjectRef(TenantId.random(), OBJECT.id(), OBJECT.kind(), 3),
                new ObjectRef(OBJECT.tenant(), new ObjectId(UUID.randomUUID()), OBJECT.kind(), 3),
                new ObjectRef(OBJECT.tenant(), OBJECT.id(), ObjectKind.RENDITION, 3),
                new ObjectRef(OBJECT.tenant(), OBJECT.id(), ObjectKind.ORIGINAL, 3),
                new ObjectRef(OBJECT.tenant(), OBJECT.id(), OBJECT.kind(), 2),
                new ObjectRef(OBJECT.tenant(), OBJECT.id(), OBJECT.kind(), 4),
            };
            for (ObjectRef other : others) {
                byte[] expected = Header.of(other);
                assertThatThrownBy(() -> SealedBody.open(InMemory.stored(sealed), key, expected))
                        .isInstanceOf(ObjectAlteredException.class);
                // Not even where the stored header is forged along: it is the context of the keys.
                byte[] forged = sealed.clone();
                System.arraycopy(expected, 0, forged, 0, expected.length);
                assertThatThrownBy(() -> SealedBody.open(InMemory.stored(forged), key, expected))
                        .isInstanceOf(ObjectAlteredException.class);
            }
        }

        @Test
        void anOlderGenerationPutInTheNewOnesPlace() throws IOException {
            byte[] second = Header.of(new ObjectRef(OBJECT.tenant(), OBJECT.id(), OBJECT.kind(), 2));
            byte[] old;
            try (Cobblestone message = Cobblestone.begin(key, second)) {
                old = InMemory.seal(random(50), message, second);
            }
            assertRefused(old);
        }

        @Test
        void anObjectTooLargeToBeOpenedWhole() throws IOException {
            byte[] sealed = seal(new byte[Vault.WHOLE_LIMIT + 1]);
            try (SealedBody body = SealedBody.open(InMemory.stored(sealed), key, header)) {
                assertThatThrownBy(body::whole).isInstanceOf(ObjectTooLargeException.class);
            }
        }
    }

    @Test
    void releasesNoByteOfAChunkThatIsNotVerified() throws IOException {
        byte[] sealed = seal(random(3 * Cobblestone.CHUNK));
        sealed[chunk(1) + 9] ^= 1;
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        try (SealedBody body = SealedBody.open(InMemory.stored(sealed), key, header)) {
            assertThatThrownBy(() -> body.transfer(released::write)).isInstanceOf(ObjectAlteredException.class);
            assertThat(released.size()).isEqualTo(Cobblestone.CHUNK);
            assertThat(body.range(0, 100)).hasSize(100);
            assertThatThrownBy(() -> body.range(16_000, 1_000)).isInstanceOf(ObjectAlteredException.class);
        }
    }

    @Test
    void verifiesTheEndBeforeARangeIsReleased() throws IOException {
        byte[] sealed = seal(random(2 * Cobblestone.CHUNK + 10));
        sealed[sealed.length - 1] ^= 1;
        try (SealedBody body = SealedBody.open(InMemory.stored(sealed), key, header)) {
            assertThatThrownBy(() -> body.range(0, 100)).isInstanceOf(ObjectAlteredException.class);
        }
    }

    @Test
    void sealsALongStreamInTheMemoryOfAFewChunks() throws IOException {
        long length = 300L * 1024 * 1024;
        long[] written = new long[1];
        ObjectStore.Upload nowhere = new ObjectStore.Upload() {
            @Override
            public void write(byte[] bytes, int offset, int count) {
                assertThat(count).isLessThanOrEqualTo(4 * Cobblestone.SEALED_CHUNK);
                written[0] += count;
            }

            @Override
            public void commit() {}

            @Override
            public void close() {}
        };
        try (Cobblestone message = Cobblestone.begin(key, header)) {
            SealedBody.seal(new Zeros(length), length, message, header, nowhere);
        }
        assertThat(written[0]).isGreaterThan(length);
    }

    private static int chunk(int index) {
        return START + index * Cobblestone.SEALED_CHUNK;
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** A stream of a length that no test would hold in memory. */
    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            left -= count;
            Arrays.fill(into, offset, offset + count, (byte) 0);
            return count;
        }
    }
}
