package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.Receipt;
import dev.visor.audit.ReceiptException;
import dev.visor.audit.TestReceipts;
import dev.visor.gateway.MovableClock;
import dev.visor.gateway.keys.CustodianRefusedException;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealedVaultTests {

    private static final byte[] PICTURE = "the pixels of a face".getBytes(StandardCharsets.UTF_8);

    private Path folder;
    private final TenantId tenant = TenantId.random();
    private final KeyOwner anna = KeyOwner.random();
    private final KeyOwner bert = KeyOwner.random();
    private TestVault all;
    private Vault vault;

    @BeforeAll
    void open(@TempDir Path temporary) throws IOException {
        folder = temporary;
        all = new TestVault(folder, Role.ALL);
        vault = all.vault;
    }

    @AfterAll
    void close() throws IOException {
        all.close();
    }

    private ObjectRef sealed(KeyOwner... owners) {
        return vault.seal(tenant, ObjectKind.ORIGINAL, Set.of(owners), PICTURE);
    }

    @Nested
    class Opens {

        @Test
        void whatWasSealed() {
            assertThat(all.open(sealed(anna))).isEqualTo(PICTURE);
            assertThat(all.open(sealed(anna, bert))).isEqualTo(PICTURE);
        }

        @Test
        void everyKindInItsOwnDomain() {
            for (ObjectKind kind : ObjectKind.values()) {
                assertThat(all.open(vault.seal(tenant, kind, Set.of(anna), PICTURE)))
                        .isEqualTo(PICTURE);
            }
        }

        @Test
        void streamsAndRangesOfAnObjectOfManyChunks() throws IOException {
            byte[] clip = random(5 * Cobblestone.CHUNK + 77);
            ObjectRef object = vault.seal(
                    tenant, ObjectKind.ORIGINAL, Set.of(anna), new ByteArrayInputStream(clip), Long.MAX_VALUE);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            vault.transfer(object, TestVault.receipt(object), out::write);
            assertThat(out.toByteArray()).isEqualTo(clip);
            try (Vault.Opened range = vault.range(object, TestVault.receipt(object), 16_000, 40_000)) {
                assertThat(range.bytes()).isEqualTo(java.util.Arrays.copyOfRange(clip, 16_000, 56_000));
            }
        }

        @Test
        void inAnotherProcessThatHoldsTheSameKeyFiles() throws IOException {
            ObjectRef object = sealed(anna);
            try (TestVault other = new TestVault(folder, Role.INTAKE)) {
                assertThat(other.open(object)).isEqualTo(PICTURE);
            }
        }

        @Test
        void andWipesWhatItReleased() {
            ObjectRef object = sealed(anna);
            Vault.Opened opened = vault.open(object, TestVault.receipt(object));
            byte[] released = opened.bytes();
            opened.close();
            assertThat(released).containsOnly(0);
            assertThat(opened).hasToString("Opened");
        }
    }

    @Nested
    class AsksForAReceipt {

        @Test
        void thatCoversTheObject() {
            ObjectRef object = sealed(anna);
            Receipt other = TestVault.receipt(sealed(anna));
            assertThatThrownBy(() -> vault.open(object, other)).isInstanceOf(ReceiptException.class);
            assertThatThrownBy(() -> vault.range(object, other, 0, 1)).isInstanceOf(ReceiptException.class);
            assertThatThrownBy(() -> vault.transfer(object, other, (b, o, l) -> {}))
                    .isInstanceOf(ReceiptException.class);
            assertThatThrownBy(() -> vault.rewrap(object, Set.of(bert), other)).isInstanceOf(ReceiptException.class);
            assertThatThrownBy(() -> vault.shred(List.of(object), other)).isInstanceOf(ReceiptException.class);
            assertThat(all.open(object)).isEqualTo(PICTURE);
        }

        @Test
        void thatIsFresh() {
            ObjectRef object = sealed(anna);
            MovableClock clock = new MovableClock();
            Receipt receipt = TestReceipts.covering(clock, object.label());
            clock.now = clock.now.plus(Receipt.VALIDITY).plusMillis(1);
            assertThatThrownBy(() -> vault.open(object, receipt)).isInstanceOf(ReceiptException.class);
        }
    }

    @Nested
    class Refuses {

        @Test
        void anotherTenant() {
            ObjectRef object = sealed(anna);
            ObjectRef foreign = new ObjectRef(TenantId.random(), object.id(), object.kind(), object.generation());
            assertThatThrownBy(() -> all.open(foreign)).isInstanceOf(ObjectMissingException.class);
        }

        @Test
        void anotherKindHenceAnotherDomain() {
            ObjectRef object = sealed(anna);
            ObjectRef view = new ObjectRef(tenant, object.id(), ObjectKind.VIEW, object.generation());
            assertThatThrownBy(() -> all.open(view)).isInstanceOf(ObjectMissingException.class);
        }

        @Test
        void anExchangedObject() throws IOException {
            ObjectRef one = sealed(anna);
            ObjectRef two = sealed(anna);
            Files.delete(all.file(one));
            Files.copy(all.file(two), all.file(one));
            assertThatThrownBy(() -> all.open(one)).isInstanceOf(ObjectAlteredException.class);
        }

        @Test
        void aWrapTakenFromAnotherObject() {
            ObjectRef one = sealed(anna);
            ObjectRef two = sealed(anna);
            all.keys.transactions.runInTenant(
                    tenant,
                    () -> all.keys
                            .jdbc
                            .sql("""
                                    update vault_wrap set wrapped = (select wrapped from vault_wrap where object = ?)
                                    where object = ?
                                    """)
                            .params(two.id().value(), one.id().value())
                            .update());
            assertThatThrownBy(() -> all.open(one)).isInstanceOf(dev.visor.gateway.keys.KeyAlteredException.class);
        }

        @Test
        void aBodyThatIsGone() throws IOException {
            ObjectRef object = sealed(anna);
            Files.delete(all.file(object));
            assertThatThrownBy(() -> all.open(object)).isInstanceOf(ObjectMissingException.class);
        }

        @Test
        void originalsInAProcessThatServesViews() throws IOException {
            ObjectRef original = sealed(anna);
            ObjectRef view = vault.seal(tenant, ObjectKind.VIEW, Set.of(anna), PICTURE);
            try (TestVault views = new TestVault(folder, Role.VIEWS)) {
                assertThat(views.open(view)).isEqualTo(PICTURE);
                assertThatThrownBy(() -> views.open(original)).isInstanceOf(CustodianRefusedException.class);
                assertThatThrownBy(() -> views.vault.seal(tenant, ObjectKind.ORIGINAL, Set.of(anna), PICTURE))
                        .isInstanceOf(CustodianRefusedException.class);
            }
        }

        @Test
        void aStreamOverTheLimitAndKeepsNothingOfIt() throws IOException {
            TenantId fresh = TenantId.random();
            InputStream stream = new ByteArrayInputStream(random(100_000));
            assertThatThrownBy(() -> vault.seal(fresh, ObjectKind.ORIGINAL, Set.of(anna), stream, 99_999))
                    .isInstanceOf(ObjectTooLargeException.class);
            assertThat(all.filesOf(fresh)).isEmpty();
            vault.seal(fresh, ObjectKind.ORIGINAL, Set.of(anna), new ByteArrayInputStream(random(99_999)), 99_999);
            assertThat(all.filesOf(fresh)).hasSize(2);
        }

        @Test
        void aStreamThatBreaksAndKeepsNothingOfIt() throws IOException {
            TenantId fresh = TenantId.random();
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("the line went dead");
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    return read();
                }
            };
            assertThatThrownBy(() -> vault.seal(fresh, ObjectKind.ORIGINAL, Set.of(anna), broken, 1_000))
                    .isInstanceOf(IOException.class);
            assertThat(all.filesOf(fresh)).isEmpty();
        }
    }

    @Nested
    class Rewraps {

        @Test
        void fromAProvisionalOwnerToTheRealOnes() throws IOException {
            KeyOwner provisional = KeyOwner.random();
            ObjectRef object = sealed(provisional);
            vault.rewrap(object, Set.of(anna, bert), TestVault.receipt(object));
            vault.destroy(tenant, List.of(provisional));
            assertThat(all.open(object)).isEqualTo(PICTURE);
            assertThat(all.sidecar(object, 1)).doesNotExist();
            assertThat(all.sidecar(object, 2)).exists();
        }

        @Test
        void andLeavesTheOldWrapUseless() {
            ObjectRef object = sealed(anna);
            byte[] old = all.wrapped(object);
            vault.rewrap(object, Set.of(bert), TestVault.receipt(object));
            all.keys.transactions.runInTenant(
                    tenant,
                    () -> all.keys
                            .jdbc
                            .sql("update vault_wrap set wrapped = ?, owners = ? where object = ?")
                            .params(
                                    old,
                                    new java.util.UUID[] {anna.value()},
                                    object.id().value())
                            .update());
            assertThatThrownBy(() -> all.open(object)).isInstanceOf(dev.visor.gateway.keys.KeyAlteredException.class);
        }

        @Test
        void notAtAllIfTheCallerRollsBack() {
            KeyOwner other = KeyOwner.random();
            ObjectRef object = sealed(anna);
            assertThatThrownBy(() -> all.keys.transactions.runInTenant(tenant, () -> {
                        vault.rewrap(object, Set.of(other), TestVault.receipt(object));
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessage("changed my mind");
            assertThat(all.sidecar(object, 1)).exists();
            assertThat(all.sidecar(object, 2)).doesNotExist();
            vault.destroy(tenant, List.of(other));
            assertThat(all.open(object)).isEqualTo(PICTURE);
        }

        @Test
        void andASidecarThatACrashLeftBehindFollowsAtTheNextStart() throws IOException {
            ObjectRef object = sealed(KeyOwner.random());
            byte[] first = Files.readAllBytes(all.sidecar(object, 1));
            vault.rewrap(object, Set.of(KeyOwner.random()), TestVault.receipt(object));
            byte[] second = Files.readAllBytes(all.sidecar(object, 2));
            Files.delete(all.sidecar(object, 2));
            Files.write(all.sidecar(object, 1), first);
            all.keys.transactions.runInTenant(
                    tenant,
                    () -> all.keys
                            .jdbc
                            .sql("update vault_wrap set mirrored = false where object = ?")
                            .param(object.id().value())
                            .update());
            all.vault.settle(tenant);
            assertThat(all.sidecar(object, 1)).doesNotExist();
            assertThat(all.sidecar(object, 2)).hasBinaryContent(second);
        }
    }

    @Nested
    class Destroys {

        @Test
        void everythingOfOneOwnerEvenWhereHeIsOneOfSeveral() {
            KeyOwner gone = KeyOwner.random();
            ObjectRef alone = sealed(gone);
            ObjectRef group = sealed(anna, gone);
            ObjectRef others = sealed(anna);
            ObjectRef view = vault.seal(tenant, ObjectKind.VIEW, Set.of(gone), PICTURE);
            vault.destroy(tenant, List.of(gone));
            for (ObjectRef object : List.of(alone, group, view)) {
                assertThatThrownBy(() -> all.open(object)).isInstanceOf(KeyDestroyedException.class);
            }
            assertThat(all.open(others)).isEqualTo(PICTURE);
        }

        @Test
        void alsoInAnotherProcessThatHasTheKeyInItsCache() throws IOException {
            KeyOwner gone = KeyOwner.random();
            ObjectRef object = sealed(gone);
            try (TestVault other = new TestVault(folder, Role.INTAKE)) {
                assertThat(other.open(object)).isEqualTo(PICTURE);
                vault.destroy(tenant, List.of(gone));
                assertThatThrownBy(() -> other.open(object)).isInstanceOf(KeyDestroyedException.class);
            }
        }

        @Test
        void forGoodInEveryDomainEvenWhereTheOwnerHadNoKey() {
            KeyOwner gone = KeyOwner.random();
            sealed(gone);
            vault.destroy(tenant, List.of(gone));
            for (ObjectKind kind : ObjectKind.values()) {
                assertThatThrownBy(() -> vault.seal(tenant, kind, Set.of(gone), PICTURE))
                        .isInstanceOf(KeyDestroyedException.class);
            }
        }

        @Test
        void singleObjectsWithoutTheirOwnersOthers() throws IOException {
            ObjectRef withdrawn = sealed(anna, bert);
            ObjectRef kept = sealed(anna, bert);
            vault.shred(List.of(withdrawn), TestVault.receipt(withdrawn));
            assertThatThrownBy(() -> all.open(withdrawn)).isInstanceOf(KeyDestroyedException.class);
            assertThatThrownBy(() -> vault.rewrap(withdrawn, Set.of(anna), TestVault.receipt(withdrawn)))
                    .isInstanceOf(KeyDestroyedException.class);
            assertThat(all.sidecar(withdrawn, 1)).doesNotExist();
            assertThat(all.open(kept)).isEqualTo(PICTURE);
        }
    }

    @Test
    void aCallersRollbackTakesTheObjectAlong() throws IOException {
        TenantId fresh = TenantId.random();
        assertThatThrownBy(() -> all.keys.transactions.runInTenant(fresh, () -> {
                    vault.seal(fresh, ObjectKind.ORIGINAL, Set.of(anna), PICTURE);
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(all.filesOf(fresh)).isEmpty();
    }

    /** What a crash between the bytes and their row leaves: a body that no wrap belongs to. */
    @Test
    void hasNoWrapBesideItsBodyBeforeItsRowIsCommitted() {
        ObjectRef object = all.keys.transactions.inTenant(tenant, () -> {
            ObjectRef sealed = sealed(anna);
            assertThat(all.file(sealed)).exists();
            assertThat(all.sidecar(sealed, 1)).doesNotExist();
            return sealed;
        });
        assertThat(all.sidecar(object, 1)).isNotEmptyFile();
        assertThat(all.sidecar(sealed(anna), 1)).isNotEmptyFile();
    }

    @Test
    void restsWithoutAByteOfPlaintextOrOfAnOwnersName() throws IOException {
        ObjectRef object = sealed(anna);
        String body = new String(Files.readAllBytes(all.file(object)), StandardCharsets.ISO_8859_1);
        assertThat(body).startsWith("VSR1").doesNotContain("pixels").doesNotContain("face");
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
