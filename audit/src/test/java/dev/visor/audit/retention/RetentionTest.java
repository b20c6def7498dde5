package dev.visor.audit.retention;

import static dev.visor.audit.retention.AgedLog.sentences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.visor.audit.TestTrail;
import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.RecordPromise;
import dev.visor.audit.report.ProvedRecord;
import dev.visor.audit.report.RemovedRecords;
import dev.visor.audit.report.SubjectReport;
import dev.visor.audit.retention.RetentionRows.Turn;
import dev.visor.audit.search.ActorNames;
import dev.visor.audit.search.SearchIndex;
import dev.visor.audit.verify.Entries;
import dev.visor.audit.verify.Promises;
import dev.visor.audit.verify.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes after its years and what stays, and that nothing else can pass for it. */
class RetentionTest {

    /** 600 records are of 2023: two whole bundles of 256. */
    private static final long MINIMUM = 512;

    @TempDir
    Path home;

    private @Nullable AgedLog opened;

    @BeforeEach
    void write() throws IOException {
        opened = new AgedLog(home);
    }

    @AfterEach
    void close() {
        log().close();
    }

    private AgedLog log() {
        return Objects.requireNonNull(opened);
    }

    @Test
    void endsEachYearOnceItIsOverAndOnce() throws IOException {
        // 2025 has no whole bundle of entries to itself.
        assertThat(log().endYears()).isEqualTo(2);
        assertThat(log().rows.years(log().trail.log))
                .extracting(RetentionRows.Ended::year, RetentionRows.Ended::minimum)
                .containsExactly(tuple(2023, MINIMUM), tuple(2024, 768L));
        assertThat(log().endYears()).isZero();
        assertThat(sentences(log().verify(), true)).isEmpty();
    }

    @Test
    void removesWholeYearsWhenTheirTimeIsOverAndAllThatIsLeftStillVerifies() throws IOException {
        log().endYears();
        assertThat(log().remove(4)).isZero();
        assertThat(log().hasEntries(0)).isTrue();
        // 2023 is kept until the end of 2025.
        assertThat(log().remove(2)).isEqualTo(MINIMUM);
        assertThat(log().hasEntries(0)).isFalse();
        assertThat(log().hasEntries(1)).isFalse();
        assertThat(log().hasEntries(2)).isTrue();
        for (var head : log().heads) {
            Report report = log().verify(log().trail.published().path(), head);
            assertThat(sentences(report, true)).isEmpty();
            assertThat(sentences(report, false))
                    .anyMatch(
                            sentence -> sentence.startsWith("The entries before leaf 512 were removed, those of 2023"));
        }
        // Nothing is removed twice, and writing goes on from the last record.
        assertThat(log().remove(2)).isZero();
        log().trail.reopen();
        log().trail.show(TestTrail.view(), AgedLog.ADA);
        log().publish();
        assertThat(sentences(log().verify(), true)).isEmpty();
    }

    @Test
    void keepsThePromiseOfARecordThatWasRemovedLater() throws IOException {
        LogFolder folder = log().trail.published();
        Hash leaf = Hash.leaf(
                Entries.read(folder, 3, log().heads.getLast().checkpoint().size()));
        RecordPromise promise =
                log().trail.keys.keys(log().trail.log).promise(leaf, log().clock.instant());
        log().endYears();
        log().remove(2);
        assertThat(sentences(new Promises(folder, null).check(List.of(promise)), true))
                .isEmpty();
    }

    @Test
    void goesOnWhereItWasKilled() throws IOException {
        log().endYears();
        // Killed between the record and the row that remembers it: the record stands twice.
        log().record(Removal.ACTION, Map.of("minimum", "512", "years", "2"));
        log().publish();
        // Nothing goes before its record is published.
        log().publishes = false;
        assertThat(log().retention.removeExpired(2)).isZero();
        assertThat(log().hasEntries(0)).isTrue();
        log().publishes = true;
        log().publish();
        // Killed between the rows and the files.
        try (Turn turn = log().rows.turn(log().trail.log)) {
            assertThat(turn.remove(MINIMUM)).isEqualTo(MINIMUM);
        }
        assertThat(sentences(log().verify(), true)).isEmpty();
        Files.delete(log().trail.published().path().resolve("tile/entries/000"));
        assertThat(sentences(log().verify(), true)).isEmpty();
        log().retention.removeExpired(2);
        assertThat(log().hasEntries(1)).isFalse();
        assertThat(log().rows.removal(log().trail.log).orElseThrow().done()).isTrue();
        log().publish();
        assertThat(sentences(log().verify(), true)).isEmpty();
    }

