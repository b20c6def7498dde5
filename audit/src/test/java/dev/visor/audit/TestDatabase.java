package dev.visor.audit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A durable PostgreSQL for the length of the tests; each instance of this class is a database of its own in it. */
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name;
    private final int port;

    /** Makes a migrated database. */
    public TestDatabase() {
        this(Server.RUNNING.getPort());
    }

    /** The same on a server of one's own, see {@link #durable}. */
    public TestDatabase(int port) {
        this("trail" + NUMBER.incrementAndGet(), port);
        administer("postgres", "create database " + name + " owner visor_owner");
        try {
            try (Connection connection = as("visor_owner", name, port).getConnection();
                    Statement statement = connection.createStatement()) {
                for (Path migration : migrations()) {
                    statement.execute(Files.readString(migration));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestDatabase(String name, int port) {
        this.name = name;
        this.port = port;
    }

    /** A copy as it is now, as a backup is one. Whoever is connected here is thrown out. */
    public TestDatabase copy() {
        TestDatabase copy = new TestDatabase("trail" + NUMBER.incrementAndGet(), port);
        administer(
                "postgres",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'",
                "create database " + copy.name + " template " + name + " owner visor_owner");
        return copy;
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.sorted().toList();
        }
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = durable().start();
                createRoles(server);
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A server that keeps what it committed. Zonky's own defaults are those of a throw-away: the trail would refuse them. */
    public static EmbeddedPostgres.Builder durable() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100");
    }

    /** Makes the roles that the migrations name, on a new server. */
    public static void createRoles(EmbeddedPostgres server) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String role : new String[] {"visor_owner", "visor_app", "visor_trail"}) {
                statement.execute("create role " + role + " login");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it is: the role that writes the trail, on a port. */
    public static DataSource trail(int port, String name) {
        return as("visor_trail", name, port);
    }

    /** Where its server listens. */
    public int port() {
        return port;
    }

    /** Its name on its server. */
    public String name() {
        return name;
    }

    /** As the role that writes the trail. */
    public DataSource trail() {
        return trail(port, name);
    }

    /** As the application's role. */
    public DataSource app() {
        return as("visor_app", name, port);
    }

    /** As somebody who may do anything, triggers included: the attacker with the whole database. */
    public DataSource attacker() {
        return as("postgres", name, port);
    }

    /** Runs statements as the attacker. */
    public void attack(String... statements) {
        administer(name, statements);
    }

    private void administer(String database, String... statements) {
        try (Connection connection = as("postgres", database, port).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource as(String role, String database, int port) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(role);
        return source;
    }
}
