package dev.visor.audit.restore;

import static dev.visor.audit.restore.Installation.ADA;
import static dev.visor.audit.restore.Installation.BO;
import static dev.visor.audit.restore.Installation.CY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.Receipt;
import dev.visor.audit.TestDatabase;
import dev.visor.audit.TestTrail;
import dev.visor.audit.Trail;
import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.TrailSettings;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.counts.CountMap;
import dev.visor.audit.counts.CountRows;
import dev.visor.audit.counts.CountedLeaf;
import dev.visor.audit.log.KeyFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.retention.Hold;
import dev.visor.audit.retention.RetentionRows;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejoinTest {

    @TempDir
    Path home;

    private Installation visor;

    @BeforeEach
    void open() {
        visor = new Installation(home);
    }

    @AfterEach
    void close() {
        visor.close();
    }

    /** 8 records in the backup, 14 published. */
    private TestDatabase older() {
        visor.show(5, ADA);
        visor.show(3, BO, CY);
        visor.publish();
        TestDatabase backup = visor.backup();
        visor.show(2, ADA, BO);
        visor.show(3, CY);
        visor.publish();
        visor.show(ADA);
        visor.publish();
        return backup;
    }

    private void assertStands(SignedCheckpoint old) throws IOException {
        visor.open();
        visor.show(2, ADA, BO);
        visor.publish();
        assertThat(visor.faults(old)).isEmpty();
        assertThat(visor.head().checkpoint().size()).isEqualTo(old.checkpoint().size() + 2);
    }

    @Nested
    class Restored {

        @Test
        void isNotWrittenTo() {
            TestDatabase backup = older();
            visor.restore(backup);
            long epochs = visor.number("select count(*) from trail_epoch");
            assertThatThrownBy(visor::open)
                    .isInstanceOf(RestoredDatabaseException.class)
                    .hasMessageContaining("8 of the 14 signed records");
            assertThat(visor.number("select count(*) from trail_epoch")).isEqualTo(epochs);
            try (Sequencer sequencer = new Sequencer(visor.database.trail(), visor.logs, visor.settings())) {
                assertThatThrownBy(sequencer::step).isInstanceOf(TrailAlteredException.class);
            }
        }

        @Test
        void isNotWrittenToByWhoeverWroteBefore() throws SQLException {
            TestDatabase backup = older();
            Trail writer = visor.trail();
            // The database is exchanged under a running writer, as an operator may do it.
            TestDatabase copy = backup.copy();
            String name = visor.database.name();
            visor.database.copy();
            try (Connection connection = TestDatabase.trail(visor.database.port(), "postgres")
                            .unwrap(org.postgresql.ds.PGSimpleDataSource.class)
                            .getConnection("postgres", "");
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
                statement.execute("alter database " + name + " rename to " + name + "_lost");
                statement.execute("alter database " + copy.name() + " rename to " + name);
            }
            assertThatThrownBy(() -> visor.show(ADA)).isInstanceOf(TrailUnavailableException.class);
            assertThat(writer.reopen()).isFalse();
            assertThat(writer.failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("older than the published"));
        }

        @Test
        void goesOnOnceItIsRejoined() throws IOException {
            TestDatabase backup = older();
            SignedCheckpoint old = visor.head();
            visor.restore(backup);
            List<Rejoined> done = visor.rejoin().run();
            assertThat(done).containsExactly(new Rejoined(visor.log, 8, 14, 6, 0, 5, 3));
            assertStands(old);
            assertThat(visor.rejoin().run()).isEmpty();
        }

        @Test
        void canBeRestoredAgainAndAgain() throws IOException {
            TestDatabase backup = older();
            for (int i = 0; i < 3; i++) {
                SignedCheckpoint old = visor.head();
                visor.restore(backup);
                visor.rejoin().run();
                assertStands(old);
            }
        }

        @Test
        void mayBeEmptyButForItsLogs() throws IOException {
            TestDatabase backup = visor.backup();
            visor.show(300, ADA);
            visor.publish();
            SignedCheckpoint old = visor.head();
            visor.restore(backup);
            assertThat(visor.rejoin().run()).containsExactly(new Rejoined(visor.log, 0, 300, 300, 0, 300, 0));
            assertStands(old);
        }

        @Test
        void isNotTouchedWhereItIsNotOlder() throws IOException {
            visor.show(3, ADA);
            visor.publish();
            visor.show(2, ADA);
            String before = visor.state();
            assertThat(visor.rejoin().run()).isEmpty();
            assertThat(visor.restored().behind()).isEmpty();
            assertThat(visor.state()).isEqualTo(before);
        }

        @Test
        void tellsOfLogsThatItDoesNotKnow() throws IOException {
            TestDatabase backup = older();
            String other = visor.logs.origin(UUID.randomUUID());
            visor.trail().append(other, TestTrail.shown(TestTrail.view()));
            visor.publish();
            assertThat(visor.restored().stranded()).isEmpty();
            visor.restore(backup);
            assertThat(visor.restored().stranded()).containsExactly(other);
        }
    }

    @Nested
    class Waiting {

        @Test
        void recordsThatWerePublishedSinceGetTheirPlace() throws IOException {
            visor.show(2, ADA);
            visor.publish();
            visor.show(3, ADA, BO);
            TestDatabase backup = visor.backup();
            visor.show(2, ADA);
            visor.publish();
            SignedCheckpoint old = visor.head();
            visor.restore(backup);
            assertThat(visor.rejoin().run()).containsExactly(new Rejoined(visor.log, 2, 7, 2, 0, 2, 0));
            assertStands(old);
            assertThat(visor.faults(visor.report(ADA))).isEmpty();
        }

        @Test
        void recordsThatWereNotGoOnWaiting() throws IOException {
            visor.show(2, ADA);
            visor.publish();
            visor.show(ADA);
            visor.show(BO);
            visor.show(ADA);
            TestDatabase backup = visor.backup();
            visor.batch = 1;
            visor.shut();
            visor.open();
            visor.publish();
            SignedCheckpoint old = visor.head();
            assertThat(old.checkpoint().size()).isEqualTo(3);
            visor.restore(backup);
            visor.batch = 4096;
            assertThat(visor.rejoin().run()).containsExactly(new Rejoined(visor.log, 2, 3, 0, 2, 0, 0));
            visor.open();
            visor.show(ADA);
            assertThat(visor.publish()).isEqualTo(3);
            assertThat(visor.faults(old)).isEmpty();
            assertThat(visor.report(ADA).records()).hasSize(5);
            assertThat(visor.faults(visor.report(ADA))).isEmpty();
        }

        @Test
        void recordsThatWereWrittenAfterTheRestoreAreRefused() throws IOException {
            TestDatabase backup = older();
            SignedCheckpoint old = visor.head();
            visor.restore(backup);
            try (Trail careless = Trail.open(
                    visor.database.trail(),
                    visor.logs,
                    Catalogue.load(),
                    TrailSettings.of(visor.replica, Clock.systemUTC()))) {
                careless.append(visor.log, TestTrail.shown(TestTrail.view(), ADA));
            }
            String before = visor.state();
            assertThatThrownBy(() -> visor.rejoin().run())
                    .isInstanceOf(RejoinRefusedException.class)
                    .hasMessageContaining("Restore it once more");
            assertThat(visor.state()).isEqualTo(before);
            visor.restore(backup);
            visor.rejoin().run();
            assertStands(old);
        }

        @Test
        void recordsOfALaterEpochThatDoNotContinueThePublishedOnesAreRefused() throws IOException {
            TestDatabase backup = older();
            visor.restore(backup);
            // Two starts behind the backup: the second one's numbers are nobody else's.
            careless(visor.replica).close();
            try (Trail second = careless(visor.replica)) {
                second.append(visor.log, TestTrail.shown(TestTrail.view()));
            }
            assertThatThrownBy(() -> visor.rejoin().run())
                    .isInstanceOf(RejoinRefusedException.class)
                    .hasMessageContaining("Restore it once more");
        }

        private Trail careless(UUID replica) {
            return Trail.open(
                    visor.database.trail(), visor.logs, Catalogue.load(), TrailSettings.of(replica, Clock.systemUTC()));
        }

        @Test
        void aRecordThatTookTheNumberOfTheOnlyPublishedOneIsRefused() throws IOException {
            visor.show(2, ADA);
            visor.publish();
            TestDatabase backup = visor.backup();
            visor.show(ADA);
            visor.publish();
            visor.restore(backup);
            try (Trail other = careless(UUID.randomUUID())) {
                other.append(visor.log, TestTrail.shown(TestTrail.view(), ADA));
            }
            assertThatThrownBy(() -> visor.rejoin().run())
                    .isInstanceOf(RejoinRefusedException.class)
                    .hasMessageContaining("Restore it once more");
        }

        @Test
        void recordsOfAnotherWriterThatCountAPersonTwiceAreRefused() {
            TestDatabase backup = older();
            visor.restore(backup);
            try (Trail careless = Trail.open(
                    visor.database.trail(),
                    visor.logs,
                    Catalogue.load(),
                    TrailSettings.of(UUID.randomUUID(), Clock.systemUTC()))) {
                careless.append(visor.log, TestTrail.shown(TestTrail.view(), ADA));
            }
            assertThatThrownBy(() -> visor.rejoin().run())
                    .isInstanceOf(RejoinRefusedException.class)
                    .hasMessageContaining("Restore it once more");
        }

        @Test
        void recordsThatWereAlteredAreRefused() {
            visor.show(2, ADA);
            visor.publish();
            Receipt waits = visor.show(ADA);
            TestDatabase backup = visor.backup();
            visor.publish();
            visor.restore(backup);
            visor.database.attack(
                    "set session_replication_role = replica",
                    "update trail_record set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'consent', 'consenT'),"
                            + " 'UTF8') where id = '" + waits.record() + "'",
                    "update trail_record set leaf_hash = sha256('\\x00'::bytea || leaf) where id = '" + waits.record()
                            + "'");
            assertThatThrownBy(() -> visor.rejoin().run()).isInstanceOf(RejoinRefusedException.class);
        }
    }

    @Nested
    class Persons {

        @Test
        void areCountedOn() throws IOException {
            TestDatabase backup = older();
            visor.restore(backup);
            visor.rejoin().run();
            visor.open();
            visor.show(2, ADA);
            visor.publish();
            assertThat(visor.report(ADA).records()).hasSize(10);
            assertThat(visor.faults(visor.report(ADA))).isEmpty();
            assertThat(visor.report(BO).records()).hasSize(5);
            assertThat(visor.faults(visor.report(BO))).isEmpty();
            assertThat(visor.number("select count from trail_counter where person = '\\x"
                            + hex(ADA.label().toBytes()) + "'"))
                    .isEqualTo(10);
        }

        private String hex(byte[] bytes) {
            return java.util.HexFormat.of().formatHex(bytes);
        }

        @Test
        void areFoundInMapsOfCountsThatTheBackupDoesNotKnow() throws IOException {
            TestDatabase backup = older();
            count(Map.of(ADA, 8L, BO, 5L));
            visor.publish();
            visor.restore(backup);
            visor.rejoin().run();
            visor.open();
            CountRows rows = new CountRows(visor.database.trail(), visor.database.trail());
            assertThat(rows.newest(visor.log, 15))
                    .hasValueSatisfying(map -> assertThat(map.covered()).isEqualTo(14));
            assertThat(rows.among(visor.log, 14)).containsEntry(ADA.label(), 8L).containsEntry(BO.label(), 5L);
            assertThat(visor.report(ADA).counted()).isNotNull();
            assertThat(visor.faults(visor.report(ADA))).isEmpty();
        }

        private void count(Map<dev.visor.audit.record.Person, Long> counts) throws IOException {
            long covered = visor.head().checkpoint().size();
            CountMap map = CountMap.of(
                    counts.entrySet().stream()
                            .map(count -> new CountMap.Entry(
                                    count.getKey().key().place(covered),
                                    CountMap.commit(count.getKey().key().salt(covered), count.getValue())))
                            .toList(),
                    new SecureRandom());
            visor.published().writeCounts(covered, map.toBytes());
            visor.append(
                    CountedLeaf.ACTION,
                    Map.of(
                            CountedLeaf.COVERED, Long.toString(covered),
                            CountedLeaf.ENTRIES, Integer.toString(map.size()),
                            CountedLeaf.ROOT, map.root().toUrl()));
        }

        @Test
        void whoActedAreKnownByTheirKeysAgain() throws IOException {
            TestDatabase backup = older();
            String actor =
                    TestTrail.details("view.show", List.of(), List.of()).actor().label();
            visor.restore(backup);
            TrailRecords records = new TrailRecords(visor.database.trail());
            assertThat(records.actor(visor.log, actor)).isEmpty();
            visor.rejoin().run();
            assertThat(records.actor(visor.log, actor)).hasValue(visor.annOwner);
        }
    }

    @Nested
    class Holds {

        @Test
        void areInForceAtOnce() throws IOException {
            TestDatabase backup = older();
            UUID placed = UUID.randomUUID();
            UUID lifted = UUID.randomUUID();
            visor.append(Hold.PLACE, Map.of(Hold.ID, placed.toString(), Hold.MATTER, "Case 7"));
            visor.append(Hold.PLACE, Map.of(Hold.ID, lifted.toString(), Hold.MATTER, "Case 8"));
            visor.append(Hold.LIFT, Map.of(Hold.ID, lifted.toString()));
            visor.publish();
            visor.restore(backup);
            visor.rejoin().run();
            RetentionRows rows = new RetentionRows(visor.database.trail(), visor.database.trail());
            assertThat(rows.hold(visor.log, placed)).hasValueSatisfying(hold -> {
                assertThat(hold.inForce()).isTrue();
                assertThat(hold.matter()).isEqualTo("Case 7");
            });
            assertThat(rows.hold(visor.log, lifted))
                    .hasValueSatisfying(hold -> assertThat(hold.inForce()).isFalse());
        }
    }

    @Nested
    class Broken {

        @Test
        void anywhereInItIsBegunAnew() throws IOException {
            visor.show(2, ADA);
            visor.publish();
            visor.show(2, BO);
            TestDatabase backup = visor.backup();
            visor.show(2, ADA, BO);
            visor.append(Hold.PLACE, Map.of(Hold.ID, UUID.randomUUID().toString(), Hold.MATTER, "Case 7"));
            visor.publish();
            SignedCheckpoint old = visor.head();
            visor.restore(backup);
            String before = visor.state();
            int broken = 0;
            while (true) {
                try {
                    visor.rejoin(MortalSource.of(visor.database.trail(), broken + 1))
                            .run();
                    break;
                } catch (TrailUnavailableException e) {
                    broken++;
                    assertThat(visor.state())
                            .as("broken before statement %d", broken)
                            .isEqualTo(before);
                }
            }
            assertThat(broken).isGreaterThan(20);
            assertStands(old);
            assertThat(visor.faults(visor.report(ADA))).isEmpty();
        }
    }

    @Nested
    class Alone {

        private Connection holding(String lock) throws SQLException {
            Connection other = visor.database.trail().getConnection();
            try (Statement statement = other.createStatement()) {
                statement.execute("select pg_advisory_lock(hashtextextended('" + lock + "', 0))");
            }
            return other;
        }

        @Test
        void nobodySequencesMeanwhile() throws SQLException {
            visor.restore(older());
            try (Connection other = holding("visor-trail-sequencer")) {
                assertThat(other.isClosed()).isFalse();
                assertThatThrownBy(() -> visor.rejoin().run())
                        .isInstanceOf(RejoinRefusedException.class)
                        .hasMessageContaining("sequences");
            }
        }

        @Test
        void nobodyWritesMeanwhile() throws SQLException {
            visor.restore(older());
            try (Connection other = holding("visor-trail-writer:" + visor.replica)) {
                assertThat(other.isClosed()).isFalse();
                assertThatThrownBy(() -> visor.rejoin().run())
                        .isInstanceOf(RejoinRefusedException.class)
                        .hasMessageContaining("writes to this database");
            }
        }

        @Test
        void anotherReplicaThatSignedAnOlderHeadGoesOn() throws IOException {
            older();
            TestDatabase backup = visor.backup();
            visor.show(2, ADA);
            visor.publish();
            // A replica of its own key folder, which led until now.
            Installation.copy(home.resolve("log-keys"), home.resolve("other-keys"));
            visor.show(2, ADA);
            visor.publish();
            visor.restore(backup);
            visor.rejoin().run();
            try (Sequencer other = new Sequencer(
                    visor.database.trail(), visor.logs, visor.settings(new KeyFolder(home.resolve("other-keys"))))) {
                assertThat(other.step()).isZero();
            }
        }
    }
}
