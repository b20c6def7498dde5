package dev.visor.gateway;

import dev.visor.gateway.DatabaseAccess.Login;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks, before anything else uses it, whether a database keeps what it acknowledges and whether its roles are held back.
 * It asks as each role, because a setting can be weakened for one role alone.
 */
final class DatabaseSafety {

    private static final Map<String, Set<String>> DURABLE = Map.of(
            "fsync", Set.of("on"),
            "full_page_writes", Set.of("on"),
            "synchronous_commit", Set.of("on", "local", "remote_write", "remote_apply"),
            "data_sync_retry", Set.of("off"));

    private DatabaseSafety() {}

    /** @throws DatabaseUnavailableException naming the first setting or role that is not safe, and the statement to say */
    static void check(DatabaseAccess access) {
        for (Login login : List.of(access.app(), access.trail(), access.owner())) {
            try (Connection connection = DriverManager.getConnection(access.url(), login.username(), login.password());
                    Statement statement = connection.createStatement()) {
                settings(statement, login);
                rights(statement, login);
            } catch (SQLException e) {
                throw new DatabaseUnavailableException(
                        "The database at " + access.url() + " cannot be used as " + login.username() + ": "
                                + e.getMessage(),
                        e);
            }
        }
    }

    private static void settings(Statement statement, Login login) throws SQLException {
        for (Map.Entry<String, Set<String>> setting : DURABLE.entrySet()) {
            try (ResultSet row = statement.executeQuery("show " + setting.getKey())) {
                row.next();
                if (!setting.getValue().contains(row.getString(1))) {
                    throw new DatabaseUnavailableException("The database may lose what it acknowledged: "
                            + setting.getKey() + " is " + row.getString(1) + " for " + login.username()
                            + "; set it to "
                            + setting.getValue().stream().sorted().toList().getLast());
                }
            }
        }
    }

    private static void rights(Statement statement, Login login) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")) {
            if (!row.next() || row.getBoolean(1)) {
                throw new DatabaseUnavailableException("The role " + login.username()
                        + " could pass by row-level security: say ALTER ROLE " + login.username()
                        + " NOSUPERUSER NOBYPASSRLS");
            }
        }
    }
}
