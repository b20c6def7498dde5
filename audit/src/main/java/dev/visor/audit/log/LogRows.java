package dev.visor.audit.log;

import dev.visor.audit.note.SignedCheckpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The statements of whoever gives records their place in a log. */
public final class LogRows {

    private final Connection connection;

    /** Works on this connection and commits nothing. */
    public LogRows(Connection connection) {
        this.connection = connection;
    }

    /** The newest signed head of a log. */
    public Optional<SignedCheckpoint> head(String log) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select note from trail_head where log = ? order by size desc limit 1")) {
            select.setString(1, log);
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? Optional.of(SignedCheckpoint.parse(result.getString(1))) : Optional.empty();
            }
        }
    }

    /** The signed head of one size. */
    Optional<SignedCheckpoint> head(String log, long size) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select note from trail_head where log = ? and size = ?")) {
            select.setString(1, log);
            select.setLong(2, size);
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? Optional.of(SignedCheckpoint.parse(result.getString(1))) : Optional.empty();
            }
        }
    }

    /** Gives records their leaf indices, counted on from {@code first}. */
    public void index(String log, long first, List<UUID> records) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into trail_index (log, leaf, record)
                select ?, ? + place - 1, record from unnest(?) with ordinality as t (record, place)
                """)) {
            insert.setString(1, log);
            insert.setLong(2, first);
            insert.setArray(3, connection.createArrayOf("uuid", records.toArray()));
            insert.executeUpdate();
        }
    }

    /** Takes the place behind {@code previous}; fails if another sequencer has taken it. */
    public void extend(long previous, SignedCheckpoint head) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into trail_head (log, size, previous_size, root, note) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, head.checkpoint().origin());
            insert.setLong(2, head.checkpoint().size());
            insert.setLong(3, previous);
            insert.setBytes(4, head.checkpoint().root().toBytes());
            insert.setString(5, head.note());
            insert.executeUpdate();
        }
    }

    /** The first leaf of a log of which there are rows: those before it may have been removed. */
    public long minimum(String log) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select coalesce(max(minimum), 0) from trail_removal where log = ?")) {
            select.setString(1, log);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** The leaves from index {@code from} to before {@code to}. */
    List<byte[]> leaves(String log, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select r.leaf from trail_index i join trail_record r on r.id = i.record
                where i.log = ? and i.leaf >= ? and i.leaf < ? order by i.leaf
                """)) {
            select.setString(1, log);
            select.setLong(2, from);
            select.setLong(3, to);
            try (ResultSet result = select.executeQuery()) {
                List<byte[]> leaves = new ArrayList<>();
                while (result.next()) {
                    leaves.add(result.getBytes(1));
                }
                return leaves;
            }
        }
    }
}
