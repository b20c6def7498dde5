package dev.visor.gateway;

import dev.visor.gateway.DatabaseAccess.Login;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database for one test class alone, which may break what others share. */
public final class LocalDatabases implements AutoCloseable {

    private final LocalDatabase server;

    private LocalDatabases(LocalDatabase server) {
        this.server = server;
    }

    /** Starts a server below a folder and migrates it. */
    public static LocalDatabases start(Path folder) {
        LocalDatabase server = LocalDatabase.start(folder, TestDatabase.binaries(), folder.resolve("config"), 0);
        Login owner = server.access().owner();
        Flyway.configure()
                .dataSource(server.access().url(), owner.username(), owner.password())
                .load()
                .migrate();
        return new LocalDatabases(server);
    }

    /** Signs in as the application. */
    public DataSource app() {
        return as(server.access().app());
    }

    /** Signs in as the trail. */
    public DataSource trail() {
        return as(server.access().trail());
    }

    /** Signs in as the owner of the schema. */
    public DataSource owner() {
        return as(server.access().owner());
    }

    private DataSource as(Login login) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.access().url());
        source.setUser(login.username());
        source.setPassword(login.password());
        return source;
    }

    @Override
    public void close() {
        server.close();
    }
}
