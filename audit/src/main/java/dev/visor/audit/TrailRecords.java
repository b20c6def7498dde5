package dev.visor.audit;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.sql.Queries;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

    private final Queries queries;

    /** Reads with a connection of its own for each call. */
    public TrailRecords(DataSource database) {
        this.queries = new Queries(database);
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
        queries.update(
                "insert into trail_actor (log, label, owner) values (?, ?, ?) on conflict do nothing",
                log,
                label,
                owner);
    }

    /** Whose keys open the fields of an actor; empty once the person was erased. */
    public Optional<UUID> actor(String log, String label) {
        return queries
                .list(
                        "select owner from trail_actor where log = ? and label = ?",
                        row -> row.getObject(1, UUID.class),
                        log,
                        label)
                .stream()
                .findFirst();
    }

    private List<Stored> query(String sql, Object... parameters) {
        return queries.list(sql, TrailRecords::stored, parameters);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getObject(1, UUID.class),
                row.getLong(2),
                row.getString(3),
                new String(row.getBytes(4), StandardCharsets.UTF_8),
                row.getObject(5, Long.class),
                row.getLong(6));
    }

    private OptionalLong number(String sql, Object... parameters) {
        return queries.list(sql, TrailRecords::wholeNumber, parameters).stream()
                .findFirst()
                .orElseGet(OptionalLong::empty);
    }

    private static OptionalLong wholeNumber(ResultSet row) throws SQLException {
        long number = row.getLong(1);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
