package dev.visor.audit.retention;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.sql.LogTurn;
import dev.visor.audit.sql.Queries;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the database knows about a log's years, about what was removed, and about holds. */
public final class RetentionRows {

    private static final String HOLDS = """
            select h.hold, h.matter, h.placed_at, h.record, l.lifted_at
            from trail_hold h left join trail_hold_lift l on l.hold = h.hold where h.log = ?
            """;

    private final Queries queries;
    private final DataSource unpooled;

    /**
     * Reads with a connection of its own for each call.
     *
     * @param database may be a pool
     * @param unpooled gives new connections: a turn's lock lives as long as its connection
     */
    public RetentionRows(DataSource database, DataSource unpooled) {
        this.queries = new Queries(database);
        this.unpooled = unpooled;
    }

    /**
     * The end of a year.
     *
     * @param record that commits to it
     */
    public record Ended(int year, long minimum, UUID record) {}

    /**
     * A removal that was recorded.
     *
     * @param record with which it begins
     * @param done whether all of it is gone, and that is recorded
     */
    public record Recorded(long minimum, UUID record, boolean done) {}

    /**
     * The two records that show what was removed from the beginning of a log, as they stand in a tree.
     *
     * @param year the canonical bytes of the one that ends the year, UTF-8
     * @param removal those of the one with which the removal begins
     */
    public record Shown(long minimum, String year, long yearIndex, String removal, long removalIndex) {

        @Override
        public String toString() {
            return "Shown[" + minimum + "]";
        }
    }

    /** The ends of a log's years, the earliest first. */
    public List<Ended> years(String log) {
        return queries.list(
                "select year, minimum, record from trail_year where log = ? order by year",
                row -> new Ended(row.getInt(1), row.getLong(2), row.getObject(3, UUID.class)),
                log);
    }

    /** The newest removal of a log. */
    public Optional<Recorded> removal(String log) {
        return queries
                .list("""
                        select r.minimum, r.record, d.record is not null
                        from trail_removal r left join trail_removal_done d on d.log = r.log and d.minimum = r.minimum
                        where r.log = ? order by r.minimum desc limit 1
                        """, row -> new Recorded(row.getLong(1), row.getObject(2, UUID.class), row.getBoolean(3)), log)
                .stream()
                .findFirst();
    }

    /**
     * What shows the newest removal whose records stand in a tree.
     *
     * @param size of that tree
     */
    public Optional<Shown> shown(String log, long size) {
        return queries.list("""
                        select r.minimum, y.leaf, yi.leaf, v.leaf, vi.leaf from trail_removal r
                        join trail_year e on e.log = r.log and e.minimum = r.minimum
                        join trail_record y on y.id = e.record join trail_index yi on yi.record = e.record
                        join trail_record v on v.id = r.record join trail_index vi on vi.record = r.record
                        where r.log = ? and yi.leaf < ? and vi.leaf < ? order by r.minimum desc limit 1
                        """, RetentionRows::shown, log, size, size).stream().findFirst();
    }

    private static Shown shown(ResultSet row) throws SQLException {
        return new Shown(
                row.getLong(1),
                new String(row.getBytes(2), StandardCharsets.UTF_8),
                row.getLong(3),
                new String(row.getBytes(4), StandardCharsets.UTF_8),
                row.getLong(5));
    }

