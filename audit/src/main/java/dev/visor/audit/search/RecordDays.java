package dev.visor.audit.search;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.record.Leaf;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads stretches of the index for the rules that look through a log. */
public final class RecordDays {

    private static final String COLUMNS = """
            select s.record, s.seq, s.time, r.appended_at, s.action, s.actor, s.outcome, s.objects,
                case when s.outcome = 'refused' then r.leaf end as leaf, r.replica, r.epoch, r.n
            """;

    /** How far back in the order of writing it is looked for records that tell another day than they were written on. */
    private static final int NEWEST = 20_000;

    private final DataSource database;

    /** Reads with a connection of its own for each call. */
    public RecordDays(DataSource database) {
        this.database = database;
    }

    /**
     * The records of a stretch of time, as their writers' clocks tell it, in the order of time.
     *
     * @param about the actions whose data subjects are wanted
     * @param limit so many records at most, the earliest
     */
    public List<DayRow> rows(String log, Instant from, Instant until, Collection<String> about, int limit) {
        try (Connection connection = database.getConnection()) {
            Map<UUID, List<String>> persons = persons(connection, log, from, until, about);
            return rows(connection, COLUMNS + """
                    from trail_search s join trail_record r on r.id = s.record
                    where s.log = ? and s.time >= ? and s.time < ? order by s.time, s.seq limit ?
                    """, persons, log, utc(from), utc(until), limit);
        } catch (SQLException e) {
            throw new TrailUnavailableException("The search index does not answer", e);
        }
    }

    /** Among the newest records, those that were written in a stretch of time and tell another. */
    public List<DayRow> strays(String log, Instant from, Instant until) {
        try (Connection connection = database.getConnection()) {
            return rows(connection, COLUMNS + """
                    from (select * from trail_record where log = ? order by seq desc limit ?) r
                        join trail_search s on s.record = r.id
                    where r.appended_at >= ? and r.appended_at < ? and (s.time < ? or s.time >= ?)
                    order by s.time, s.seq
                    """, Map.of(), log, NEWEST, utc(from), utc(until), utc(from), utc(until));
        } catch (SQLException e) {
            throw new TrailUnavailableException("The search index does not answer", e);
        }
    }

    /**
     * What was begun in a stretch of time and has no outcome, on whatever day it would be told.
     *
     * @param actions those that want one
     */
    public List<DayRow> unended(String log, Instant from, Instant until, Collection<String> actions, int limit) {
        try (Connection connection = database.getConnection()) {
            return rows(
                    connection,
                    COLUMNS + """
                    from trail_search s join trail_record r on r.id = s.record
                    where s.log = ? and s.action = any(?) and s.time >= ? and s.time < ?
                        and not exists (select 1 from trail_search o where o.intent = s.record)
                    order by s.time, s.seq limit ?
                    """,
                    Map.of(),
                    log,
                    actions.toArray(new String[0]),
                    utc(from),
                    utc(until),
                    limit);
        } catch (SQLException e) {
            throw new TrailUnavailableException("The search index does not answer", e);
        }
    }

    /** How often each person did each of these things on each day (UTC) of a stretch of time. */
    public List<DayCount> counts(String log, Instant from, Instant until, Collection<String> actions) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select s.actor, s.action, cast(s.time at time zone 'UTC' as date), count(*)
                        from trail_search s
                        where s.log = ? and s.action = any(?) and s.time >= ? and s.time < ?
                            and s.actor like 'person:%'
                        group by 1, 2, 3 order by 1, 2, 3
                        """)) {
            select.setString(1, log);
            select.setArray(2, connection.createArrayOf("text", actions.toArray()));
            select.setObject(3, utc(from));
            select.setObject(4, utc(until));
            try (ResultSet result = select.executeQuery()) {
                List<DayCount> counts = new ArrayList<>();
                while (result.next()) {
                    counts.add(new DayCount(
                            result.getString(1),
                            result.getString(2),
                            result.getObject(3, LocalDate.class),
                            result.getLong(4)));
                }
                return counts;
            }
        } catch (SQLException e) {
            throw new TrailUnavailableException("The search index does not answer", e);
        }
    }

    private static Map<UUID, List<String>> persons(
            Connection connection, String log, Instant from, Instant until, Collection<String> about)
            throws SQLException {
        Map<UUID, List<String>> persons = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select a.record, encode(a.person, 'hex') from trail_about a join trail_search s on s.record = a.record
                where a.log = ? and s.log = ? and s.action = any(?) and s.time >= ? and s.time < ? order by 1, 2
                """)) {
            select.setString(1, log);
            select.setString(2, log);
            select.setArray(3, connection.createArrayOf("text", about.toArray()));
            select.setObject(4, utc(from));
            select.setObject(5, utc(until));
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    persons.computeIfAbsent(result.getObject(1, UUID.class), record -> new ArrayList<>())
                            .add(result.getString(2));
                }
            }
        }
        return persons;
    }

    private static List<DayRow> rows(
            Connection connection, String sql, Map<UUID, List<String>> persons, Object... parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = select.executeQuery()) {
                List<DayRow> rows = new ArrayList<>();
                while (result.next()) {
                    UUID record = result.getObject(1, UUID.class);
                    Map<String, String> facts = facts(result.getBytes(9));
                    rows.add(new DayRow(
                            record,
                            result.getLong(2),
                            result.getObject(3, OffsetDateTime.class).toInstant(),
                            result.getObject(4, OffsetDateTime.class).toInstant(),
                            result.getString(5),
                            result.getString(6),
                            result.getString(7),
                            texts(result.getArray(8)),
                            persons.getOrDefault(record, List.of()),
                            facts.get("reason"),
                            times(facts),
                            result.getObject(10, UUID.class),
                            result.getInt(11),
                            result.getLong(12)));
                }
                return rows;
            }
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Map<String, String> facts(byte @Nullable [] leaf) {
        return leaf == null ? Map.of() : Leaf.read(leaf).facts();
    }

    /** Whoever was refused more often than is recorded one by one is counted. */
    private static int times(Map<String, String> facts) {
        String count = facts.getOrDefault("count", "1");
        return count.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(count) : 1;
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
