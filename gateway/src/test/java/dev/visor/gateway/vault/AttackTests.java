package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.Receipt;
import dev.visor.audit.ReceiptException;
import dev.visor.gateway.keys.DataKey;
import dev.visor.gateway.keys.KeyAlteredException;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyMissingException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who writes to the store or to the tables: whichever way an object is opened, nothing comes out but what was
 * sealed, and each attack has the exception that says what the caller can do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTests {

    private static final int START = Header.LENGTH + Cobblestone.PREFIX;
    private static final int CHUNK = Cobblestone.CHUNK;
    private static final int SEALED = Cobblestone.SEALED_CHUNK;

    /** Against the bytes alone: opened whole, as a stream and by ranges. */
    @Nested
    class OnTheBytes {

        private final ObjectRef object =
                new ObjectRef(TenantId.random(), new ObjectId(UUID.randomUUID()), ObjectKind.ORIGINAL, 1);
        private final byte[] header = Header.of(object);
        private final DataKey key = DataKey.random();

        private byte[] seal(byte[] plaintext) throws IOException {
            try (Cobblestone message = Cobblestone.begin(key, header)) {
                return InMemory.seal(plaintext, message, header);
            }
        }

        /** Opened whole nothing is released; as a stream a true beginning at most; as a range what was sealed, or nothing. */
        private void refuses(byte[] plain, byte[] attacked) throws IOException {
            assertThatThrownBy(() -> {
                        try (SealedBody body = SealedBody.open(InMemory.stored(attacked), key, header)) {
                            body.whole();
                        }
                    })
                    .isInstanceOf(ObjectAlteredException.class);
            ByteArrayOutputStream released = new ByteArrayOutputStream();
            assertThatThrownBy(() -> {
                        try (SealedBody body = SealedBody.open(InMemory.stored(attacked), key, header)) {
                            body.transfer(released::write);
                        }
                    })
                    .isInstanceOf(ObjectAlteredException.class);
            byte[] beginning = released.toByteArray();
            assertThat(beginning).isEqualTo(Arrays.copyOf(plain, beginning.length));
            for (int offset = 0; offset < plain.length; offset += CHUNK / 2) {
                int length = Math.min(CHUNK / 2, plain.length - offset);
                byte[] range = range(attacked, offset, length);
                assertThat(range.length == 0
                                || Arrays.equals(range, Arrays.copyOfRange(plain, offset, offset + length)))
                        .isTrue();
            }
        }

        /** Empty where it is refused. */
        private byte[] range(byte[] attacked, int offset, int length) throws IOException {
            try (SealedBody body = SealedBody.open(InMemory.stored(attacked), key, header)) {
                return body.range(offset, length);
            } catch (ObjectAlteredException | IllegalArgumentException e) {
                return new byte[0];
            }
        }

        @Test
        void aBitFlippedAnywhereInHeaderSaltAndCommitmentAndAtTheBordersOfEachChunk() throws IOException {
            byte[] plain = random(3 * CHUNK + 100);
            byte[] sealed = seal(plain);
            List<Integer> places = new ArrayList<>();
            for (int place = 0; place < START; place++) {
                places.add(place);
            }
            for (int chunk = 0; chunk <= 3; chunk++) {
                int first = START + chunk * SEALED;
                int last = Math.min(first + SEALED, sealed.length) - 1;
                places.addAll(List.of(first, first + 1, last - Cobblestone.TAG, last - Cobblestone.TAG + 1, last));
            }
            for (int place : places) {
                byte[] attacked = sealed.clone();
                attacked[place] ^= (byte) (1 << (place % 8));
                refuses(plain, attacked);
            }
        }

        @Test
        void cutAtEveryLengthAroundEveryBorder() throws IOException {
            byte[] plain = random(3 * CHUNK + 100);
            byte[] sealed = seal(plain);
            for (int chunk = 0; chunk <= 3; chunk++) {
                for (int around = -18; around <= 18; around++) {
                    int length = START + chunk * SEALED + around;
                    if (length < sealed.length) {
                        refuses(plain, Arrays.copyOf(sealed, length));
                    }
                }
            }
        }

        @Test
        void everyChunkPutInEveryOthersPlaceTheLastOneToo() throws IOException {
            byte[] plain = random(4 * CHUNK + 100);
            byte[] sealed = seal(plain);
            for (int from = 0; from <= 4; from++) {
                for (int to = 0; to <= 4; to++) {
                    if (from != to) {
                        refuses(plain, rebuilt(sealed, 5, put(from, to)));
                        refuses(plain, rebuilt(sealed, 5, swapped(from, to)));
                    }
                }
            }
        }

        @Test
        void everyChunkRepeatedInsertedOrLeftOut() throws IOException {
            byte[] plain = random(4 * CHUNK + 100);
            byte[] sealed = seal(plain);
            for (int one = 0; one <= 4; one++) {
                List<Integer> without = new ArrayList<>(List.of(0, 1, 2, 3, 4));
                without.remove(Integer.valueOf(one));
                refuses(plain, rebuilt(sealed, 5, without));
                for (int at = 0; at <= 4; at++) {
                    List<Integer> with = new ArrayList<>(List.of(0, 1, 2, 3, 4));
                    with.add(at, one);
                    refuses(plain, rebuilt(sealed, 5, with));
                }
            }
        }

        /** The same key twice does not happen, but the salt would tell them apart if it did. */
        @Test
        void aChunkOfAnotherObjectUnderTheSameKey() throws IOException {
            byte[] plain = random(2 * CHUNK + 100);
            byte[] sealed = seal(plain);
            byte[] other = seal(plain);
            for (int chunk = 0; chunk < 2; chunk++) {
                byte[] attacked = sealed.clone();
                System.arraycopy(other, START + chunk * SEALED, attacked, START + chunk * SEALED, SEALED);
                refuses(plain, attacked);
            }
            byte[] salted = sealed.clone();
            System.arraycopy(other, Header.LENGTH, salted, Header.LENGTH, Cobblestone.PREFIX);
            refuses(plain, salted);
        }

        private static List<Integer> put(int from, int to) {
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4));
            order.set(to, from);
            return order;
        }

        private static List<Integer> swapped(int one, int two) {
            List<Integer> order = put(one, two);
            order.set(one, two);
            return order;
        }

        private static byte[] rebuilt(byte[] sealed, int chunks, List<Integer> order) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(sealed, 0, START);
            for (int chunk : order) {
                int first = START + chunk * SEALED;
                out.write(sealed, first, chunk == chunks - 1 ? sealed.length - first : SEALED);
            }
            return out.toByteArray();
        }
    }

    /** Against a vault: files and rows. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnTheStore {

        private final TenantId tenant = TenantId.random();
        private TestVault vault;

        @BeforeAll
        void open(@TempDir Path folder) throws IOException {
            vault = new TestVault(folder, Role.ALL);
        }

        @AfterAll
        void close() throws IOException {
            vault.close();
        }

        private ObjectRef sealed(int length) {
            return vault.vault.seal(tenant, ObjectKind.ORIGINAL, Set.of(KeyOwner.random()), random(length));
        }

        private void refuses(ObjectRef object, Class<? extends RuntimeException> reason) {
            Receipt receipt = TestVault.receipt(object);
            assertThatThrownBy(() -> vault.vault.open(object, receipt)).isInstanceOf(reason);
            assertThatThrownBy(() -> vault.vault.range(object, receipt, 0, 1)).isInstanceOf(reason);
            assertThatThrownBy(() -> vault.vault.transfer(object, receipt, (bytes, offset, length) -> {}))
                    .isInstanceOf(reason);
        }

        private void set(ObjectRef object, String assignment, Object... values) {
            List<Object> parameters = new ArrayList<>(List.of(values));
            parameters.add(object.id().value());
            vault.keys.transactions.runInTenant(
                    tenant,
                    () -> vault.keys
                            .jdbc
                            .sql("update vault_wrap set " + assignment + " where object = ?")
                            .params(parameters)
                            .update());
        }

        @Test
        void aBodyThatWasCutExchangedOrRemoved() throws IOException {
            ObjectRef object = sealed(2 * CHUNK);
            byte[] body = Files.readAllBytes(vault.file(object));
            for (int length : new int[] {0, 1, Header.LENGTH, START - 1, START, body.length - 1}) {
                Files.write(vault.file(object), Arrays.copyOf(body, length));
                refuses(object, ObjectAlteredException.class);
            }
            Files.write(vault.file(object), Files.readAllBytes(vault.file(sealed(2 * CHUNK))));
            refuses(object, ObjectAlteredException.class);
            Files.delete(vault.file(object));
            refuses(object, ObjectMissingException.class);
            Files.write(vault.file(object), body);
            assertThat(vault.open(object)).isEqualTo(random(2 * CHUNK));
        }

        /** The second generation's file and row as they are, with the first's bytes; and the first's bytes renamed. */
        @Test
        void anOlderGenerationPutBack() throws IOException {
            ObjectRef first = sealed(100);
            ObjectRef second = new ObjectRef(tenant, first.id(), first.kind(), 2);
            vault.keys.transactions.runInTenant(tenant, () -> {
                vault.keys
                        .jdbc
                        .sql("insert into vault_object (tenant, id, generation, kind, sealed_size)"
                                + " select tenant, id, 2, kind, sealed_size from vault_object where id = ?")
                        .param(first.id().value())
                        .update();
                vault.keys
                        .jdbc
                        .sql("insert into vault_wrap (tenant, object, generation, number, owners, wrapped, mirrored)"
                                + " select tenant, object, 2, number, owners, wrapped, true from vault_wrap"
                                + " where object = ?")
                        .param(first.id().value())
                        .update();
            });
            Files.copy(vault.file(first), vault.file(second));
            // Its wrap says whose generation it is, before its body does.
            refuses(second, KeyAlteredException.class);
            assertThat(vault.open(first)).isEqualTo(random(100));
        }

        @Test
        void aWrapThatWasAlteredRenumberedReassignedOrRemoved() {
            ObjectRef altered = sealed(10);
            byte[] wrapped = vault.wrapped(altered);
            wrapped[wrapped.length - 1] ^= 1;
            set(altered, "wrapped = ?", (Object) wrapped);
            refuses(altered, KeyAlteredException.class);

            ObjectRef renumbered = sealed(10);
            set(renumbered, "number = number + 1");
            refuses(renumbered, KeyAlteredException.class);

            ObjectRef reassigned = sealed(10);
            KeyOwner other = KeyOwner.random();
            vault.vault.seal(tenant, ObjectKind.ORIGINAL, Set.of(other), new byte[1]);
            set(reassigned, "owners = ?", (Object) new UUID[] {other.value()});
            refuses(reassigned, KeyAlteredException.class);

            ObjectRef strange = sealed(10);
            set(strange, "owners = ?", (Object) new UUID[] {UUID.randomUUID()});
            refuses(strange, KeyMissingException.class);

            ObjectRef shredded = sealed(10);
            vault.vault.shred(List.of(shredded), TestVault.receipt(shredded));
            refuses(shredded, KeyDestroyedException.class);
        }

        @Test
        void aReceiptOfAnotherGeneration() {
            ObjectRef object = sealed(10);
            ObjectRef other = new ObjectRef(tenant, new ObjectId(UUID.randomUUID()), object.kind(), 1);
            assertThatThrownBy(() -> vault.vault.open(object, TestVault.receipt(other)))
                    .isInstanceOf(ReceiptException.class);
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
