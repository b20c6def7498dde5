package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubjectKeysTests {

    private static final Warrant WARRANT = Warrant.system("test");
    private static final Domain DOMAIN = Domain.LANDMARKS;

    private final TenantId tenant = TenantId.random();
    private final KeyOwner anna = KeyOwner.random();
    private final KeyOwner bert = KeyOwner.random();
    private Path objects;
    private TestKeys keys;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        objects = folder.resolve("objects");
        keys = TestKeys.open(folder.resolve("config"), objects, Role.ALL);
    }

    @AfterAll
    void close() {
        keys.close();
    }

    private byte[] wrappingKey(TenantId of, Domain domain, KeyOwner... owners) {
        try (DataKey key = keys.subjects.toWrap(of, domain, Set.of(owners), WARRANT)) {
            return key.getEncoded();
        }
    }

    @Test
    void areTheSameForTheSameOwnersInAnyOrderAndForNoOthers() {
        byte[] both = wrappingKey(tenant, DOMAIN, anna, bert);
        assertThat(wrappingKey(tenant, DOMAIN, bert, anna)).isEqualTo(both);
        assertThat(wrappingKey(tenant, DOMAIN, anna)).isNotEqualTo(both);
        assertThat(wrappingKey(tenant, DOMAIN, bert)).isNotEqualTo(both);
        assertThat(wrappingKey(tenant, Domain.VIEWS, anna, bert)).isNotEqualTo(both);
        assertThat(wrappingKey(TenantId.random(), DOMAIN, anna, bert)).isNotEqualTo(both);
    }

    @Test
    void areNotMadeByOpening() {
        KeyOwner stranger = KeyOwner.random();
        assertThatThrownBy(() -> keys.subjects.toUnwrap(tenant, DOMAIN, Set.of(stranger), WARRANT))
                .isInstanceOf(KeyMissingException.class);
        assertThatThrownBy(() -> keys.subjects.toWrap(tenant, DOMAIN, Set.of(), WARRANT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void surviveTheRollbackOfWhoeverNeededThemFirst() {
        KeyOwner person = KeyOwner.random();
        byte[][] seen = new byte[1][];
        assertThatThrownBy(() -> keys.transactions.runInTenant(tenant, () -> {
                    seen[0] = wrappingKey(tenant, DOMAIN, person);
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(wrappingKey(tenant, DOMAIN, person)).isEqualTo(seen[0]);
    }

    @Test
    void doNotOpenInAnotherOwnersRow() {
        wrappingKey(tenant, DOMAIN, anna);
        KeyOwner thief = KeyOwner.random();
        wrappingKey(tenant, DOMAIN, thief);
        update("update keys_subject set wrapped = (select wrapped from keys_subject where owner = '" + anna
                + "' and domain = 'landmarks') where owner = '" + thief + "'");
        assertThatThrownBy(() -> wrappingKey(tenant, DOMAIN, thief)).isInstanceOf(KeyAlteredException.class);
    }

    @Nested
    class OnceDestroyed {

        @Test
        void stayDestroyedEvenForSomeoneWhoWritesTheRow() {
            KeyOwner gone = KeyOwner.random();
            wrappingKey(tenant, DOMAIN, gone);
            keys.subjects.destroy(tenant, List.of(gone));
            assertThatThrownBy(() -> update(
                            "update keys_subject set wrapped = 'x', destroyed_at = null where owner = '" + gone + "'"))
                    .rootCause()
                    .hasMessageContaining("stays destroyed");
            assertThatThrownBy(() -> update("delete from keys_subject where owner = '" + gone + "'"))
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> wrappingKey(tenant, DOMAIN, gone)).isInstanceOf(KeyDestroyedException.class);
        }

        @Test
        void leaveNoWrappedByteInTheRowAndAnEmptyPlaceInTheMirror() {
            KeyOwner gone = KeyOwner.random();
            wrappingKey(tenant, DOMAIN, gone, anna);
            EpochKey epoch = new EpochKey(tenant, 1);
            assertThat(keys.mirror.read(DOMAIN, epoch)).containsKeys(gone, anna);
            keys.subjects.destroy(tenant, List.of(gone));
            assertThat(keys.mirror.read(DOMAIN, epoch)).containsKey(anna).doesNotContainKey(gone);
            Long left = keys.transactions.inTenant(
                    tenant,
                    () -> keys.jdbc
                            .sql("select count(*) from keys_subject where owner = ? and wrapped is not null")
                            .param(gone.value())
                            .query(Long.class)
                            .single());
            assertThat(left).isZero();
        }

        @Test
        void areNotIfTheCallerRollsBack() {
            KeyOwner person = KeyOwner.random();
            byte[] before = wrappingKey(tenant, DOMAIN, person);
            assertThatThrownBy(() -> keys.transactions.runInTenant(tenant, () -> {
                        keys.subjects.destroy(tenant, List.of(person));
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessage("changed my mind");
            assertThat(wrappingKey(tenant, DOMAIN, person)).isEqualTo(before);
            assertThat(keys.mirror.read(DOMAIN, new EpochKey(tenant, 1))).containsKey(person);
        }

        @Test
        void leaveTheMirrorAtTheNextStartIfACrashCameBetween() {
            KeyOwner gone = KeyOwner.random();
            wrappingKey(tenant, DOMAIN, gone);
            update("update keys_subject set wrapped = null, destroyed_at = now(), mirrored = false where owner = '"
                    + gone + "'");
            EpochKey epoch = new EpochKey(tenant, 1);
            assertThat(keys.mirror.read(DOMAIN, epoch)).containsKey(gone);
            assertThat(keys.subjects.tenants()).contains(tenant);
            keys.subjects.settle(tenant);
            assertThat(keys.mirror.read(DOMAIN, epoch)).doesNotContainKey(gone);
        }
    }

    @Nested
    class Mirrored {

        @Test
        void equalTheRows() {
            KeyOwner person = KeyOwner.random();
            wrappingKey(tenant, DOMAIN, person);
            byte[] row = keys.transactions.inTenant(
                    tenant,
                    () -> keys.jdbc
                            .sql("select wrapped from keys_subject where owner = ? and domain = 'landmarks'")
                            .param(person.value())
                            .query(byte[].class)
                            .single());
            SubjectKeyMirror.Entry entry = Objects.requireNonNull(
                    keys.mirror.read(DOMAIN, new EpochKey(tenant, 1)).get(person));
            assertThat(entry.wrapped().bytes()).isEqualTo(row);
            assertThat(entry.generation()).isEqualTo(1);
        }

        @Test
        void surviveATornLastEntry() throws IOException {
            TenantId fresh = TenantId.random();
            wrappingKey(fresh, DOMAIN, anna);
            Path file = objects.resolve(fresh.toString()).resolve("keys/landmarks.1");
            long whole = Files.size(file);
            Files.write(file, new byte[50], StandardOpenOption.APPEND);
            assertThat(keys.mirror.read(DOMAIN, new EpochKey(fresh, 1))).containsOnlyKeys(anna);
            wrappingKey(fresh, DOMAIN, bert);
            assertThat(keys.mirror.read(DOMAIN, new EpochKey(fresh, 1))).containsOnlyKeys(anna, bert);
            assertThat(Files.size(file)).isLessThan(2 * whole);
        }
    }

    @Nested
    class Tenants {

        @Test
        void seeTheirOwnRowsOnly() {
            wrappingKey(tenant, DOMAIN, anna);
            String query = "select count(*) from keys_subject where owner = '" + anna + "'";
            assertThat(count(tenant, query)).isPositive();
            assertThat(count(TenantId.random(), query)).isZero();
            assertThat(JdbcClient.create(TestDatabase.app())
                            .sql(query)
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(JdbcClient.create(TestDatabase.owner())
                            .sql(query)
                            .query(Long.class)
                            .single())
                    .isZero();
        }

        @Test
        void cannotWriteAnothersRow() {
            assertThatThrownBy(() -> update("insert into keys_subject (tenant, domain, owner, mirrored, destroyed_at)"
                            + " values (gen_random_uuid(), 'views', gen_random_uuid(), true, now())"))
                    .rootCause()
                    .hasMessageContaining("row-level security");
        }

        @Test
        void doNotShareATransaction() {
            assertThatThrownBy(() -> keys.transactions.runInTenant(
                            tenant, () -> keys.transactions.runInTenant(TenantId.random(), () -> {})))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void mayTakeATransactionApartWhileAnothersWaits() {
            TenantId other = TenantId.random();
            wrappingKey(other, DOMAIN, anna);
            String query = "select count(*) from keys_subject where domain = 'landmarks' and owner = '" + anna + "'";
            keys.transactions.runInTenant(tenant, () -> {
                assertThat(keys.transactions.apartInTenant(
                                other,
                                () -> keys.jdbc.sql(query).query(Long.class).single()))
                        .isEqualTo(1);
                assertThat(keys.jdbc
                                .sql("select current_setting('app.tenant')")
                                .query(String.class)
                                .single())
                        .isEqualTo(tenant.toString());
                keys.transactions.runInTenant(tenant, () -> {});
            });
        }
    }

    private void update(String sql) {
        keys.transactions.runInTenant(tenant, () -> keys.jdbc.sql(sql).update());
    }

    private long count(TenantId of, String sql) {
        return keys.transactions.inTenant(
                of, () -> keys.jdbc.sql(sql).query(Long.class).single());
    }
}
