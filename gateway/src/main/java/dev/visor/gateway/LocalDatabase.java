package dev.visor.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;

/**
 * PostgreSQL for one machine, started and stopped by Visor itself.
 *
 * <p>What was committed survives {@code kill -9} of the gateway, of the server and of the machine: the server runs with
 * fsync, synchronous commits and full page writes, and the data folder is never cleaned. It listens on the loopback
 * address only, there is no socket file, and every sign-in is checked by SCRAM. The gateway's three roles have neither
 * SUPERUSER nor BYPASSRLS.
 *
 * <p>Not guaranteed: whoever may read the secrets file and reach the loopback address can sign in. What stands in the
 * tables is therefore sealed before it gets there.
 *
 * <pre>{@code
 * try (LocalDatabase database = LocalDatabase.start(home.resolve("postgres"), config, 0)) {
 *     database.access().app() ...
 * }
 * }</pre>
 */
public final class LocalDatabase implements AutoCloseable {

    private final FileChannel lock;
    private final PostgresServer server;
    private final DatabaseAccess access;

    private LocalDatabase(FileChannel lock, PostgresServer server, DatabaseAccess access) {
        this.lock = lock;
        this.server = server;
        this.access = access;
    }

    /**
     * Starts the server on its folder; the first start makes the database and its roles. A server that a killed gateway
     * left behind is stopped first, and a stale {@code postmaster.pid} is removed.
     *
     * @param folder takes the folders {@code data}, {@code bin} and {@code log}; readable by this user only
     * @param config outside of the backup set: takes {@code database.properties} with the passwords, mode 0600
     * @param port on the loopback address; 0 takes a free one
     * @throws DatabaseUnavailableException with one sentence for the operator
     */
    public static LocalDatabase start(Path folder, Path config, int port) {
        return start(folder, folder.resolve("bin"), config, port);
    }

    static LocalDatabase start(Path folder, Path binaries, Path config, int port) {
        FileChannel lock = lock(folder);
        try {
            Path absolute = folder.toRealPath();
            DatabasePasswords passwords = DatabasePasswords.readOrCreate(config, absolute.resolve("data"));
            PostgresServer server = new PostgresServer(PostgresBinaries.unpack(binaries.toAbsolutePath()), absolute);
            server.create(passwords.superuser());
            int listening = server.start(port);
            try {
                return new LocalDatabase(lock, server, DatabaseRoles.prepare(listening, passwords));
            } catch (SQLException e) {
                server.stop();
                throw new DatabaseUnavailableException(
                        "The local database in " + folder + " started, but its roles could not be prepared: is "
                                + config.resolve(DatabasePasswords.FILE) + " the file that belongs to it?",
                        e);
            }
        } catch (RuntimeException | IOException e) {
            release(lock, e);
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
    }

    /** Where the database is, and as whom to sign in. */
    public DatabaseAccess access() {
        return access;
    }

    /** Stops the server; whoever still holds a connection loses it. */
    @Override
    public void close() {
        try (lock) {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One gateway per folder: whoever holds the lock may stop what a former holder left running. */
    private static FileChannel lock(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException e) {
                channel.close();
                throw inUse(folder, e);
            }
            channel.close();
            throw inUse(folder, null);
        } catch (IOException e) {
            throw new DatabaseUnavailableException("The folder " + folder + " cannot be written", e);
        }
    }

    private static DatabaseUnavailableException inUse(Path folder, @org.jspecify.annotations.Nullable Throwable cause) {
        return new DatabaseUnavailableException(
                "Another gateway is running on " + folder + ": stop it, or give this one its own visor.home", cause);
    }

    private static void release(FileChannel lock, Exception failure) {
        try {
            lock.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
