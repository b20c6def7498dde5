package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.visor.gateway.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The living go along, the dead do not, and nothing opens a backup from before (G8, G10). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EpochsTests {

    private static final Warrant WARRANT = Warrant.system("test");
    private static final Domain DOMAIN = Domain.LANDMARKS;

    private Path folder;
    private FailingCustodian custodian;
    private HikariDataSource pooled;
    private TestKeys keys;
    private Epochs epochs;
    private TenantId tenant;

    @BeforeAll
    void open(@TempDir Path temporary) throws IOException {
        folder = temporary;
        BcfksCustodian.create(folder.resolve("config"), DOMAIN, TestKeys.CHEAP);
        custodian = new FailingCustodian(BcfksCustodian.open(folder.resolve("config"), DOMAIN, TestKeys.CHEAP));
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(TestDatabase.app());
        pooled = new HikariDataSource(pool);
        keys = new TestKeys(pooled, new Custodians(List.of(custodian)), folder.resolve("objects"));
        epochs = inPortionsOf(2, Clock.systemUTC());
    }

    @BeforeEach
    void begin() {
        tenant = TenantId.random();
        custodian.failAt(0, false);
    }

    @AfterAll
    void close() {
        keys.close();
        pooled.close();
    }

    private Epochs inPortionsOf(int portion, Clock clock) {
        return new Epochs(keys.custodians, keys.transactions, keys.jdbc, keys.mirror, portion, clock);
    }

    private byte[] wrappingKey(KeyOwner owner) {
        try (DataKey key = keys.subjects.toWrap(tenant, DOMAIN, Set.of(owner), WARRANT)) {
            return key.getEncoded();
        }
    }

    private Map<KeyOwner, byte[]> persons(int count) {
        Map<KeyOwner, byte[]> made = new HashMap<>();
        Stream.generate(KeyOwner::random).limit(count).forEach(owner -> made.put(owner, wrappingKey(owner)));
        return made;
    }

    private Turn ask() {
        return epochs.ask(tenant, DOMAIN, "asked", Instant.now()).orElseThrow();
    }

    /** What a keeper does, once. */
    private Turn goOn(Turn turn) {
        return epochs.destroy(epochs.rewrap(epochs.begin(turn), WARRANT));
    }

    private Map<KeyOwner, SubjectKeyTable.Row> rows(Set<KeyOwner> owners) {
        return keys.transactions.inTenant(tenant, () -> new SubjectKeyTable(keys.jdbc).find(tenant, DOMAIN, owners));
    }

    private void requireTurned(Map<KeyOwner, byte[]> living, Turn turn) {
        assertThat(turn.state()).isEqualTo(Turn.State.DESTROYED);
        Map<KeyOwner, SubjectKeyTable.Row> rows = rows(living.keySet());
        EpochKey now = new EpochKey(tenant, turn.to());
        Map<KeyOwner, SubjectKeyMirror.Entry> mirrored = keys.mirror.read(DOMAIN, now);
        living.forEach((owner, key) -> {
            SubjectKeyTable.Row row = Objects.requireNonNull(rows.get(owner));
            assertThat(row.epoch()).isEqualTo(turn.to());
            assertThat(Objects.requireNonNull(mirrored.get(owner)).wrapped()).isEqualTo(row.required());
            assertThat(wrappingKey(owner)).isEqualTo(key);
        });
        assertThat(keys.mirror.epochs(tenant, DOMAIN)).containsExactly(turn.to());
        assertThat(custodian.epochs(tenant)).containsExactly(turn.to());
    }

    @Test
    void moveTheLivingAndEndForWhoeverHoldsABackup() {
        Map<KeyOwner, byte[]> living = persons(5);
        KeyOwner gone = living.keySet().iterator().next();
        Map<KeyOwner, SubjectKeyTable.Row> backup = rows(living.keySet());
        living.remove(gone);
        keys.subjects.destroy(tenant, List.of(gone));
        Turn asked = ask();
        assertThat(asked.state()).isEqualTo(Turn.State.ASKED);
        assertThat(epochs.destroyedUpTo(tenant, DOMAIN, 1)).isEmpty();

        Turn turn = goOn(asked);

        requireTurned(living, turn);
        assertThat(turn.moved()).isEqualTo(4);
        assertThat(keys.mirror.read(DOMAIN, new EpochKey(tenant, 2))).doesNotContainKey(gone);
        assertThatThrownBy(() -> wrappingKey(gone)).isInstanceOf(KeyDestroyedException.class);
        assertThat(epochs.destroyedUpTo(tenant, DOMAIN, 1)).contains(Objects.requireNonNull(turn.destroyedAt()));
        assertThat(epochs.destroyedUpTo(tenant, DOMAIN, 2)).isEmpty();
        backup.forEach((owner, row) -> assertThatThrownBy(() -> custodian.unwrap(
                        new EpochKey(tenant, row.epoch()),
                        Contexts.subjectKey(tenant, DOMAIN, owner, row.generation()),
                        row.required().bytes(),
                        WARRANT))
                .isInstanceOf(KeyMissingException.class));
    }

    @Test
    void goOnWhereverTheyWereStopped() {
        for (boolean afterwards : new boolean[] {false, true}) {
            int call = 1;
            boolean stopped = true;
            while (stopped) {
                tenant = TenantId.random();
                custodian.failAt(0, false);
                Map<KeyOwner, byte[]> living = persons(3);
                Turn turn = ask();
                custodian.failAt(call++, afterwards);
                stopped = false;
                try {
                    goOn(turn);
                } catch (FailingCustodian.Stopped e) {
                    stopped = true;
                }
                custodian.failAt(0, false);
                if (stopped) {
                    goOn(epochs.find(tenant, turn.id()).orElseThrow());
                }
                requireTurned(living, epochs.find(tenant, turn.id()).orElseThrow());
            }
            assertThat(call).as("places").isGreaterThan(9);
        }
    }

    @Test
    void letOpeningsAndNewPersonsGoOnMeanwhile() throws Exception {
        Map<KeyOwner, byte[]> living = persons(40);
        AtomicBoolean done = new AtomicBoolean();
        Map<KeyOwner, byte[]> born = new HashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> opening = threads.submit(() -> {
                while (!done.get()) {
                    living.forEach(
                            (owner, key) -> assertThat(wrappingKey(owner)).isEqualTo(key));
                }
            });
            Future<?> making = threads.submit(() -> {
                while (!done.get()) {
                    born.putAll(persons(1));
                }
            });
            for (int turns = 0; turns < 6; turns++) {
                Turn turn = ask();
                while (turn.state() != Turn.State.DESTROYED) {
                    try {
                        turn = goOn(turn);
                    } catch (KeyInUseException e) {
                        // somebody was born meanwhile: once more
                    }
                }
            }
            done.set(true);
            opening.get();
            making.get();
        }
        assertThat(born).isNotEmpty();
        living.putAll(born);
        living.forEach((owner, key) -> assertThat(wrappingKey(owner)).isEqualTo(key));
    }

    @Nested
    class DoNotEnd {

        @Test
        void whileALivingKeyRefersToThem() {
            Map<KeyOwner, byte[]> living = persons(3);
            Turn turn = epochs.begin(ask());
            assertThatThrownBy(() -> epochs.destroy(turn)).isInstanceOf(KeyInUseException.class);
            assertThat(custodian.epochs(tenant)).containsExactly(1, 2);
            assertThatThrownBy(() -> update("update keys_epoch set retired_at = now() where epoch = 1"))
                    .rootCause()
                    .hasMessageContaining("still wraps");
            assertThatThrownBy(() -> update("update keys_epoch set destroyed_at = now() where epoch = 1"))
                    .rootCause()
                    .hasMessageContaining("keys_epoch_retired_first");
            living.forEach((owner, key) -> assertThat(wrappingKey(owner)).isEqualTo(key));
        }

        @Test
        void whereAKeyIsStuckWhichHoldsUpNoOther() {
            Map<KeyOwner, byte[]> living = persons(5);
            KeyOwner poisoned = living.keySet().iterator().next();
            living.remove(poisoned);
            update("update keys_subject set wrapped = 'poison' where owner = '" + poisoned + "'");
            Turn turn = epochs.rewrap(epochs.begin(ask()), WARRANT);
            assertThat(turn.state()).isEqualTo(Turn.State.MOVING);
            assertThat(turn.stuck()).isEqualTo(1);
            assertThat(turn.moved()).isEqualTo(4);
            assertThatThrownBy(() -> epochs.destroy(turn)).isInstanceOf(KeyInUseException.class);
            keys.subjects.destroy(tenant, List.of(poisoned));
            requireTurned(living, goOn(turn));
        }

        /** Whoever makes a person's first key holds the epoch; the end waits for him, and finds a living key. */
        @Test
        void whileSomebodyIsMadeUnderThem() throws Exception {
            persons(1);
            Turn turn = epochs.rewrap(epochs.begin(ask()), WARRANT);
            EpochKey old = new EpochKey(tenant, 1);
            KeyOwner young = KeyOwner.random();
            SubjectKeyTable table = new SubjectKeyTable(keys.jdbc);
            try (ExecutorService others = Executors.newSingleThreadExecutor()) {
                Future<Turn> ending = keys.transactions.apartInTenant(tenant, () -> {
                    assertThat(table.holdEpoch(old, DOMAIN)).isTrue();
                    Future<Turn> begun = others.submit(() -> epochs.destroy(turn));
                    assertThatThrownBy(() -> begun.get(500, TimeUnit.MILLISECONDS))
                            .isInstanceOf(TimeoutException.class);
                    WrappedKey wrapped;
                    try (DataKey key = DataKey.random()) {
                        byte[] context = Contexts.subjectKey(tenant, DOMAIN, young, 1);
                        wrapped = new WrappedKey(custodian.wrap(old, context, key));
                    }
                    table.insert(tenant, DOMAIN, 1, new SubjectKeyMirror.Entry(young, 1, wrapped));
                    return begun;
                });
                assertThatThrownBy(ending::get).cause().isInstanceOf(KeyInUseException.class);
            }
            assertThat(wrappingKey(young)).hasSize(32);
        }

        @Test
        void beforeTheirDate() {
            persons(1);
            Instant date = Instant.now().plus(Duration.ofDays(30));
            Turn asked = epochs.ask(tenant, DOMAIN, "erasure", date).orElseThrow();
            Turn turn = epochs.rewrap(epochs.begin(asked), WARRANT);
            assertThat(turn.state()).isEqualTo(Turn.State.TURNED);
            assertThat(epochs.isDue(turn)).isFalse();
            Epochs early = inPortionsOf(2, Clock.offset(Clock.systemUTC(), Duration.ofDays(28)));
            assertThat(early.isDue(turn)).isFalse();
            Epochs inTime = inPortionsOf(2, Clock.offset(Clock.systemUTC(), Duration.ofDays(29)));
            assertThat(inTime.isDue(turn)).isTrue();
        }
    }

    @Nested
    class Retired {

        @Test
        void wrapNothingEvenForWhoeverWritesTheRow() {
            persons(1);
            goOn(ask());
            assertThatThrownBy(() -> update("insert into keys_subject (tenant, domain, owner, epoch, wrapped, mirrored)"
                            + " values ('" + tenant + "', 'landmarks', gen_random_uuid(), 1, 'x', true)"))
                    .rootCause()
                    .hasMessageContaining("retired epoch");
            assertThatThrownBy(() -> update("update keys_subject set epoch = 1"))
                    .rootCause()
                    .hasMessageContaining("retired epoch");
            assertThatThrownBy(() ->
                            update("update keys_epoch set retired_at = null, destroyed_at = null where epoch = 1"))
                    .rootCause()
                    .hasMessageContaining("stays ended");
        }

        @Test
        void areNoticedWhereTheCustodianWasRestoredFromBefore() throws IOException {
            persons(1);
            Path file = folder.resolve("config/landmarks.bcfks");
            Path older = folder.resolve("older.bcfks");
            Files.copy(file, older, StandardCopyOption.REPLACE_EXISTING);
            goOn(ask());
            Path newest = folder.resolve("newest.bcfks");
            Files.copy(file, newest, StandardCopyOption.REPLACE_EXISTING);
            try {
                Files.move(older, file, StandardCopyOption.REPLACE_EXISTING);
                try (TestKeys restored =
                        TestKeys.open(folder.resolve("config"), folder.resolve("objects"), Role.VIEWS)) {
                    assertThatThrownBy(
                                    () -> restored.subjects.toWrap(tenant, DOMAIN, Set.of(KeyOwner.random()), WARRANT))
                            .isInstanceOf(KeyReplacedException.class);
                    Turn turn = ask();
                    assertThatThrownBy(() -> restored.epochs.begin(turn)).isInstanceOf(KeyReplacedException.class);
                }
            } finally {
                Files.move(newest, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Nested
    class Erasure {

        @Test
        void reachesWhatAStoppedTurnWroteAhead() {
            KeyOwner person = persons(1).keySet().iterator().next();
            EpochKey ahead = new EpochKey(tenant, 2);
            keys.mirror.append(
                    DOMAIN, ahead, List.of(new SubjectKeyMirror.Entry(person, 1, new WrappedKey(new byte[60]))));
            keys.subjects.destroy(tenant, List.of(person));
            assertThat(keys.mirror.read(DOMAIN, ahead)).doesNotContainKey(person);
        }

        @Test
        void inTheMiddleOfATurnIsNotUndoneByIt() {
            Map<KeyOwner, byte[]> living = persons(5);
            Turn turn = epochs.begin(ask());
            custodian.failAt(6, false);
            assertThatThrownBy(() -> epochs.rewrap(turn, WARRANT)).isInstanceOf(FailingCustodian.Stopped.class);
            custodian.failAt(0, false);
            List<KeyOwner> gone = new ArrayList<>(living.keySet());
            keys.subjects.destroy(tenant, gone.subList(0, 4));
            gone.subList(0, 4).forEach(living::remove);
            requireTurned(living, goOn(turn));
            gone.subList(0, 4)
                    .forEach(owner ->
                            assertThatThrownBy(() -> wrappingKey(owner)).isInstanceOf(KeyDestroyedException.class));
            assertThat(keys.mirror.read(DOMAIN, new EpochKey(tenant, 2))).containsOnlyKeys(gone.get(4));
        }

        @Test
        void joinsATurnThatHasNotBegunAndNoOther() {
            persons(1);
            Instant soon = Instant.now().plus(Duration.ofDays(20));
            Turn first = epochs.ask(tenant, DOMAIN, "age", soon.plus(Duration.ofDays(9)))
                    .orElseThrow();
            Turn joined = epochs.ask(tenant, DOMAIN, "erasure", soon).orElseThrow();
            assertThat(joined.id()).isEqualTo(first.id());
            assertThat(joined.destroyBy()).isBefore(first.destroyBy());
            epochs.begin(first);
            Turn second = ask();
            assertThat(second.id()).isNotEqualTo(first.id());
            assertThat(epochs.open(tenant)).extracting(Turn::id).containsExactly(first.id(), second.id());
            goOn(second);
            assertThat(epochs.open(tenant)).isEmpty();
            assertThat(epochs.find(tenant, first.id()).orElseThrow().state()).isEqualTo(Turn.State.DESTROYED);
        }

        @Test
        void thatIsUndoneAsksForNothing() {
            persons(1);
            assertThatThrownBy(() -> keys.transactions.runInTenant(tenant, () -> {
                        ask();
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessage("changed my mind");
            assertThat(epochs.open(tenant)).isEmpty();
        }

        @Test
        void ofATenantWithoutKeysNeedsNoTurn() {
            assertThat(epochs.ask(tenant, DOMAIN, "erasure", Instant.now())).isEmpty();
        }
    }

    private void update(String sql) {
        keys.transactions.runInTenant(tenant, () -> keys.jdbc.sql(sql).update());
    }
}
