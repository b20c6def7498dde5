package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.keys.DataKey;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.EpochKey;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TestKeys;
import dev.visor.gateway.keys.Turn;
import dev.visor.gateway.keys.Warrant;
import dev.visor.gateway.trail.S3Address;
import dev.visor.gateway.trail.TestStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With objects in a bucket the wrapped subject keys are mirrored in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredKeysTests {

    private static final Domain DOMAIN = Domain.LANDMARKS;
    private static final Warrant WARRANT = Warrant.system("test");

    private final TenantId tenant = TenantId.random();
    private TestStore bucket;
    private S3Store store;
    private TestKeys keys;

    @BeforeAll
    void start(@TempDir Path config) throws IOException {
        bucket = new TestStore();
        store = new S3Store(address("objects-" + UUID.randomUUID()));
        keys = TestKeys.mirroredIn(new StoredKeys(store), config, Role.values());
    }

    @AfterAll
    void stop() {
        keys.close();
        store.close();
        bucket.close();
    }

    private S3Address address(String prefix) {
        String place = "s3://" + TestStore.BUCKET + "/" + prefix;
        return S3Address.of("test", place, bucket.address().toString(), "us-east-1");
    }

    private KeyOwner person(TenantId whose) {
        KeyOwner owner = KeyOwner.random();
        keys.subjects.toWrap(whose, DOMAIN, Set.of(owner), WARRANT).close();
        return owner;
    }

    private Set<KeyOwner> mirrored(TenantId whose, int epoch) {
        return keys.mirrored(DOMAIN, new EpochKey(whose, epoch));
    }

    @Test
    void holdsTheLivingThroughErasureFoldAndTurn() {
        KeyOwner[] people = new KeyOwner[70];
        for (int i = 0; i < people.length; i++) {
            people[i] = person(tenant);
        }
        assertThat(mirrored(tenant, 1)).containsExactlyInAnyOrder(people);
        assertThat(keys.subjects.tenants()).contains(tenant);

        keys.subjects.destroy(tenant, Set.of(people[0]));

        assertThat(mirrored(tenant, 1)).hasSize(69).doesNotContain(people[0]);
        keys.subjects.fold(tenant);
        assertThat(mirrored(tenant, 1)).hasSize(69).doesNotContain(people[0]);
        assertThat(pieces(tenant)).isEqualTo(1);

        Turn turn = keys.epochs.ask(tenant, DOMAIN, "asked", Instant.now()).orElseThrow();
        keys.epochs.destroy(keys.epochs.rewrap(keys.epochs.begin(turn), WARRANT));

        assertThat(mirrored(tenant, 1)).isEmpty();
        assertThat(mirrored(tenant, 2)).hasSize(69).doesNotContain(people[0]);
        assertThatThrownBy(() -> keys.subjects.toUnwrap(tenant, DOMAIN, Set.of(people[0]), WARRANT))
                .isInstanceOf(KeyDestroyedException.class);
        try (DataKey key = keys.subjects.toUnwrap(tenant, DOMAIN, Set.of(people[1]), WARRANT)) {
            assertThat(key.getEncoded()).hasSize(32);
        }
    }

    /** A key that no store mirrors is not made: the person's first object would open without it, and after a loss nothing would. */
    @Test
    void makesNoKeyWhileTheBucketIsAway(@TempDir Path config) throws IOException {
        TenantId other = TenantId.random();
        S3Address nowhere =
                S3Address.of("test", "s3://" + TestStore.BUCKET + "/away", "http://127.0.0.1:1", "us-east-1");
        try (S3Store away = new S3Store(
                        nowhere.client(Duration.ofMillis(300), Duration.ofSeconds(2))
                                .build(),
                        nowhere.bucket(),
                        nowhere.prefix());
                TestKeys cut = TestKeys.mirroredIn(new StoredKeys(away), config, Role.values())) {
            KeyOwner owner = KeyOwner.random();
            assertThatThrownBy(() -> cut.subjects.toWrap(other, DOMAIN, Set.of(owner), WARRANT))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(cut.subjects.known(other, DOMAIN, Set.of(owner))).isEmpty();
        }
    }

    private int pieces(TenantId whose) {
        return new StoredKeys(store).list(whose + "/keys/").size();
    }
}
