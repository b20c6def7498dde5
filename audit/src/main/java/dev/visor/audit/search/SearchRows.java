package dev.visor.audit.search;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Leaf;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of whoever fills the index. */
final class SearchRows {

    private static final String PENDING = """
            from trail_record r
            where r.tx >= cast(? as xid8) and not exists (select 1 from trail_search s where s.record = r.id)
            """;

    private final Connection connection;

    SearchRows(Connection connection) {
        this.connection = connection;
    }

    /** A record without a row; without a leaf, too, if it cannot be read. */
    record Waiting(UUID record, long seq, @Nullable Leaf leaf) {}

    /** Under which name an actor acted. */
    record Name(String log, Hash name, String label) {}

    /** The oldest transaction that is not finished: whatever older ones wrote can be seen now. */
    String horizon() throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet result = select.executeQuery("select pg_snapshot_xmin(pg_current_snapshot())::text")) {
            result.next();
            return result.getString(1);
        }
    }

    /** How often the index was dropped. */
    long drops() throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet result = select.executeQuery("select coalesce(max(n), 0) from trail_search_drop")) {
            result.next();
            return result.getLong(1);
        }
    }

    List<Waiting> waiting(String horizon, int limit) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select r.id, r.seq, r.leaf " + PENDING + "order by r.seq limit ?")) {
            select.setString(1, horizon);
            select.setInt(2, limit);
            try (ResultSet result = select.executeQuery()) {
                List<Waiting> waiting = new ArrayList<>();
                while (result.next()) {
                    UUID id = result.getObject(1, UUID.class);
                    waiting.add(new Waiting(id, result.getLong(2), read(id, result.getBytes(3))));
                }
                return waiting;
            }
        }
    }

    long missing(String log, String horizon) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*) " + PENDING + "and r.log = ?")) {
            select.setString(1, horizon);
            select.setString(2, log);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** The leaves of records, as far as they are there and can be read. */
    Map<UUID, Leaf> leaves(Collection<UUID> records) throws SQLException {
        Map<UUID, Leaf> leaves = new HashMap<>();
        if (records.isEmpty()) {
            return leaves;
        }
        try (PreparedStatement select =
                connection.prepareStatement("select id, leaf from trail_record where id = any(?)")) {
            select.setArray(1, connection.createArrayOf("uuid", records.toArray()));
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    UUID id = result.getObject(1, UUID.class);
                    Leaf leaf = read(id, result.getBytes(2));
                    if (leaf != null) {
                        leaves.put(id, leaf);
                    }
                }
            }
        }
        return leaves;
    }

    /** What says that it is another record is not this one. */
    private static @Nullable Leaf read(UUID id, byte[] bytes) {
        try {
            Leaf leaf = Leaf.read(bytes);
            return leaf.id().equals(id) ? leaf : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    void insert(List<SearchRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into trail_search
                (record, log, seq, time, action, actor, role, purpose, outcome, project, intent, objects)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)) {
            for (SearchRow row : rows) {
                insert.setObject(1, row.record());
                insert.setString(2, row.log());
                insert.setLong(3, row.seq());
                insert.setObject(4, row.time().atOffset(ZoneOffset.UTC));
                insert.setString(5, row.action());
                insert.setString(6, row.actor());
                insert.setString(7, row.role());
                insert.setString(8, row.purpose());
                insert.setString(9, row.outcome());
                insert.setObject(10, row.project(), Types.OTHER);
                insert.setObject(11, row.intent(), Types.OTHER);
                insert.setArray(
                        12, connection.createArrayOf("text", row.objects().toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    void insertNames(Collection<Name> names) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into trail_name (log, name, label) values (?, ?, ?) on conflict do nothing")) {
            for (Name name : names) {
                insert.setString(1, name.log());
                insert.setBytes(2, name.name().toBytes());
                insert.setString(3, name.label());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The row tells every follower that it has to begin again. */
    void drop() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from trail_search");
            statement.execute("delete from trail_name");
            statement.execute("insert into trail_search_drop default values");
        }
    }
}
