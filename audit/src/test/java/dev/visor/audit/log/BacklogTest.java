package dev.visor.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.Logs;
import dev.visor.audit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacklogTest {

    private final TestDatabase database = new TestDatabase();
    private final UUID replica = UUID.randomUUID();
    private String log = "";
    private Connection sequencer;
    private int n;
    private long leaf;

    @BeforeEach
    void open() throws SQLException {
        log = new Logs(database.trail()).origin(UUID.randomUUID());
        sequencer = transaction();
        try (PreparedStatement insert =
                sequencer.prepareStatement("insert into trail_epoch (replica, epoch) values (?, 1)")) {
            insert.setObject(1, replica);
            insert.executeUpdate();
        }
        sequencer.commit();
    }

    @AfterEach
    void close() throws SQLException {
        sequencer.close();
    }

    private Connection transaction() throws SQLException {
        Connection connection = database.trail().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private void write(Connection connection, int records) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into trail_record (id, log, replica, epoch, n, leaf, leaf_hash)
                values (?, ?, ?, 1, ?, 'leaf', decode(repeat('00', 32), 'hex'))
                """)) {
            for (int i = 0; i < records; i++) {
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, log);
                insert.setObject(3, replica);
                insert.setInt(4, ++n);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** As the sequencer does: read, index, commit. */
    private Backlog step(Backlog backlog, int limit, List<Integer> found) throws SQLException {
        Backlog.Batch batch = backlog.next(sequencer, limit);
        new LogRows(sequencer)
                .index(
                        log,
                        leaf,
                        batch.records().stream().map(Backlog.Pending::id).toList());
        leaf += batch.records().size();
        sequencer.commit();
        found.add(batch.records().size());
        return batch.rest();
    }

    private long waiting() throws SQLException {
        try (PreparedStatement select = sequencer.prepareStatement(
                        "select (select count(*) from trail_record) - (select count(*) from trail_index)");
                ResultSet result = select.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    @Test
    void findsARecordThatIsCommittedBehindLaterOnes() throws SQLException {
        List<Integer> found = new ArrayList<>();
        Backlog backlog = Backlog.of(sequencer);
        try (Connection early = transaction();
                Connection late = transaction()) {
            write(early, 2);
            write(late, 3);
            late.commit();
            backlog = step(backlog, 100, found);
            write(late, 1);
            late.commit();
            backlog = step(backlog, 100, found);
            early.commit();
            backlog = step(backlog, 100, found);
            step(backlog, 100, found);
        }

        assertThat(found).containsExactly(3, 1, 2, 0);
    }

    @Test
    void goesThroughALongBacklogInTheOrderOfWriting() throws SQLException {
        List<Integer> found = new ArrayList<>();
        try (Connection writer = transaction()) {
            write(writer, 25);
            writer.commit();
        }
        Backlog backlog = Backlog.of(sequencer);
        for (int i = 0; i < 4; i++) {
            backlog = step(backlog, 10, found);
        }

        assertThat(found).containsExactly(10, 10, 5, 0);
        try (PreparedStatement select = sequencer.prepareStatement(
                        "select bool_and(i.leaf + 1 = r.n) from trail_index i join trail_record r on r.id = i.record");
                ResultSet result = select.executeQuery()) {
            result.next();
            assertThat(result.getBoolean(1)).isTrue();
        }
    }

    @Test
    void goesOnWhereAFormerLeaderStopped() throws SQLException {
        List<Integer> found = new ArrayList<>();
        try (Connection early = transaction();
                Connection late = transaction()) {
            write(early, 2);
            write(late, 3);
            late.commit();
            step(Backlog.of(sequencer), 2, found);
            Backlog next = Backlog.of(sequencer);
            early.commit();
            step(step(next, 2, found), 2, found);
        }

        assertThat(found).containsExactly(2, 2, 1);
        assertThat(waiting()).isZero();
    }

    /** Transactions that overlap, end in any order or never, and steps of any size between them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void missesNothingHoweverTransactionsOverlap(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Integer> found = new ArrayList<>();
        List<Connection> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            writers.add(transaction());
        }
        Backlog backlog = Backlog.of(sequencer);
        for (int turn = 0; turn < 400; turn++) {
            Connection writer = writers.get(random.nextInt(writers.size()));
            switch (random.nextInt(5)) {
                case 0, 1 -> write(writer, 1 + random.nextInt(5));
                case 2 -> writer.commit();
                case 3 -> {
                    if (random.nextInt(4) == 0) {
                        writer.rollback();
                    }
                }
                default ->
                    backlog = random.nextInt(30) == 0
                            ? Backlog.of(sequencer)
                            : step(backlog, 1 + random.nextInt(6), found);
            }
        }
        for (Connection writer : writers) {
            writer.commit();
            writer.close();
        }
        do {
            backlog = step(backlog, 6, found);
        } while (found.getLast() > 0);

        assertThat(waiting()).isZero();
        assertThat(leaf).isGreaterThan(100);
    }
}
