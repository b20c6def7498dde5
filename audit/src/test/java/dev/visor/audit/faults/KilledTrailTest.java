package dev.visor.audit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.TestDatabase;
import dev.visor.audit.TestTrail;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.Report;
import dev.visor.audit.verify.TrailVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} under load, of PostgreSQL, of a writer, of the sequencer, at moments that nobody chose: each record that
 * was acknowledged is in the log, and the log is one that only grew.
 */
class KilledTrailTest {

    private static final int KILLS = Boolean.getBoolean("visor.long") ? 200 : 9;
    private static final long SEED = Long.getLong("visor.seed", 20261126);

    @TempDir
    Path place;

    private enum Victim {
        POSTGRES,
        WRITER,
        SEQUENCER
    }

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        Random random = new Random(SEED);
        Set<String> acknowledged = new HashSet<>();
        SignedCheckpoint old = null;
        try (MortalServer server = MortalServer.create(place.resolve("postgres"));
                TestTrail trail = new TestTrail(place.resolve("visor"), new TestDatabase(server.port()))) {
            UUID replica = UUID.randomUUID();
            for (int kill = 0; kill < KILLS; kill++) {
                Victim victim = List.of(Victim.values()).get(kill % Victim.values().length);
                String where = "seed " + SEED + ", kill " + kill + " of " + victim;
                try (WriterProgram.Handle one = writer(trail, replica);
                        WriterProgram.Handle other = writer(trail, UUID.randomUUID());
                        SequencerProgram.Handle sequencer =
                                SequencerProgram.Handle.start(server.port(), trail.database.name(), trail.folder)) {
                    load(one, sequencer);
                    int before = one.acknowledged().size();
                    Thread killer = killing(victim, random.nextInt(400), server, one, sequencer);
                    while (killer.isAlive()) {
                        sequencer.turn();
                    }
                    if (victim == Victim.POSTGRES) {
                        server.restart();
                        awaitMore(one, before, where);
                    }
                    acknowledged.addAll(one.kill());
                    acknowledged.addAll(other.kill());
                }
                assertThat(acknowledged).as(where).doesNotContain("altered");
                old = holds(trail, acknowledged, old, where);
            }
        }
    }

    private static WriterProgram.Handle writer(TestTrail trail, UUID replica) throws IOException {
        return WriterProgram.Handle.start(trail.database.port(), trail.database.name(), trail.log, replica);
    }

    private static void load(WriterProgram.Handle writer, SequencerProgram.Handle sequencer) throws IOException {
        Instant deadline = Instant.now().plus(TestTrail.PATIENCE);
        while (writer.acknowledged().size() < 50) {
            sequencer.turn();
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    /** A writer whose PostgreSQL comes back goes on by itself. */
    private static void awaitMore(WriterProgram.Handle writer, int before, String where) throws InterruptedException {
        Instant deadline = Instant.now().plus(TestTrail.PATIENCE);
        while (writer.acknowledged().size() < before + 50) {
            Thread.sleep(20);
            assertThat(Instant.now()).as(where).isBefore(deadline);
        }
    }

    private static Thread killing(
            Victim victim,
            int millis,
            MortalServer server,
            WriterProgram.Handle writer,
            SequencerProgram.Handle sequencer) {
        return Thread.ofPlatform().start(() -> {
            try {
                Thread.sleep(millis);
                switch (victim) {
                    case POSTGRES -> server.kill();
                    case WRITER -> writer.kill();
                    case SEQUENCER -> sequencer.kill();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private static SignedCheckpoint holds(
            TestTrail trail, Set<String> acknowledged, @Nullable SignedCheckpoint old, String where)
            throws IOException, SQLException {
        Path folder = trail.folder.resolve("trail").resolve(trail.log);
        if (old != null) {
            passes(folder, old, where); // as a reader sees it before anybody mends anything
        }
        try (SequencerProgram.Handle next =
                SequencerProgram.Handle.start(trail.database.port(), trail.database.name(), trail.folder)) {
            Instant deadline = Instant.now().plus(TestTrail.PATIENCE);
            while (!next.step().equals("done")) {
                assertThat(Instant.now()).as(where).isBefore(deadline);
            }
        }
        Report report = passes(folder, old, where);
        Set<String> sequenced = new HashSet<>();
        try (Connection connection = trail.database.trail().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select record from trail_index")) {
            while (result.next()) {
                sequenced.add(result.getString(1));
            }
        }
        Set<String> lost = new HashSet<>(acknowledged);
        lost.removeAll(sequenced);
        assertThat(lost).as(where).isEmpty();
        assertThat(sequenced).as(where).hasSize((int) report.size());
        return new LogFolder(folder).checkpoint().orElseThrow();
    }

    private static Report passes(Path folder, @Nullable SignedCheckpoint old, String where) throws IOException {
        Report report = new TrailVerifier(folder, null, old).verify();
        assertThat(report.findings()).as(where).filteredOn(Finding::fault).isEmpty();
        return report;
    }
}
