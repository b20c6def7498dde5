package dev.visor.audit.search;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** SQL of fixed pieces, and the values that go with them as parameters, whatever they look like. */
final class SearchStatement {

    /** An argument that the database does not take, such as a time zone that it does not know. */
    private static final String INVALID_PARAMETER = "22023";

    private final StringBuilder sql;
    private final List<Object> parameters = new ArrayList<>();

    SearchStatement(String begin) {
        this.sql = new StringBuilder(begin);
    }

    /** Reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    SearchStatement then(String piece, Object... values) {
        sql.append(piece);
        parameters.addAll(List.of(values));
        return this;
    }

    SearchStatement upTo(Place top) {
        return then(" and (s.time, s.seq) <= (?, ?)", utc(top.time()), top.seq());
    }

    /** What a filter demands of a row {@code s} of {@code trail_search}. */
    SearchStatement where(SearchFilter filter) {
        then("s.log = ?", filter.log());
        List<String> actors = filter.actors();
        and(" and s.actor = any(?)", actors == null ? null : actors.toArray(String[]::new));
        Hash person = filter.person();
        if (person != null) {
            then(
                    " and s.record in (select a.record from trail_about a where a.log = ? and a.person = ?)",
                    filter.log(),
                    person.toBytes());
        }
        and(
                " and s.objects @> ?",
                filter.object() == null ? null : new String[] {filter.object().value()});
        and(" and s.project = ?", filter.project());
        and(" and s.purpose = ?", filter.purpose());
        and(" and s.action = ?", filter.action());
        and(" and s.outcome = ?", filter.outcome());
        and(" and s.time >= ?", filter.from() == null ? null : utc(filter.from()));
        and(" and s.time < ?", filter.until() == null ? null : utc(filter.until()));
        return this;
    }

    private void and(String piece, @Nullable Object value) {
        if (value != null) {
            sql.append(piece);
            parameters.add(value);
        }
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /**
     * Reads every row.
     *
     * @throws IllegalArgumentException if a value is one that the database does not take
     * @throws TrailUnavailableException if the database does not answer
     */
    <T> List<T> query(DataSource database, Reader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql.toString())) {
            int place = 1;
            for (Object parameter : parameters) {
                if (parameter instanceof Object[] array) {
                    select.setArray(
                            place++, connection.createArrayOf(array instanceof UUID[] ? "uuid" : "text", array));
                } else {
                    select.setObject(place++, parameter);
                }
            }
            try (ResultSet result = select.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(reader.read(result));
                }
                return rows;
            }
        } catch (SQLException e) {
            if (INVALID_PARAMETER.equals(e.getSQLState())) {
                throw new IllegalArgumentException("The database does not take a value", e);
            }
            throw new TrailUnavailableException("The search index does not answer", e);
        }
    }
}
