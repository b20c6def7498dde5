package dev.visor.audit;

import dev.visor.audit.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads records back, and keeps the small table that says whose keys open an actor's fields. */
public final class TrailRecords {

    private static final String SELECT = """
            select r.id, r.seq, r.log, r.leaf, i.leaf, %s from trail_record r left join trail_index i on i.record = r.id
            """;

    private final DataSource database;

    /** Reads with a connection of its own for each call. */
    public TrailRecords(DataSource database) {
        this.database = database;
    }

    /**
     * A stored record.
     *
     * @param id the record
     * @param position grows with the time of writing; not the leaf index
     * @param log its log
     * @param leaf the canonical bytes, UTF-8
     * @param index the leaf index; null while it is pending
     * @param k its number among the records about the person asked for; 0 where nobody was asked for
     */
    public record Stored(
            UUID id,
            long position,
            String log,
            String leaf,
            @Nullable Long index,
            long k) {
        @Override
        public String toString() {
            return "Stored[" + id + "]";
        }
    }

    /** One record of a log. */
    public Optional<Stored> find(String log, UUID id) {
        return query(SELECT.formatted("0") + "where r.log = ? and r.id = ?", log, id).stream()
                .findFirst();
    }

    /** The records about a person behind the {@code after}-th, in the order of the person's chain. */
    public List<Stored> about(String log, Hash person, long after, int limit) {
        return query(
                SELECT.formatted("a.k")
                        + "join trail_about a on a.record = r.id where a.log = ? and a.person = ? and a.k > ? order by a.k limit ?",
                log,
                person.toBytes(),
                after,
                limit);
    }

    /** The newest records of a log before a position, newest first. */
    public List<Stored> newest(String log, long before, int limit) {
        return query(
                SELECT.formatted("0") + "where r.log = ? and r.seq < ? order by r.seq desc limit ?",
                log,
                before,
                limit);
    }

    /** How many records a log has. */
    public long count(String log) {
        return number("select count(*) from trail_record where log = ?", log).orElseThrow();
    }

    /**
     * How long the oldest record among the newest 5,000 has been waiting for its leaf index; empty if none waits.
     */
    public Optional<Duration> oldestPending() {
        OptionalLong millis = number("""
                select cast(extract(epoch from clock_timestamp() - min(appended_at)) * 1000 as bigint)
                from (select id, appended_at from trail_record order by seq desc limit 5000) r
                where not exists (select 1 from trail_index i where i.record = r.id)
                """);
        return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }

    /** Remembers whose keys open the fields of an actor. */
    public void rememberActor(String log, String label, UUID owner) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into trail_actor (log, label, owner) values (?, ?, ?) on conflict do nothing")) {
            bind(insert, log, label, owner);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Whose keys open the fields of an actor; empty once the person was erased. */
    public Optional<UUID> actor(String log, String label) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select owner from trail_actor where log = ? and label = ?")) {
            bind(select, log, label);
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? Optional.of(result.getObject(1, UUID.class)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private List<Stored> query(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, parameters);
            try (ResultSet result = select.executeQuery()) {
                List<Stored> stored = new ArrayList<>();
                while (result.next()) {
                    stored.add(new Stored(
                            result.getObject(1, UUID.class),
                            result.getLong(2),
                            result.getString(3),
                            new String(result.getBytes(4), java.nio.charset.StandardCharsets.UTF_8),
                            result.getObject(5, Long.class),
                            result.getLong(6)));
                }
                return stored;
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private OptionalLong number(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, parameters);
            try (ResultSet result = select.executeQuery()) {
                Long number = result.next() ? result.getObject(1, Long.class) : null;
                return number == null ? OptionalLong.empty() : OptionalLong.of(number);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static TrailUnavailableException unavailable(SQLException e) {
        return new TrailUnavailableException("The trail's database does not answer", e);
    }
}
