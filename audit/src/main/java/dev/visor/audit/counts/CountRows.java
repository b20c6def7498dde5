package dev.visor.audit.counts;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.sql.LogTurn;
import dev.visor.audit.sql.Queries;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the database knows about a log's counts. */
public final class CountRows {

    private final Queries queries;
    private final DataSource unpooled;

    /**
     * Reads with a connection of its own for each call.
     *
     * @param database may be a pool
     * @param unpooled gives new connections: a turn's lock lives as long as its connection
     */
    public CountRows(DataSource database, DataSource unpooled) {
        this.queries = new Queries(database);
        this.unpooled = unpooled;
    }

    /**
     * A map that the log committed to.
     *
     * @param covered how many leaves it counts
     * @param record that commits to it
     * @param index that record's leaf
     * @param leaf that record's canonical bytes, UTF-8
     */
    public record Committed(long covered, UUID record, long index, String leaf) {

        @Override
        public String toString() {
            return "Committed[" + covered + "]";
        }
    }

    /**
     * How many of the first {@code covered} leaves are about each person, by the person's label.
     *
     * <p>They are the first ones of each person's chain: a person's records are written one after the other, and sequenced
     * in the order of writing.
     *
     * @throws TrailUnavailableException if the database does not answer
     */
    public Map<Hash, Long> among(String log, long covered) {
        Map<Hash, Long> counts = new HashMap<>();
        queries.list("""
                        select person, max(k) from (
                            select a.person, a.k from trail_about a join trail_index i on i.record = a.record
                            where a.log = ? and i.log = ? and i.leaf < ?
                            union all
                            select person, count from trail_before where log = ?) k
                        group by person
                        """, row -> Map.entry(Hash.of(row.getBytes(1)), row.getLong(2)), log, log, covered, log)
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    /**
     * Waits for one's turn to commit to a log's counts: until it is closed nobody else, in whatever process, has it.
     *
     * @throws TrailUnavailableException if the database does not answer, or another's turn does not end
     */
    public Turn turn(String log) {
        return new Turn(unpooled, log);
    }

    /** The one turn, held by a connection of its own. */
    public static final class Turn implements AutoCloseable {

        private final LogTurn turn;
        private final String log;
        private final long covered;
        private final @Nullable Instant newest;

        private record Newest(long covered, @Nullable Instant at) {}

        private Turn(DataSource database, String log) {
            this.log = log;
            turn = new LogTurn(database, "counts", log);
            boolean done = false;
            try {
                Newest map = turn.run(connection -> newest(connection, log));
                covered = map.covered();
                newest = map.at();
                done = true;
            } finally {
                if (!done) {
                    turn.close();
                }
            }
        }

        private static Newest newest(Connection connection, String log) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement("""
                    select c.covered, r.appended_at from trail_counts c join trail_record r on r.id = c.record
                    where c.log = ? order by c.covered desc limit 1
                    """)) {
                select.setString(1, log);
                try (ResultSet result = select.executeQuery()) {
                    return result.next()
                            ? new Newest(
                                    result.getLong(1), result.getTimestamp(2).toInstant())
                            : new Newest(0, null);
                }
            }
        }

        /** How many leaves the newest map counts; 0 where there is none. */
        public long covered() {
            return covered;
        }

        /** When the log committed to it. */
        public Optional<Instant> newest() {
            return Optional.ofNullable(newest);
        }

        /** Remembers which record committed to a map. */
        public void remember(long covered, UUID record) {
            turn.update("insert into trail_counts (log, covered, record) values (?, ?, ?)", log, covered, record);
        }

        @Override
        public void close() {
            turn.close();
        }
    }

    /**
     * The newest map whose record stands in a tree.
     *
     * @param size of that tree
     */
    public Optional<Committed> newest(String log, long size) {
        return queries.list("""
                        select c.covered, c.record, i.leaf, r.leaf from trail_counts c
                        join trail_index i on i.record = c.record join trail_record r on r.id = c.record
                        where c.log = ? and i.leaf < ? order by c.covered desc limit 1
                        """, CountRows::committed, log, size).stream().findFirst();
    }

    private static Committed committed(ResultSet row) throws SQLException {
        return new Committed(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getLong(3),
                new String(row.getBytes(4), StandardCharsets.UTF_8));
    }
}
