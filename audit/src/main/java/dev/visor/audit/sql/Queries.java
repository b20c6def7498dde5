package dev.visor.audit.sql;

import dev.visor.audit.TrailUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Statements on the trail's database, each with a connection of its own. */
public final class Queries {

    private final DataSource database;

    /** Takes connections from here, which may be a pool. */
    public Queries(DataSource database) {
        this.database = database;
    }

    /** Reads the row that the cursor is at. */
    @FunctionalInterface
    public interface Row<T> {
        /** What the row says. */
        T read(ResultSet row) throws SQLException;
    }

    /**
     * All rows that a query finds, in its order.
     *
     * @throws TrailUnavailableException if the database does not answer
     */
    public <T> List<T> list(String sql, Row<T> reader, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, values);
            try (ResultSet result = select.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(reader.read(result));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * Writes, and commits.
     *
     * @throws TrailUnavailableException if the database does not answer, or refuses
     */
    public void update(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection()) {
            update(connection, sql, values);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    static void update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    static TrailUnavailableException unavailable(SQLException e) {
        return new TrailUnavailableException("The trail's database does not answer", e);
    }
}
