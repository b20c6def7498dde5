package dev.visor.gateway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.visor.gateway.DatabaseAccess.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * One real PostgreSQL for all tests of this JVM, under {@code target}, empty at first and migrated once. Tests share it:
 * each uses tenants of its own.
 */
public final class TestDatabase {

    private static final Path FOLDER = TestFolders.own("test-database");

    private static final int MOST_CONNECTIONS = 30;

    private static final Map<String, HikariDataSource> POOLS = new HashMap<>();

    private static @Nullable LocalDatabase database;

    private TestDatabase() {}

    /** Starts the server and migrates it, the first time. */
    public static synchronized DatabaseAccess shared() {
        if (database == null) {
            delete(FOLDER.resolve("data"));
            LocalDatabase started = LocalDatabase.start(FOLDER, binaries(), FOLDER.resolve("config"), 0);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "test-database-stop"));
            Login owner = started.access().owner();
            Flyway.configure()
                    .dataSource(started.access().url(), owner.username(), owner.password())
                    .load()
                    .migrate();
            database = started;
        }
        return database.access();
    }

    private static void stop(LocalDatabase started) {
        POOLS.values().forEach(HikariDataSource::close);
        started.close();
    }

    /** Signs in as the application. */
    public static DataSource app() {
        return dataSource(shared().app());
    }

    /** Signs in as the trail. */
    public static DataSource trail() {
        return dataSource(shared().trail());
    }

    /** Signs in as the owner of the schema. */
    public static DataSource owner() {
        return dataSource(shared().owner());
    }

    /** For a Spring context that shall use this database. */
    public static Map<String, String> properties() {
        DatabaseAccess access = shared();
        return Map.of(
                "visor.database.url", access.url(),
                "visor.database.owner.password", access.owner().password(),
                "visor.database.app.password", access.app().password(),
                "visor.database.trail.password", access.trail().password());
    }

    /** Puts a link to the unpacked PostgreSQL where an installation would unpack its own: that takes seconds each time. */
    public static synchronized void lendBinaries(Path installation) {
        Path own = installation.resolve("postgres").resolve("bin");
        try {
            if (!Files.exists(own)) {
                Files.createDirectories(own.getParent());
                Files.createSymbolicLink(own, PostgresBinaries.unpack(binaries()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacked once for all databases of the tests. */
    static Path binaries() {
        return TestFolders.own("postgres-binaries");
    }

    /** Signing in costs ten milliseconds of both sides, more than most transactions: hence a pool, as Visor has one. */
    private static synchronized DataSource dataSource(Login login) {
        shared();
        // Wrapped, so that a Spring context that is given it does not close it for everybody.
        return new DelegatingDataSource(POOLS.computeIfAbsent(login.username(), _ -> pool(login)));
    }

    private static HikariDataSource pool(Login login) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(shared().url());
        config.setUsername(login.username());
        config.setPassword(login.password());
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(Duration.ofSeconds(10).toMillis());
        return new HikariDataSource(config);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