    @Test
    void makesTilesAnewFromTheHashesOfWhatWasRemoved() throws IOException {
        log().endYears();
        log().remove(2);
        Path folder = log().trail.published().path();
        String root = Files.readString(folder.resolve("checkpoint"));
        log().trail.sequencer.close();
        for (String tile : List.of("tile/0/002", "tile/entries/002")) {
            Files.delete(folder.resolve(tile));
        }
        Files.delete(folder.resolve("checkpoint"));
        try (Sequencer next = log().trail.sequencer()) {
            next.step();
        }
        assertThat(Files.readString(folder.resolve("checkpoint"))).isEqualTo(root);
        assertThat(sentences(log().verify(), true)).isEmpty();
        // The hashes of what was removed are nowhere else.
        Files.delete(folder.resolve("tile/0/000"));
        Files.delete(folder.resolve("checkpoint"));
        try (Sequencer next = log().trail.sequencer()) {
            assertThatThrownBy(next::step).isInstanceOf(TrailAlteredException.class);
        }
    }

    @Test
    void keepsEverythingWhileAHoldIsInForce() throws IOException {
        log().endYears();
        UUID hold = UUID.randomUUID();
        try (Turn turn = log().rows.turn(log().trail.log)) {
            turn.placed(
                    hold,
                    "Az. 12 O 345/26",
                    log().record(Hold.PLACE, Map.of("hold", hold.toString(), "matter", "Az. 12 O 345/26"))
                            .record());
        }
        log().publish();
        assertThat(log().remove(2)).isZero();
        assertThat(log().hasEntries(0)).isTrue();
        // Not even whoever forgets to ask can: the database refuses.
        try (Turn turn = log().rows.turn(log().trail.log)) {
            turn.removing(MINIMUM, UUID.randomUUID());
            assertThatThrownBy(() -> turn.remove(MINIMUM)).rootCause().hasMessageContaining("legal hold");
        }
        try (Turn turn = log().rows.turn(log().trail.log)) {
            turn.lifted(
                    hold,
                    log().record(Hold.LIFT, Map.of("hold", hold.toString())).record());
        }
        log().publish();
        assertThat(log().rows.hold(log().trail.log, hold).orElseThrow().inForce())
                .isFalse();
        assertThat(sentences(log().verify(), true)).isEmpty();
    }

    @Test
    void knowsAHoldByItsRecordWhereNobodyRememberedIt() throws IOException {
        log().endYears();
        UUID hold = UUID.randomUUID();
        log().record(Hold.PLACE, Map.of("hold", hold.toString(), "matter", "4711"));
        SearchIndex index = new SearchIndex(log().database.trail(), ActorNames.NONE);
        boolean waiting = index.step();
        while (waiting) {
            waiting = index.step();
        }
        assertThat(log().remove(2)).isZero();
        assertThat(log().hasEntries(0)).isTrue();
        assertThat(log().rows.holds(log().trail.log))
                .singleElement()
                .satisfies(found -> assertThat(found.id()).isEqualTo(hold));
    }

