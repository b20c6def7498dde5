package dev.visor.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Asks the database whether what it calls committed survives a power loss, and whether our role could alter the past. */
final class DurableDatabase {

    private static final List<String> TABLES =
            List.of("trail_log", "trail_epoch", "trail_record", "trail_index", "trail_head");

    private DurableDatabase() {}

    /**
     * Refuses a database that loses what it has acknowledged, and a role that may change records.
     *
     * @throws NotDurableException naming the setting or the right
     */
    static void require(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
                String value = one(statement, "show " + setting);
                boolean durable =
                        value.equals("on") || (setting.equals("synchronous_commit") && value.equals("remote_apply"));
                if (!durable) {
                    throw new NotDurableException("Trail refuses to start on a database that is not durable: " + setting
                            + " is " + value + ", set it to on");
                }
            }
            if (one(statement, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
                    .equals("t")) {
                throw new NotDurableException(
                        "Trail refuses to start as a superuser: give it a role that can only add and read");
            }
            for (String table : TABLES) {
                if (one(statement, "select has_table_privilege('" + table + "', 'UPDATE, DELETE, TRUNCATE')")
                        .equals("t")) {
                    throw new NotDurableException("Trail refuses to start with a role that may change " + table
                            + ": grant it INSERT and SELECT, nothing else");
                }
            }
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
