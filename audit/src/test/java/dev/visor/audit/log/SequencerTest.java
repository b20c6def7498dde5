package dev.visor.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.TestTrail;
import dev.visor.audit.Trail;
import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.verify.Report;
import dev.visor.audit.verify.TrailVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerTest {

    @TempDir
    Path place;

    private TestTrail t;

    @BeforeEach
    void open() {
        t = new TestTrail(place);
    }

    @AfterEach
    void close() {
        t.close();
    }

    private void show(int records) {
        for (int i = 0; i < records; i++) {
            t.show(TestTrail.view(), TestTrail.person("p" + i % 3));
        }
    }

    private Report verify() throws IOException {
        return new TrailVerifier(t.published().path(), null, null).verify();
    }

    private SignedCheckpoint head() throws IOException {
        return t.published().checkpoint().orElseThrow();
    }

    /** Every published file with its content. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(t.published().path())) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(
                        t.published().path().relativize(path).toString(),
                        Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    @Nested
    class Holes {

        private void take(String which) {
            t.database.attack(
                    "set session_replication_role = replica",
                    "delete from trail_record where seq = (select " + which + "(seq) from trail_record where not exists"
                            + " (select 1 from trail_index i where i.record = trail_record.id))");
        }

        @Test
        void stopBeforeWhatFollowsThemGetsItsPlace() throws IOException {
            show(3);
            t.sequencer.step();
            SignedCheckpoint before = head();
            show(3);
            take("min");
            assertThatThrownBy(t.sequencer::step)
                    .isInstanceOf(TrailAlteredException.class)
                    .hasMessageContaining("have a hole before number 5 of epoch 1");
            assertThat(head()).isEqualTo(before);
            // Nor does anybody else go on.
            try (Sequencer other = t.sequencer()) {
                assertThatThrownBy(other::step).isInstanceOf(TrailAlteredException.class);
            }
        }

        @Test
        void areLookedForAgainByWhoeverLeadsNext() throws IOException {
            show(3);
            t.sequencer.step();
            show(2);
            take("min");
            t.sequencer.close();
            try (Sequencer next = t.sequencer()) {
                assertThatThrownBy(next::step)
                        .isInstanceOf(TrailAlteredException.class)
                        .hasMessageContaining("number 5");
            }
        }

        @Test
        void areNoneBetweenEpochsAndWriters() throws IOException {
            show(2);
            t.reopen();
            show(2);
            try (Trail other = t.open(UUID.randomUUID())) {
                other.append(t.log, TestTrail.shown(TestTrail.view()));
                show(1);
                other.append(t.log, TestTrail.shown(TestTrail.view()));
            }
            assertThat(t.sequencer.step()).isEqualTo(7);
            t.reopen();
            show(1);
            assertThat(t.sequencer.step()).isEqualTo(1);
            assertThat(head().checkpoint().size()).isEqualTo(8);
        }
    }

    @Nested
    class Publishing {

        @Test
        void publishesWhatWasAppendedAndNothingTwice() throws IOException {
            show(3);
            assertThat(t.sequencer.step()).isEqualTo(3);
            assertThat(t.sequencer.step()).isZero();
            show(2);
            assertThat(t.sequencer.step()).isEqualTo(2);
            assertThat(head().checkpoint().size()).isEqualTo(5);
            assertThat(verify().findings()).noneMatch(finding -> finding.fault());
        }

        @Test
        void keepsEachTenantsRecordsInItsOwnLog() throws IOException {
            String other = t.logs.origin(UUID.randomUUID());
            show(2);
            t.trail.append(other, TestTrail.shown(TestTrail.view()));
            t.sequencer.step();
            assertThat(head().checkpoint().size()).isEqualTo(2);
            LogFolder folder = new LogFolder(place.resolve("trail").resolve(other));
            assertThat(folder.checkpoint().orElseThrow().checkpoint().size()).isEqualTo(1);
            assertThat(folder.keys().file()).isNotEqualTo(t.published().keys().file());
        }

        @Test
        void fillsTilesAcrossTheirBordersAndRemovesPartialOnesOnceFull() throws IOException {
            for (int batch : new int[] {255, 1, 1, 254, 2, 260}) {
                show(batch);
                assertThat(t.sequencer.step()).isEqualTo(batch);
                assertThat(verify().passed())
                        .as("at size " + head().checkpoint().size())
                        .isTrue();
            }
            assertThat(head().checkpoint().size()).isEqualTo(773);
            assertThat(files().keySet())
                    .contains("tile/0/000", "tile/0/002", "tile/entries/002", "tile/0/003.p/5", "tile/1/000.p/3")
                    .noneMatch(name -> name.startsWith("tile/0/000.p") || name.startsWith("tile/entries/001.p"));
        }

        @Test
        void makesTilesThatAreAFunctionOfTheRows() throws IOException {
            show(300);
            t.sequencer.step();
            Map<String, String> before = files();
            t.sequencer.close();
            delete(t.published().path().resolve("tile"));
            Files.delete(t.published().path().resolve("checkpoint"));

            t.sequencer().step();
            assertThat(files()).isEqualTo(before);
        }
    }

    @Nested
    class Restart {

        @Test
        void publishesAHeadThatWasCommittedButNotWritten() throws IOException {
            show(2);
            t.sequencer.step();
            Path blocked = t.published().path().resolve("tile/0");
            Files.move(blocked, place.resolve("aside"));
            Files.writeString(blocked, "a file where a folder should be");
            show(1);
            assertThatThrownBy(t.sequencer::step).isInstanceOf(TrailUnavailableException.class);
            assertThat(head().checkpoint().size()).isEqualTo(2);

            Files.delete(blocked);
            Sequencer next = t.sequencer();
            // The one that failed leads until the database has seen that its connection is gone.
            Instant deadline = Instant.now().plus(TestTrail.PATIENCE);
            while (next.step() < 0) {
                assertThat(Instant.now()).isBefore(deadline);
            }
            assertThat(head().checkpoint().size()).isEqualTo(3);
            assertThat(verify().passed()).isTrue();
        }

        @Test
        void goesOnUnderAnotherLeader() throws IOException {
            show(2);
            t.sequencer.step();
            try (Sequencer second = t.sequencer()) {
                show(1);
                assertThat(second.step()).isEqualTo(-1);
                t.sequencer.close();
                assertThat(second.step()).isEqualTo(1);
            }
            assertThat(verify().passed()).isTrue();
        }

        @Test
        void refusesADatabaseThatIsOlderThanTheNewestHead() throws IOException {
            show(2);
            t.sequencer.step();
            show(1);
            t.sequencer.step();
            t.sequencer.close();
            t.database.attack(
                    "alter table trail_head disable trigger user",
                    "delete from trail_head where size = 3",
                    "alter table trail_head enable trigger user");
            // Even when the published folder was rolled back with it, the head beside the keys is newer.
            delete(t.published().path());
            assertThatThrownBy(() -> t.sequencer().step())
                    .isInstanceOf(TrailAlteredException.class)
                    .hasMessageContaining("older head");
        }

        /** As of a replica whose own head has no row since the database was rejoined, or since its year was removed. */
        @Test
        void goesOnFromAHeadOfWhichThereIsNoRow() throws IOException {
            show(2);
            t.sequencer.step();
            Path head = place.resolve("log-keys").resolve(t.log.substring(6)).resolve("head");
            byte[] older = Files.readAllBytes(head);
            show(3);
            t.sequencer.step();
            t.sequencer.close();
            Files.write(head, older);
            t.database.attack("set session_replication_role = replica", "delete from trail_head where size = 2");
            try (Sequencer next = t.sequencer()) {
                assertThat(next.step()).isZero();
            }
            // A head of another history was signed, too.
            SignedCheckpoint other = t.keys.keys(t.log).sign(new Checkpoint(t.log, 2, Hash.EMPTY), Instant.now());
            Files.writeString(head, other.note());
            try (Sequencer next = t.sequencer()) {
                assertThatThrownBy(next::step)
                        .isInstanceOf(TrailAlteredException.class)
                        .hasMessageContaining("lacks a head");
            }
        }

        @Test
        void refusesRowsThatNoLongerHaveTheSignedRoot() throws IOException {
            show(3);
            t.sequencer.step();
            t.sequencer.close();
            delete(t.published().path());
            t.database.attack(
                    "alter table trail_record disable trigger user",
                    "update trail_record set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'consent', 'Consent'), 'UTF8')"
                            + " where n = 2",
                    "alter table trail_record enable trigger user");
            assertThatThrownBy(() -> t.sequencer().step())
                    .isInstanceOf(TrailAlteredException.class)
                    .hasMessageContaining("root");
        }

        @Test
        void refusesToGoOnWithoutTheLogsKeys() throws IOException {
            show(1);
            t.sequencer.step();
            t.sequencer.close();
            delete(place.resolve("log-keys"));
            assertThatThrownBy(() -> t.sequencer().step())
                    .isInstanceOf(TrailAlteredException.class)
                    .hasMessageContaining("keys");
        }

        @Test
        void forgetsUnfinishedFiles() throws IOException {
            show(1);
            t.sequencer.step();
            Files.writeString(t.published().path().resolve("checkpoint.unfinished-1"), "half a check");
            show(1);
            t.sequencer.step();
            assertThat(verify().passed()).isTrue();
        }
    }

    @Test
    void keepsKeysForItsUserOnly() throws IOException {
        show(1);
        t.sequencer.step();
        try (Stream<Path> paths = Files.walk(place.resolve("log-keys"))) {
            assertThat(paths.toList())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(path -> assertThat(
                                    Files.getPosixFilePermissions(path).stream().map(Enum::name))
                            .allMatch(name -> name.startsWith("OWNER")));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
