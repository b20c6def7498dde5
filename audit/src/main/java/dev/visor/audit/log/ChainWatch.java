package dev.visor.audit.log;

import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.log.Backlog.Pending;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Follows each writer's numbers while its records are given their place: one that is missing was taken out of the database before
 * anybody outside could know of it. A writer commits its records one behind the other, so none can be on its way still.
 *
 * <p>Not found here: a tail that is missing. The writer's own next record quotes it, which the verifier checks.
 */
final class ChainWatch {

    private final Map<Writer, Last> ends = new HashMap<>();

    private record Writer(UUID replica, String log) {}

    private record Last(int epoch, long n) {}

    /**
     * Follows records in the order of writing.
     *
     * @throws TrailAlteredException if a number is missing, or comes a second time
     */
    void follow(Connection connection, List<Pending> records) throws SQLException {
        for (Pending record : records) {
            Writer writer = new Writer(record.replica(), record.log());
            @Nullable Last last = ends.get(writer);
            boolean next = last == null
                    ? record.n() == 1 || exists(connection, record)
                    : record.epoch() == last.epoch()
                            ? record.n() == last.n() + 1
                            : record.epoch() > last.epoch() && record.n() == 1;
            if (!next) {
                throw new TrailAlteredException("The records of writer " + record.replica() + " in " + record.log()
                        + " have a hole before number " + record.n() + " of epoch " + record.epoch());
            }
            ends.put(writer, new Last(record.epoch(), record.n()));
        }
    }

    /** Whether the record before is there, of which an earlier leader has taken care. */
    private static boolean exists(Connection connection, Pending record) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select 1 from trail_record where replica = ? and log = ? and epoch = ? and n = ?")) {
            select.setObject(1, record.replica());
            select.setString(2, record.log());
            select.setInt(3, record.epoch());
            select.setLong(4, record.n() - 1);
            try (ResultSet result = select.executeQuery()) {
                return result.next();
            }
        }
    }
}
