package dev.visor.audit.restore;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.restore.TagWalk.About;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of a rejoin, about one log and on one connection. It commits nothing. */
final class RejoinRows {

    private final Connection connection;
    private final String log;

    RejoinRows(Connection connection, String log) {
        this.connection = connection;
        this.log = log;
    }

    /** A record that is added: its canonical text, and the time from which its age is counted. */
    record Added(UUID id, ChainLink link, String leaf, Hash hash, Instant appended) {
        @Override
        public String toString() {
            return "Added[" + id + "]";
        }
    }

    /** Reads one row. */
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Row<T> reader, @Nullable Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet result = select.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(reader.read(result));
                }
                return rows;
            }
        }
    }

    /** The writers that the database knows. */
    static List<UUID> replicas(Connection connection) throws SQLException {
        return new RejoinRows(connection, "")
                .list("select distinct replica from trail_epoch", row -> row.getObject(1, UUID.class));
    }

    /** Whether a record has a place at or behind this leaf. */
    boolean placed(long from) throws SQLException {
        return list(
                        "select exists (select 1 from trail_index where log = ? and leaf >= ?)",
                        r -> r.getBoolean(1),
                        log,
                        from)
                .getFirst();
    }

    /** The hashes of the stored leaves in a range, by their place; {@link Hash#ZERO} where a row does not have its own hash. */
    Map<Long, Hash> stored(long from, long to) throws SQLException {
        Map<Long, Hash> hashes = new HashMap<>();
        list("""
                        select i.leaf, r.leaf_hash, r.leaf_hash = sha256('\\x00'::bytea || r.leaf)
                        from trail_index i join trail_record r on r.id = i.record
                        where i.log = ? and i.leaf >= ? and i.leaf < ?
                        """, r -> Map.entry(r.getLong(1), r.getBoolean(3) ? Hash.of(r.getBytes(2)) : Hash.ZERO), log, from, to)
                .forEach(row -> hashes.put(row.getKey(), row.getValue()));
        return hashes;
    }

    /** The records without a place, in the order of their writers' numbers. */
    List<Waiting.Row> waiting() throws SQLException {
        return list(
                """
                select id, replica, epoch, n, leaf_hash, leaf from trail_record r
                where log = ? and (select i.leaf from trail_index i where i.record = r.id) is null
                order by replica, epoch, n
                """,
                r -> new Waiting.Row(
                        r.getObject(1, UUID.class),
                        r.getObject(2, UUID.class),
                        r.getInt(3),
                        r.getLong(4),
                        Hash.of(r.getBytes(5)),
                        new String(r.getBytes(6), StandardCharsets.UTF_8)),
                log);
    }

    /** About whom records are. */
    List<About> about(Collection<UUID> records) throws SQLException {
        return records.isEmpty()
                ? List.of()
                : list(
                        "select person, k, record from trail_about where log = ? and record = any(?)",
                        r -> new About(Hash.of(r.getBytes(1)), r.getLong(2), r.getObject(3, UUID.class)),
                        log,
                        uuids(records));
    }

    /** How many records there are about each person, by label. */
    Map<Hash, Long> counts() throws SQLException {
        Map<Hash, Long> counts = new HashMap<>();
        list(
                        "select person, count from trail_counter where log = ?",
                        r -> Map.entry(Hash.of(r.getBytes(1)), r.getLong(2)),
                        log)
                .forEach(row -> counts.put(row.getKey(), row.getValue()));
        return counts;
    }

    /** The hash of a writer's last record that has a place. */
    Optional<Hash> lastPlaced(UUID replica) throws SQLException {
        return list("""
                        select r.leaf_hash from trail_record r join trail_index i on i.record = r.id
                        where r.replica = ? and r.log = ? order by r.epoch desc, r.n desc limit 1
                        """, r -> Hash.of(r.getBytes(1)), replica, log).stream().findFirst();
    }

    /** When the last record that has a place was written. */
    Instant lastAppended() throws SQLException {
        return list("""
                        select r.appended_at from trail_index i join trail_record r on r.id = i.record
                        where i.log = ? order by i.leaf desc limit 1
                        """, r -> r.getTimestamp(1).toInstant(), log).stream()
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    /** Adds records, and the epochs that they belong to. */
    void add(List<Added> records) throws SQLException {
        try (PreparedStatement epochs = connection.prepareStatement("""
                        insert into trail_epoch (replica, epoch)
                        select distinct replica, epoch from unnest(?, ?) as t (replica, epoch) on conflict do nothing
                        """);
                PreparedStatement insert = connection.prepareStatement("""
                        insert into trail_record (id, log, replica, epoch, n, leaf, leaf_hash, appended_at)
                        select id, ?, replica, epoch, n, leaf, leaf_hash, appended_at
                        from unnest(?, ?, ?, ?, ?, ?, ?) with ordinality
                            as t (id, replica, epoch, n, leaf, leaf_hash, appended_at, place)
                        order by place
                        """)) {
            Array replicas = uuids(records.stream().map(r -> r.link().replica()).toList());
            Array numbers = connection.createArrayOf(
                    "int4", records.stream().map(r -> r.link().epoch()).toArray());
            epochs.setArray(1, replicas);
            epochs.setArray(2, numbers);
            epochs.executeUpdate();
            insert.setString(1, log);
            insert.setArray(2, uuids(records.stream().map(Added::id).toList()));
            insert.setArray(3, replicas);
            insert.setArray(4, numbers);
            insert.setArray(5, bigints(records.stream().map(r -> r.link().n()).toList()));
            insert.setArray(
                    6,
                    bytes(records.stream()
                            .map(r -> r.leaf().getBytes(StandardCharsets.UTF_8))
                            .toList()));
            insert.setArray(
                    7, bytes(records.stream().map(r -> r.hash().toBytes()).toList()));
            insert.setArray(
                    8,
                    connection.createArrayOf(
                            "timestamptz",
                            records.stream().map(r -> r.appended().toString()).toArray()));
            insert.executeUpdate();
        }
    }

    /** Adds whom records are about. */
    void addAbout(List<About> abouts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into trail_about (log, person, k, record)
                select ?, person, k, record from unnest(?, ?, ?) as t (person, k, record)
                """)) {
            insert.setString(1, log);
            insert.setArray(
                    2, bytes(abouts.stream().map(a -> a.person().toBytes()).toList()));
            insert.setArray(3, bigints(abouts.stream().map(About::k).toList()));
            insert.setArray(4, uuids(abouts.stream().map(About::record).toList()));
            insert.executeUpdate();
        }
    }

    /** Raises the persons' counters. */
    void raise(Map<Hash, Long> counts) throws SQLException {
        List<Map.Entry<Hash, Long>> entries = List.copyOf(counts.entrySet());
        try (PreparedStatement raise = connection.prepareStatement("""
                insert into trail_counter (log, person, count)
                select ?, person, count from unnest(?, ?) as t (person, count)
                on conflict (log, person) do update set count = excluded.count
                """)) {
            raise.setString(1, log);
            raise.setArray(
                    2, bytes(entries.stream().map(e -> e.getKey().toBytes()).toList()));
            raise.setArray(3, bigints(entries.stream().map(Map.Entry::getValue).toList()));
            raise.executeUpdate();
        }
    }

    /** Adds whose keys open the fields of actors. */
    void addActors(Map<String, UUID> owners) throws SQLException {
        for (Map.Entry<String, UUID> actor : owners.entrySet()) {
            update(
                    "insert into trail_actor (log, label, owner) values (?, ?, ?) on conflict do nothing",
                    log,
                    actor.getKey(),
                    actor.getValue());
        }
    }

    /** Remembers what was done. */
    void rejoined(Rejoined done) throws SQLException {
        update(
                "insert into trail_rejoin (log, before, size, added, waiting, unclaimed) values (?, ?, ?, ?, ?, ?)",
                log,
                done.before(),
                done.size(),
                done.added(),
                done.waiting(),
                done.unclaimed());
    }

    void update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private Array uuids(Collection<UUID> values) throws SQLException {
        return connection.createArrayOf("uuid", values.toArray());
    }

    private Array bigints(Collection<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray());
    }

    private Array bytes(Collection<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }
}