    @Test
    void refusesInTheDatabaseWhatWasNotRecordedOrIsTooYoung() throws IOException, SQLException {
        log().endYears();
        try (Turn turn = log().rows.turn(log().trail.log)) {
            assertThatThrownBy(() -> turn.remove(MINIMUM))
                    .isInstanceOf(TrailUnavailableException.class)
                    .rootCause()
                    .hasMessageContaining("no removal");
        }
        try (Turn turn = log().rows.turn(log().trail.log)) {
            turn.removing(768, UUID.randomUUID());
            log().database
                    .attack(
                            "set session_replication_role = replica",
                            "update trail_record set appended_at = now() where seq = 700");
            assertThatThrownBy(() -> turn.remove(768)).rootCause().hasMessageContaining("younger than a year");
        }
        for (String sql : List.of(
                "delete from trail_record",
                "select trail_leaving('visor/x', 1)",
                "insert into trail_before values ('" + log().trail.log + "', decode(repeat('00', 32), 'hex'), 1)",
                "select set_config('visor.removing', 'on', false); delete from trail_index")) {
            try (Connection connection = log().database.trail().getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class);
            }
        }
        // Nor can whoever owns the tables by accident.
        assertThatThrownBy(() -> log().database.attack("set role visor_owner", "delete from trail_record"))
                .rootCause()
                .hasMessageContaining("only grows");
    }

    @Test
    void goesOnCountingFromWhatWasRemovedAndRemovesTheNextYear() throws IOException {
        log().endYears();
        long size = log().heads.getLast().checkpoint().size();
        Map<Hash, Long> counted = log().counts.among(log().trail.log, size);
        assertThat(counted).hasSize(2);
        assertThat(log().remove(2)).isEqualTo(MINIMUM);
        assertThat(log().counts.among(log().trail.log, size)).isEqualTo(counted);
        // 2024 was kept for a year by the end of 2025.
        assertThat(log().remove(1)).isEqualTo(256);
        assertThat(log().counts.among(log().trail.log, size)).isEqualTo(counted);
        assertThat(sentences(log().verify(), true)).isEmpty();
        SubjectReport ada = log().report(AgedLog.ADA);
        assertThat(Objects.requireNonNull(ada.removed()).counted().count()).isGreaterThan(100);
        assertThat(sentences(log().check(ada), true)).isEmpty();
    }

    @Test
    void reportsWhatIsLeftAboutAPersonAndProvesHowMuchWent() throws IOException {
        SubjectReport before = log().report(AgedLog.ADA);
        log().endYears();
        log().remove(2);
        SubjectReport after = log().report(AgedLog.ADA);
        long removed = Objects.requireNonNull(after.removed()).counted().count();
        assertThat(removed).isBetween(80L, 120L);
        assertThat(after.records()).hasSize(before.records().size() - (int) removed);
        assertThat(after.records().getFirst().number()).isEqualTo(removed + 1);
        assertThat(sentences(log().check(after), true)).isEmpty();
        SubjectReport bo = log().report(AgedLog.BO);
        assertThat(sentences(log().check(bo), true)).isEmpty();

        RemovedRecords shown = after.removed();
        assertRefused(with(after, after.records(), null), "is missing: the next one is");
        assertRefused(with(after, after.records().subList(1, after.records().size()), shown), "is missing");
        // More than were removed cannot be passed off as removed.
        RemovedRecords more = new RemovedRecords(
                new dev.visor.audit.report.ProvedCount(
                        shown.counted().leaf(),
                        shown.counted().inclusion(),
                        shown.counted().member(),
                        removed + 1),
                shown.leaf(),
                shown.inclusion());
        assertRefused(with(after, after.records().subList(1, after.records().size()), more), "another count");
        // Nor can a year that ended and was not removed.
        ProvedRecord other = after.records().getLast();
        assertThatThrownBy(() -> {
                    SubjectReport forged = with(
                            after,
                            after.records(),
                            new RemovedRecords(shown.counted(), other.leaf(), other.inclusion()));
                    assertRefused(forged, "The record removes nothing");
                    throw new IllegalStateException("refused");
                })
                .hasMessage("refused");
    }

    private void assertRefused(SubjectReport report, String why) throws IOException {
        assertThat(sentences(log().check(report), true)).anyMatch(sentence -> sentence.contains(why));
    }

    private static SubjectReport with(
            SubjectReport report, List<ProvedRecord> records, @Nullable RemovedRecords removed) {
        return new SubjectReport(
                report.subject(),
                report.made(),
                report.key(),
                report.checkpoint(),
                report.keys(),
                records,
                report.counted(),
                removed);
    }
}