    /** How many of a person's records were removed. */
    public long before(String log, Hash person) {
        return queries
                .list(
                        "select count from trail_before where log = ? and person = ?",
                        row -> row.getLong(1),
                        log,
                        person.toBytes())
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /**
     * The first leaf that the end of a year leaves behind it, going by the database's clock at the commit. Leaves are in the order of
     * writing, but for those that were written at the same moment, so it is looked for by halves: a year has many millions.
     *
     * @param from a leaf before it of which there is a row
     * @param size of the published tree
     * @return a multiple of 256, at most {@code from} where the year has no whole bundle of entries
     */
    public long minimum(String log, Instant end, long from, long size) {
        long low = from;
        long high = size;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (appended(log, middle).isBefore(end)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low / Tile.WIDTH * Tile.WIDTH;
    }

    private Instant appended(String log, long leaf) {
        return queries.list("""
                        select r.appended_at from trail_index i join trail_record r on r.id = i.record
                        where i.log = ? and i.leaf = ?
                        """, row -> row.getTimestamp(1).toInstant(), log, leaf).stream()
                .findFirst()
                .orElse(Instant.MIN);
    }

    /** When the first record that is still there was written; empty where there is none. */
    public Optional<Instant> first(String log) {
        return queries
                .list(
                        "select appended_at from trail_record where log = ? order by seq limit 1",
                        row -> row.getTimestamp(1).toInstant(),
                        log)
                .stream()
                .findFirst();
    }

    /** The index of a record; empty while it has none. */
    public Optional<Long> index(UUID record) {
        return queries.list("select leaf from trail_index where record = ?", row -> row.getLong(1), record).stream()
                .findFirst();
    }

    /** The sizes of the maps of counts to which a record commits that is still there. */
    public List<Long> maps(String log) {
        return queries.list(
                "select covered from trail_counts where log = ? union select minimum from trail_year where log = ?",
                row -> row.getLong(1),
                log,
                log);
    }

    /** Holds of a log, lifted ones too, the newest first. */
    public List<Hold> holds(String log) {
        return queries.list(HOLDS + " order by h.placed_at desc", RetentionRows::hold, log);
    }

    /** One hold of a log. */
    public Optional<Hold> hold(String log, UUID hold) {
        return queries.list(HOLDS + " and h.hold = ?", RetentionRows::hold, log, hold).stream()
                .findFirst();
    }

    private static Hold hold(ResultSet row) throws SQLException {
        @Nullable Timestamp lifted = row.getTimestamp(5);
        return new Hold(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getTimestamp(3).toInstant(),
                row.getObject(4, UUID.class),
                lifted == null ? null : lifted.toInstant());
    }

    /**
     * Waits for one's turn with a log: while one looks whether something may be removed, nobody places a hold, and the other
     * way round.
     *
     * @throws TrailUnavailableException if the database does not answer, or another's turn does not end
     */
    public Turn turn(String log) {
        return new Turn(unpooled, log);
    }

    /** The one turn, held by a connection of its own. */
    public static final class Turn implements AutoCloseable {

        private static final int REMOVAL_MILLIS = 3_600_000;

        private final LogTurn turn;
        private final String log;

        private Turn(DataSource database, String log) {
            this.log = log;
            turn = new LogTurn(database, "retention", log);
            boolean done = false;
            try {
                recover();
                done = true;
            } finally {
                if (!done) {
                    turn.close();
                }
            }
        }

        /** A hold is what its record says: whoever was killed behind the record may not have remembered it. */
        private void recover() {
            turn.update("""
                insert into trail_hold (hold, log, matter, record)
                select cast(f.facts ->> 'hold' as uuid), s.log, f.facts ->> 'matter', s.record
                from trail_search s join trail_record r on r.id = s.record,
                    lateral (select cast(convert_from(r.leaf, 'UTF8') as jsonb) -> 'facts' as facts) f
                where s.log = ? and s.action = 'hold.place'
                    and not exists (select 1 from trail_hold h where h.record = s.record)
                """, log);
            turn.update("""
                insert into trail_hold_lift (hold, record)
                select cast(f.facts ->> 'hold' as uuid), s.record
                from trail_search s join trail_record r on r.id = s.record,
                    lateral (select cast(convert_from(r.leaf, 'UTF8') as jsonb) -> 'facts' as facts) f
                where s.log = ? and s.action = 'hold.lift'
                    and not exists (select 1 from trail_hold_lift l where l.record = s.record)
                on conflict do nothing
                """, log);
        }

        /** Remembers the record that commits to the end of a year. */
        public void ended(int year, long minimum, UUID record) {
            turn.update(
                    "insert into trail_year (log, year, minimum, record) values (?, ?, ?, ?)",
                    log,
                    year,
                    minimum,
                    record);
        }

        /** Remembers the record with which a removal begins. */
        public void removing(long minimum, UUID record) {
            turn.update("insert into trail_removal (log, minimum, record) values (?, ?, ?)", log, minimum, record);
        }

        /** Remembers the outcome of a removal. */
        public void removed(long minimum, UUID record) {
            turn.update("insert into trail_removal_done (log, minimum, record) values (?, ?, ?)", log, minimum, record);
        }

        /** Remembers a hold. */
        public void placed(UUID hold, String matter, UUID record) {
            turn.update(
                    "insert into trail_hold (hold, log, matter, record) values (?, ?, ?, ?)",
                    hold,
                    log,
                    matter,
                    record);
        }

        /** Remembers that a hold was lifted. */
        public void lifted(UUID hold, UUID record) {
            turn.update("insert into trail_hold_lift (hold, record) values (?, ?)", hold, record);
        }

        /**
         * Removes the rows of the leaves before a recorded removal's minimum.
         *
         * @return how many records
         * @throws TrailUnavailableException if the database does not answer, or refuses: a hold is in force, or a record is
         *     younger than a year
         */
        public long remove(long minimum) {
            return turn.run(connection -> {
                // A year's rows are many.
                connection.setNetworkTimeout(Runnable::run, REMOVAL_MILLIS);
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                long gone;
                try (PreparedStatement remove = connection.prepareStatement("select trail_remove(?, ?)")) {
                    remove.setString(1, log);
                    remove.setLong(2, minimum);
                    try (ResultSet result = remove.executeQuery()) {
                        result.next();
                        gone = result.getLong(1);
                    }
                }
                connection.commit();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
                return gone;
            });
        }

        @Override
        public void close() {
            turn.close();
        }
    }
}
