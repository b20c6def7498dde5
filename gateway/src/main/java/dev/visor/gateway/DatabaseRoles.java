package dev.visor.gateway;

import dev.visor.gateway.DatabaseAccess.Login;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.util.PasswordUtil;

/** Makes the local server's database and its three roles, and gives them what they may do. Repeatable at each start. */
final class DatabaseRoles {

    static final String DATABASE = "visor";

    private DatabaseRoles() {}

    static DatabaseAccess prepare(int port, DatabasePasswords passwords) throws SQLException {
        Login owner = new Login(DatabaseAccess.OWNER, passwords.owner());
        Login app = new Login(DatabaseAccess.APP, passwords.app());
        Login trail = new Login(DatabaseAccess.TRAIL, passwords.trail());
        try (Connection connection = superuser(port, PostgresServer.SUPERUSER, passwords)) {
            for (Login login : new Login[] {owner, app, trail}) {
                role(connection, login);
            }
            if (!exists(connection, "select 1 from pg_database where datname = ?", DATABASE)) {
                execute(connection, "create database " + DATABASE + " owner " + DatabaseAccess.OWNER);
            }
            execute(connection, "revoke all on database " + DATABASE + " from public");
            execute(
                    connection,
                    "grant connect on database " + DATABASE + " to " + DatabaseAccess.APP + ", "
                            + DatabaseAccess.TRAIL);
        }
        return new DatabaseAccess(PostgresServer.url(port, DATABASE), owner, app, trail);
    }

    private static Connection superuser(int port, String database, DatabasePasswords passwords) throws SQLException {
        return DriverManager.getConnection(
                PostgresServer.url(port, database), PostgresServer.SUPERUSER, passwords.superuser());
    }

    /** The password is sent as its SCRAM verifier, so that it stands in no statement. */
    private static void role(Connection connection, Login login) throws SQLException {
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", login.username())) {
            execute(connection, "create role " + login.username());
        }
        String verifier =
                PasswordUtil.encodePassword(login.username(), login.password().toCharArray(), "scram-sha-256");
        execute(
                connection,
                "alter role " + login.username()
                        + " with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password '"
                        + verifier + "'");
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
