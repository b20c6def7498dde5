package dev.visor.gateway.vault;

import dev.visor.gateway.MovableClock;
import dev.visor.gateway.keys.DataKey;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.Warrant;
import dev.visor.gateway.trail.Trails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A vault with objects of one tenant, and the job that seals them anew, in every disguise that a test wants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ResealScene {

    static final long ALL = Long.MAX_VALUE / 4;
    static final Duration HOUR = Duration.ofHours(1);

    final List<Object> events = new ArrayList<>();
    final TakenDown records = new TakenDown();
    final MovableClock clock = new MovableClock();
    TestVault all;
    TenantId tenant;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        all = new TestVault(folder, Role.ALL);
    }

    @AfterAll
    void close() throws IOException {
        all.close();
    }

    @BeforeEach
    void begin() {
        tenant = TenantId.random();
        events.clear();
        records.taken.clear();
    }

    Reseals reseals(ObjectStore store, Trails trails, Reseals.Granted granted, long bytes, Duration linger) {
        return new Reseals(
                new Resealing(store, all.keys.subjects, all.keys.transactions, new VaultTable(all.keys.jdbc)),
                new ResealTable(all.keys.jdbc),
                store,
                new Damage(new CheckTable(all.keys.jdbc), all.keys.transactions, events::add, Clock.systemUTC()),
                all.keys.transactions,
                trails,
                granted,
                List.of(Domain.values()),
                new Reseals.Pace(bytes, linger),
                clock);
    }

    Reseals reseals() {
        return reseals(all.store, records, (whose, reason, domain) -> false, ALL, Duration.ZERO);
    }

    /** Asks for a job and lets it come to its end. */
    Reseal done(Reseals reseals, Domain domain) {
        Reseal job = reseals.ask(tenant, domain, Reseal.Reason.COMPROMISE);
        for (int turn = 0; turn < 5; turn++) {
            reseals.turn(List.of(tenant));
        }
        return reseals.find(job);
    }

    ObjectRef sealed(int length, KeyOwner... owners) {
        return all.vault.seal(
                tenant,
                ObjectKind.VIEW,
                owners.length == 0 ? Set.of(KeyOwner.random()) : Set.of(owners),
                bytes(length));
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** The body that holds an object, and the key that it had until now: what somebody made off with. */
    @SuppressWarnings("ArrayRecordComponent") // looked at, never compared
    record Stolen(ObjectRef body, DataKey key, byte[] bytes) {}

    Stolen stolen(ObjectRef object) throws IOException {
        VaultTable table = new VaultTable(all.keys.jdbc);
        VaultTable.Row row =
                all.keys.transactions.inTenant(tenant, () -> table.find(object)).orElseThrow();
        ObjectRef body = object.at(row.body());
        ObjectWrap wrap = Objects.requireNonNull(row.wrap());
        try (DataKey wrapping = all.keys.subjects.toUnwrap(
                tenant, object.domain(), Set.copyOf(wrap.owners()), Warrant.system("test"))) {
            return new Stolen(body, wrap.unwrap(body, wrapping), Files.readAllBytes(all.file(body)));
        }
    }

    static byte[] opened(byte[] body, ObjectRef as, DataKey key) throws IOException {
        try (SealedBody sealed = SealedBody.open(InMemory.stored(body), key, Header.of(as))) {
            return sealed.whole();
        }
    }

    Set<String> files() throws IOException {
        Set<String> names = new HashSet<>();
        for (Path file : all.filesOf(tenant)) {
            names.add(String.valueOf(file.getFileName()));
        }
        return names;
    }

    <T extends @Nullable Object> T column(ObjectRef object, String column, Class<T> type) {
        return all.keys.transactions.inTenant(
                tenant,
                () -> all.keys
                        .jdbc
                        .sql("select " + column + " from vault_object where id = ? and current")
                        .param(object.id().value())
                        .query(type)
                        .single());
    }

    void set(ObjectRef body, String assignment) {
        all.keys.transactions.runInTenant(
                tenant,
                () -> all.keys
                        .jdbc
                        .sql("update vault_object set " + assignment + " where id = ? and generation = ?")
                        .params(body.id().value(), body.generation())
                        .update());
    }
}
