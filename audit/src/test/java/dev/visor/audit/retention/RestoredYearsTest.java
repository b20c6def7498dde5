package dev.visor.audit.retention;

import static dev.visor.audit.retention.AgedLog.sentences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.visor.audit.Logs;
import dev.visor.audit.Receipt;
import dev.visor.audit.TestDatabase;
import dev.visor.audit.TestTrail;
import dev.visor.audit.Trail;
import dev.visor.audit.TrailSettings;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.counts.CountMap;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Person;
import dev.visor.audit.restore.LivingPersons.Living;
import dev.visor.audit.restore.Rejoin;
import dev.visor.audit.restore.Rejoined;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup from before a year was removed, beside a log from which it is gone. */
class RestoredYearsTest {

    @TempDir
    Path home;

    private TestDatabase backup(AgedLog log) {
        TestDatabase backup = log.database.copy();
        // Everybody was thrown out.
        assertThatThrownBy(log.trail.sequencer::step).isInstanceOf(TrailUnavailableException.class);
        assertThatThrownBy(() -> log.trail.show(TestTrail.view())).isInstanceOf(TrailUnavailableException.class);
        log.trail.reopen();
        Instant deadline = Instant.now().plus(TestTrail.PATIENCE);
        while (log.trail.sequencer.step() < 0) {
            assertThat(Instant.now()).isBefore(deadline);
        }
        return backup;
    }

    @Test
    void whatWasRemovedIsKnownAndGoesOnceMore() throws IOException, SQLException {
        try (AgedLog log = new AgedLog(home)) {
            TestDatabase backup = backup(log);
            long before = log.heads.getLast().checkpoint().size();
            log.endYears();
            log.remove(2);
            assertThat(log.hasEntries(1)).isFalse();
            long size = log.heads.getLast().checkpoint().size();
            Logs logs = new Logs(backup.trail());
            SequencerSettings settings = new SequencerSettings(home.resolve("trail"), log.trail.keys, log.clock, 4096);
            List<Rejoined> done = new Rejoin(
                            backup.trail(),
                            logs,
                            settings,
                            of -> List.of(living(AgedLog.ADA), living(AgedLog.BO)),
                            Duration.ZERO)
                    .run();
            assertThat(done).extracting(Rejoined::before, Rejoined::size).containsExactly(tuple(before, size));

            RetentionRows rows = new RetentionRows(backup.trail(), backup.trail());
            assertThat(rows.years(log.trail.log))
                    .extracting(RetentionRows.Ended::year, RetentionRows.Ended::minimum)
                    .containsExactly(tuple(2023, 512L), tuple(2024, 768L));
            assertThat(rows.removal(log.trail.log)).hasValueSatisfying(removal -> {
                assertThat(removal.minimum()).isEqualTo(512);
                assertThat(removal.done()).isFalse();
            });
            assertThat(below(backup)).isEqualTo(512);

            try (Trail trail = Trail.open(
                            backup.trail(), logs, Catalogue.load(), TrailSettings.of(UUID.randomUUID(), log.clock));
                    Sequencer sequencer = new Sequencer(backup.trail(), logs, settings)) {
                sequencer.step();
                Retention retention = new Retention(
                        rows,
                        log.trail.log,
                        log.trail.published(),
                        log.clock,
                        Duration.ZERO,
                        new Records(log, trail, sequencer));
                assertThat(retention.endYears()).isZero();
                assertThat(retention.removeExpired(2)).isEqualTo(512);
                assertThat(below(backup)).isZero();
                sequencer.step();
                assertThat(rows.removal(log.trail.log).orElseThrow().done()).isTrue();
                for (SignedCheckpoint head : log.heads) {
                    assertThat(sentences(log.verify(log.trail.published().path(), head), true))
                            .isEmpty();
                }
            }
        }
    }

    private static Living living(Person person) {
        return new Living(
                UUID.randomUUID(),
                person.label(),
                person.key(),
                "person:" + person.label().toUrl());
    }

    /** How many records stand below the year's end, but for each writer's last one. */
    private static long below(TestDatabase database) throws SQLException {
        try (Connection connection = database.attacker().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from trail_index where leaf < 512")) {
            result.next();
            return result.getLong(1);
        }
    }

    private record Records(AgedLog log, Trail trail, Sequencer sequencer) implements Retention.Recorder {

        @Override
        public Receipt record(String action, Map<String, String> facts) {
            Receipt record = trail.append(log.trail.log, log.event(action, facts));
            sequencer.step();
            return record;
        }

        @Override
        public Receipt outcome(String action, Receipt intent) {
            Details details = TestTrail.details(action, List.of(), List.of());
            return trail.append(log.trail.log, Catalogue.load().outcome(details, intent.record()));
        }

        @Override
        public Optional<CountMap> counts(long covered) {
            return Optional.empty();
        }
    }
}
