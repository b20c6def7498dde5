package dev.visor.audit.counts;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.merkle.Hash;
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

    private final DataSource database;
    private final DataSource unpooled;

    /**
     * Reads with a connection of its own for each call.
     *
     * @param database may be a pool
     * @param unpooled gives new connections: a turn's lock lives as long as its connection
     */
    public CountRows(DataSource database, DataSource unpooled) {
        this.database = database;
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
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select person, max(k) from (
                            select a.person, a.k from trail_about a join trail_index i on i.record = a.record
                            where a.log = ? and i.log = ? and i.leaf < ?
                            union all
                            select person, count from trail_before where log = ?) k
                        group by person
                        """)) {
            select.setString(1, log);
            select.setString(2, log);
            select.setLong(3, covered);
            select.setString(4, log);
            try (ResultSet result = select.executeQuery()) {
                Map<Hash, Long> counts = new HashMap<>();
                while (result.next()) {
                    counts.put(Hash.of(result.getBytes(1)), result.getLong(2));
                }
                return counts;
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * Waits for one's turn to commit to a log's counts: until it is closed nobody else, in whatever process, has it.
     *
     * @throws TrailUnavailableException if the database does not answer, or another's turn does not end
     */
    public Turn turn(String log) {
        return new Turn(unpooled, log);
    }

    /** The one turn, held by a connection of its own: it ends with the connection at the latest. */
    public static final class Turn implements AutoCloseable {

        private final Connection connection;
        private final String log;
        private final long covered;
        private final @Nullable Instant newest;

        private Turn(DataSource database, String log) {
            this.log = log;
            try {
                connection = database.getConnection();
            } catch (SQLException e) {
                throw unavailable(e);
            }
            boolean done = false;
            try (PreparedStatement lock =
                            connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))");
                    PreparedStatement select = connection.prepareStatement("""
                            select c.covered, r.appended_at from trail_counts c join trail_record r on r.id = c.record
                            where c.log = ? order by c.covered desc limit 1
                            """)) {
                lock.setString(1, "visor-trail-counts:" + log);
                lock.execute();
                select.setString(1, log);
                try (ResultSet result = select.executeQuery()) {
                    boolean any = result.next();
                    covered = any ? result.getLong(1) : 0;
                    newest = any ? result.getTimestamp(2).toInstant() : null;
                }
                done = true;
            } catch (SQLException e) {
                throw unavailable(e);
            } finally {
                if (!done) {
                    close();
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
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into trail_counts (log, covered, record) values (?, ?, ?)")) {
                insert.setString(1, log);
                insert.setLong(2, covered);
                insert.setObject(3, record);
                insert.executeUpdate();
            } catch (SQLException e) {
                throw unavailable(e);
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                System.getLogger(CountRows.class.getName())
                        .log(System.Logger.Level.DEBUG, "The turn ends with the connection", e);
            }
        }
    }

    /**
     * The newest map whose record stands in a tree.
     *
     * @param size of that tree
     */
    public Optional<Committed> newest(String log, long size) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select c.covered, c.record, i.leaf, r.leaf from trail_counts c
                        join trail_index i on i.record = c.record join trail_record r on r.id = c.record
                        where c.log = ? and i.leaf < ? order by c.covered desc limit 1
                        """)) {
            select.setString(1, log);
            select.setLong(2, size);
            try (ResultSet result = select.executeQuery()) {
                return result.next()
                        ? Optional.of(new Committed(
                                result.getLong(1),
                                result.getObject(2, UUID.class),
                                result.getLong(3),
                                new String(result.getBytes(4), StandardCharsets.UTF_8)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static TrailUnavailableException unavailable(SQLException e) {
        return new TrailUnavailableException("The trail's database does not answer", e);
    }
}
