package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a crash left goes, and what a restored database does not know stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeftoversTests {

    private static final Duration DAY = Duration.ofDays(1);

    private final DataSource ownersDatabase = TestDatabase.owner();
    private final TakenDown records = new TakenDown();
    private TestVault all;
    private Leftovers leftovers;
    private TenantId tenant;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        all = new TestVault(folder, Role.ALL);
        leftovers = new Leftovers(
                all.store, new VaultTable(all.keys.jdbc), all.keys.transactions, records, Clock.systemUTC());
    }

    @AfterAll
    void close() throws IOException {
        all.close();
    }

    @BeforeEach
    void begin() {
        tenant = TenantId.random();
        records.taken.clear();
    }

    private ObjectRef sealed() {
        return all.vault.seal(tenant, ObjectKind.ORIGINAL, Set.of(KeyOwner.random()), new byte[10]);
    }

    /** A body as a crash between the bytes and their row leaves it. */
    private Path leftover(Duration age) throws IOException {
        ObjectRef object = new ObjectRef(tenant, new ObjectId(UUID.randomUUID()), ObjectKind.ORIGINAL, 1);
        all.store.putIfAbsent(Sidecars.name(tenant, object.id().value(), 1), new byte[200]);
        Files.setLastModifiedTime(all.file(object), FileTime.from(Instant.now().minus(age)));
        return all.file(object);
    }

    private void age(ObjectRef object) throws IOException {
        Files.setLastModifiedTime(all.file(object), FileTime.from(Instant.now().minus(DAY.multipliedBy(3))));
    }

    /** As a restored database has it. The application may not delete rows; whoever owns the tables may, within the tenant. */
    private void forget(ObjectRef object) {
        TransactionTemplate owner = new TransactionTemplate(new DataSourceTransactionManager(ownersDatabase));
        owner.executeWithoutResult(status -> {
            JdbcClient jdbc = JdbcClient.create(ownersDatabase);
            jdbc.sql("select set_config('app.tenant', ?, true)")
                    .param(tenant.toString())
                    .query(String.class)
                    .single();
            for (String rows : List.of("vault_wrap where object", "vault_object where id")) {
                assertThat(jdbc.sql("delete from " + rows + " = ?")
                                .param(object.id().value())
                                .update())
                        .isEqualTo(1);
            }
        });
    }

    @Test
    void areRemovedUnderARecordOnceTheyAreOldEnough() throws IOException {
        ObjectRef kept = sealed();
        age(kept);
        Path old = leftover(Duration.ofHours(25));
        Path young = leftover(Duration.ofHours(23));

        assertThat(leftovers.sweep(tenant, DAY)).isEqualTo(new Leftovers.Swept(1, 0));

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(all.open(kept)).hasSize(10);
        UUID id = UUID.fromString(String.valueOf(old.getFileName()).substring(0, 36));
        assertThat(records.taken).singleElement().satisfies(record -> {
            assertThat(record.action()).isEqualTo("object.remove-leftovers");
            assertThat(record.objects()).containsExactly(ObjectLabel.of("body", id));
        });
        assertThat(leftovers.sweep(tenant, DAY)).isEqualTo(new Leftovers.Swept(0, 0));
        assertThat(records.taken).hasSize(1);
    }

    /** The database comes back from before the object: the object's sidecar says that it was announced once. */
    @Test
    void areNotWhatARestoredDatabaseDoesNotKnowAndThenNothingIsRemoved() throws IOException {
        ObjectRef lost = sealed();
        age(lost);
        Path beside = leftover(DAY.multipliedBy(3));
        forget(lost);

        assertThat(leftovers.sweep(tenant, DAY)).isEqualTo(new Leftovers.Swept(0, 1));

        assertThat(all.file(lost)).exists();
        assertThat(all.sidecar(lost, 1)).exists();
        assertThat(beside).exists();
        assertThat(records.taken).isEmpty();
    }

    @Test
    void areNotWhatWasShreddedNorAnothersNorAnythingElse() throws IOException {
        ObjectRef shredded = sealed();
        all.vault.shred(List.of(shredded), TestVault.receipt(shredded));
        age(shredded);
        TenantId first = tenant;
        tenant = TenantId.random();
        Path others = leftover(DAY.multipliedBy(3));
        all.store.putIfAbsent(first + "/ab/notes.txt", new byte[1]);

        assertThat(leftovers.sweep(first, Duration.ofMinutes(-1))).isEqualTo(new Leftovers.Swept(0, 0));

        assertThat(all.file(shredded)).exists();
        assertThat(others).exists();
        assertThat(all.store.read(first + "/ab/notes.txt")).isPresent();
    }

    @Test
    void areNotBodiesOfAnActThatStillRuns() {
        ObjectRef object = all.keys.transactions.inTenant(tenant, () -> {
            ObjectRef sealed = sealed();
            // Another connection, hence another view of the rows: the act's own is not committed.
            assertThat(CompletableFuture.supplyAsync(() -> leftovers.sweep(tenant, DAY))
                            .join())
                    .isEqualTo(new Leftovers.Swept(0, 0));
            return sealed;
        });
        assertThat(all.open(object)).hasSize(10);
    }
}
