package dev.visor.audit.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Locks of the database that a connection holds until it ends, by their names. */
public final class AdvisoryLock {

    /** Whoever gives records their place holds it. */
    public static final String SEQUENCER = "visor-trail-sequencer";

    private AdvisoryLock() {}

    /** Whoever writes as a replica holds it. */
    public static String writer(UUID replica) {
        return "visor-trail-writer:" + replica;
    }

    /** Takes the lock if nobody else has it. */
    public static boolean tryTake(Connection connection, String name) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
            lock.setString(1, name);
            try (ResultSet result = lock.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** Waits for the lock, as long as the connection lets it. */
    public static void take(Connection connection, String name) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))")) {
            lock.setString(1, name);
            lock.execute();
        }
    }
}
