package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealedIdentitiesTests {

    private static final String NAME = "Zoë 顾";

    private final TenantId tenant = TenantId.random();
    private final KeyOwner anna = KeyOwner.random();
    private TestKeys keys;
    private Identities identities;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        keys = TestKeys.open(folder.resolve("config"), folder.resolve("objects"), Role.VIEWS);
        identities = keys.identities;
    }

    @AfterAll
    void close() {
        keys.close();
    }

    @Test
    void openWhatWasSealed() {
        byte[] sealed = identities.seal(tenant, anna, "subject.name", NAME);
        assertThat(identities.open(tenant, anna, "subject.name", sealed)).isEqualTo(NAME);
        assertThat(identities.open(tenant, anna, "empty", identities.seal(tenant, anna, "empty", "")))
                .isEmpty();
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("Zo");
        assertThat(identities.seal(tenant, anna, "subject.name", NAME)).isNotEqualTo(sealed);
    }

    @Test
    void refuseAnotherFieldOwnerOrTenant() {
        byte[] sealed = identities.seal(tenant, anna, "subject.name", NAME);
        KeyOwner bert = KeyOwner.random();
        TenantId other = TenantId.random();
        identities.seal(tenant, bert, "subject.name", "Bert");
        identities.seal(other, anna, "subject.name", "Anna");
        assertThatThrownBy(() -> identities.open(tenant, anna, "subject.email", sealed))
                .isInstanceOf(KeyAlteredException.class);
        assertThatThrownBy(() -> identities.open(tenant, bert, "subject.name", sealed))
                .isInstanceOf(KeyAlteredException.class);
        assertThatThrownBy(() -> identities.open(other, anna, "subject.name", sealed))
                .isInstanceOf(KeyAlteredException.class);
    }

    @Test
    void refuseEverySingleBitThatFlipsAndEveryTruncation() {
        byte[] sealed = identities.seal(tenant, anna, "subject.name", NAME);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            sealed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> identities.open(tenant, anna, "subject.name", sealed))
                    .isInstanceOf(KeyAlteredException.class);
            sealed[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> identities.open(tenant, anna, "subject.name", cut))
                    .isInstanceOf(KeyAlteredException.class);
        }
    }

    @Test
    void findEqualValuesAndTellNothingAcrossFieldsOrTenants() {
        byte[] index = identities.index(tenant, "subject.reference", "A-17");
        assertThat(index).hasSize(32).isEqualTo(identities.index(tenant, "subject.reference", "A-17"));
        assertThat(identities.index(tenant, "subject.reference", "A-18")).isNotEqualTo(index);
        assertThat(identities.index(tenant, "subject.name", "A-17")).isNotEqualTo(index);
        assertThat(identities.index(TenantId.random(), "subject.reference", "A-17"))
                .isNotEqualTo(index);
        assertThat(identities.index(tenant, "a", "bc")).isNotEqualTo(identities.index(tenant, "ab", "c"));
    }

    @Test
    void keepOneTagKeyForAPerson() {
        byte[] tag = identities.tagKey(tenant, anna);
        assertThat(tag).hasSize(32).isEqualTo(identities.tagKey(tenant, anna));
        assertThat(identities.tagKey(tenant, KeyOwner.random())).isNotEqualTo(tag);
        assertThat(identities.tagKey(TenantId.random(), anna)).isNotEqualTo(tag);
    }

    @Test
    void dieWithTheirOwnerWhileTheIndexLivesOn() {
        KeyOwner gone = KeyOwner.random();
        byte[] sealed = identities.seal(tenant, gone, "subject.name", NAME);
        byte[] index = identities.index(tenant, "subject.name", NAME);
        keys.subjects.destroy(tenant, List.of(gone));
        assertThatThrownBy(() -> identities.open(tenant, gone, "subject.name", sealed))
                .isInstanceOf(KeyDestroyedException.class);
        assertThatThrownBy(() -> identities.seal(tenant, gone, "subject.name", NAME))
                .isInstanceOf(KeyDestroyedException.class);
        assertThatThrownBy(() -> identities.tagKey(tenant, gone)).isInstanceOf(KeyDestroyedException.class);
        assertThat(identities.index(tenant, "subject.name", NAME)).isEqualTo(index);
    }
}
