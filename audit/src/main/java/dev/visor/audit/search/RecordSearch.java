package dev.visor.audit.search;

import dev.visor.audit.TrailRecords.Stored;
import dev.visor.audit.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads the index. Values go in as parameters only, whatever they look like. */
public final class RecordSearch {

    private static final String PAGE = """
            select r.id, r.seq, r.log, r.leaf, i.leaf as place, s.time, s.intent
            from trail_search s join trail_record r on r.id = s.record left join trail_index i on i.record = s.record
            where
            """;

    private final DataSource database;

    /** Reads with a connection of its own for each call. */
    public RecordSearch(DataSource database) {
        this.database = database;
    }

    /**
     * How many records were found.
     *
     * @param number exact up to the bound that was asked for, the bound itself beyond it
     * @param more whether there are more than that
     */
    public record Count(long number, boolean more) {}

    /**
     * The newest record that a filter finds now, which is where its first page and its exports begin: what is written later
     * belongs to the next search.
     */
    public Optional<Place> newest(SearchFilter filter) {
        SearchStatement statement = new SearchStatement("select s.time, s.seq from trail_search s where ");
        statement.where(filter).then(" order by s.time desc, s.seq desc limit 1");
        return query(statement, RecordSearch::place).stream().findFirst();
    }

    /** Counts what a filter finds from a place on downwards, exactly up to a bound. */
    public Count count(SearchFilter filter, Place top, long bound) {
        SearchStatement statement = new SearchStatement("select count(*) from (select 1 from trail_search s where ");
        statement.where(filter).upTo(top).then(" limit ?) found", bound + 1);
        long found = query(statement, row -> row.getLong(1)).getFirst();
        return new Count(Math.min(found, bound), found > bound);
    }

    /** A page, newest first, that begins at a place. */
    public List<Stored> from(SearchFilter filter, Place top, int limit) {
        return page(new SearchStatement(PAGE).where(filter).upTo(top), limit);
    }

    /** A page, newest first, that begins behind a place. */
    public List<Stored> behind(SearchFilter filter, Place last, int limit) {
        return page(
                new SearchStatement(PAGE)
                        .where(filter)
                        .then(" and (s.time, s.seq) < (?, ?)", SearchStatement.utc(last.time()), last.seq()),
                limit);
    }

    /** Whether one of the newest records that a filter finds from a place on has no leaf index yet. */
    public boolean unsequenced(SearchFilter filter, Place top, int newest) {
        SearchStatement statement = new SearchStatement(
                        "select count(*) from (select s.record from trail_search s where ")
                .where(filter)
                .upTo(top)
                .then(
                        " order by s.time desc, s.seq desc limit ?) found"
                                + " where not exists (select 1 from trail_index i where i.record = found.record)",
                        newest);
        return query(statement, row -> row.getLong(1)).getFirst() > 0;
    }

    /** The records that tell how intents ended, as far as they are indexed. */
    public Map<UUID, Stored> outcomes(String log, Collection<UUID> intents) {
        SearchStatement statement =
                new SearchStatement(PAGE).then("s.log = ? and s.intent = any(?)", log, intents.toArray(UUID[]::new));
        Map<UUID, Stored> outcomes = new HashMap<>();
        query(statement, row -> Map.entry(row.getObject("intent", UUID.class), stored(row)))
                .forEach(entry -> outcomes.putIfAbsent(entry.getKey(), entry.getValue()));
        return outcomes;
    }

    /** The labels of whoever acted under a name. */
    public List<String> actors(String log, Hash name) {
        SearchStatement statement = new SearchStatement("select label from trail_name where ")
                .then("log = ? and name = ? order by label", log, name.toBytes());
        return query(statement, row -> row.getString(1));
    }

    private List<Stored> page(SearchStatement statement, int limit) {
        return query(statement.then(" order by s.time desc, s.seq desc limit ?", limit), RecordSearch::stored);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getObject("id", UUID.class),
                row.getLong("seq"),
                row.getString("log"),
                new String(row.getBytes("leaf"), StandardCharsets.UTF_8),
                row.getObject("place", Long.class),
                0);
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2));
    }

    private <T> List<T> query(SearchStatement statement, SearchStatement.Reader<T> reader) {
        return statement.query(database, reader);
    }
}
