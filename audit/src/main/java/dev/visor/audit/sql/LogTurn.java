package dev.visor.audit.sql;

import dev.visor.audit.TrailUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One's turn to do something with a log that nobody else, in whatever process, may do meanwhile. It is held by a connection of
 * its own and ends with it at the latest.
 */
public final class LogTurn implements AutoCloseable {

    private final Connection connection;

    /**
     * Waits for the turn.
     *
     * @param unpooled gives new connections: the lock lives as long as its connection
     * @param what is to be done; turns for different things do not wait for each other
     * @throws TrailUnavailableException if the database does not answer, or another's turn does not end
     */
    public LogTurn(DataSource unpooled, String what, String log) {
        try {
            connection = unpooled.getConnection();
        } catch (SQLException e) {
            throw Queries.unavailable(e);
        }
        boolean done = false;
        try {
            AdvisoryLock.take(connection, "visor-trail-" + what + ":" + log);
            done = true;
        } catch (SQLException e) {
            throw Queries.unavailable(e);
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** Something that is done on the turn's own connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T run(Connection connection) throws SQLException;
    }

    /**
     * Works on the turn's own connection, which commits each statement unless the work says otherwise.
     *
     * @throws TrailUnavailableException if the database does not answer, or refuses
     */
    public <T> T run(Work<T> work) {
        try {
            return work.run(connection);
        } catch (SQLException e) {
            throw Queries.unavailable(e);
        }
    }

    /**
     * Writes.
     *
     * @throws TrailUnavailableException if the database does not answer, or refuses
     */
    public void update(String sql, @Nullable Object... values) {
        try {
            Queries.update(connection, sql, values);
        } catch (SQLException e) {
            throw Queries.unavailable(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(LogTurn.class.getName())
                    .log(System.Logger.Level.DEBUG, "The turn ends with the connection", e);
        }
    }
}
