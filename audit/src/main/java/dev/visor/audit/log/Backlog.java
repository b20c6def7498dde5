package dev.visor.audit.log;

import dev.visor.audit.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Up to where the sequencer has looked: every record at or below position {@code low} that a transaction before {@code horizon}
 * wrote has its leaf index.
 *
 * <p>Positions alone would not do. They are given out when a record is written, not when it is committed, so a record may
 * appear below one that was seen before; but then its transaction was not finished at that time, and comes at or behind the
 * horizon. Transactions alone would not do either: where many records wait, all that were looked at would be looked at again.
 *
 * @param low a position in {@code trail_record}; 0 before the first
 * @param horizon a transaction id
 */
record Backlog(long low, String horizon) {

    /**
     * A record without a leaf index.
     *
     * @param n its number among those of its writer in this log and epoch
     */
    record Pending(UUID id, long position, String log, Hash hash, UUID replica, int epoch, long n) {}

    /**
     * The oldest records that wait.
     *
     * @param rest what is true once all of these have an index and that is committed
     */
    record Batch(List<Pending> records, Backlog rest) {}

    /** Looks at all records once. */
    static Backlog of(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                        select coalesce(
                                (select min(seq) - 1 from trail_record r
                                    where not exists (select 1 from trail_index i where i.record = r.id)),
                                (select max(seq) from trail_record),
                                0),
                            pg_snapshot_xmin(pg_current_snapshot())::text
                        """);
                ResultSet result = select.executeQuery()) {
            result.next();
            return new Backlog(result.getLong(1), result.getString(2));
        }
    }

    /** Reads at most {@code limit} records, in the order of writing. */
    Batch next(Connection connection, int limit) throws SQLException {
        // Read first: whatever is older was finished when the records are looked for.
        String next = oldestUnfinished(connection);
        List<Pending> records = read(connection, limit);
        long last = records.isEmpty() ? low : Math.max(low, records.getLast().position());
        // Cut off below the low mark, some there may still wait.
        boolean seen = records.size() < limit || last > low;
        return new Batch(records, seen ? new Backlog(last, next) : this);
    }

    private static String oldestUnfinished(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select pg_snapshot_xmin(pg_current_snapshot())::text");
                ResultSet result = select.executeQuery()) {
            result.next();
            return result.getString(1);
        }
    }

    /** A subquery for each row, and no join: the planner would rather read both tables whole, however long they are. */
    private List<Pending> read(Connection connection, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                (select seq, id, log, leaf_hash, replica, epoch, n from trail_record r
                    where tx >= cast(? as xid8) and seq <= ?
                        and (select i.leaf from trail_index i where i.record = r.id) is null
                    order by tx, seq limit ?)
                union all
                (select seq, id, log, leaf_hash, replica, epoch, n from trail_record r
                    where seq > ? and (select i.leaf from trail_index i where i.record = r.id) is null
                    order by seq limit ?)
                order by seq limit ?
                """)) {
            select.setString(1, horizon);
            select.setLong(2, low);
            select.setInt(3, limit);
            select.setLong(4, low);
            select.setInt(5, limit);
            select.setInt(6, limit);
            try (ResultSet result = select.executeQuery()) {
                List<Pending> records = new ArrayList<>();
                while (result.next()) {
                    records.add(new Pending(
                            result.getObject(2, UUID.class),
                            result.getLong(1),
                            result.getString(3),
                            Hash.of(result.getBytes(4)),
                            result.getObject(5, UUID.class),
                            result.getInt(6),
                            result.getLong(7)));
                }
                return records;
            }
        }
    }
}
