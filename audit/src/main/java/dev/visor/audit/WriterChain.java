package dev.visor.audit;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Leaf;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Where a replica stands in one log: the next number, the hash that it must quote, the time it must not fall behind. */
final class WriterChain {

    private final UUID replica;
    private final int epoch;
    private long next = 1;
    private Hash previous;
    private Instant last;

    private WriterChain(UUID replica, int epoch, Hash previous, Instant last) {
        this.replica = replica;
        this.epoch = epoch;
        this.previous = previous;
        this.last = last;
    }

    /**
     * Reads the end of the replica's chain in a log, and checks that it is what was written.
     *
     * @throws TrailAlteredException if the last record does not have its hash, or its epoch has a hole
     */
    static WriterChain read(Connection connection, String log, UUID replica, int epoch) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select r.leaf, r.leaf_hash, r.epoch, r.n,
                       (select count(*) from trail_record c where c.replica = r.replica and c.log = r.log and c.epoch = r.epoch)
                from trail_record r where r.replica = ? and r.log = ? order by r.epoch desc, r.n desc limit 1
                """)) {
            select.setObject(1, replica);
            select.setString(2, log);
            try (ResultSet result = select.executeQuery()) {
                if (!result.next()) {
                    return new WriterChain(replica, epoch, Hash.ZERO, Instant.EPOCH);
                }
                byte[] bytes = result.getBytes(1);
                Hash hash = Hash.leaf(bytes);
                Leaf leaf = Leaf.read(bytes);
                if (!hash.equals(Hash.of(result.getBytes(2)))
                        || leaf.link().epoch() != result.getInt(3)
                        || leaf.link().n() != result.getLong(4)) {
                    throw new TrailAlteredException("The last record of this replica in " + log + " was altered");
                }
                if (result.getLong(5) != result.getLong(4)) {
                    throw new TrailAlteredException("This replica's records in " + log + " have a hole");
                }
                return new WriterChain(replica, epoch, hash, leaf.time());
            }
        }
    }

    /** The place of the next record. */
    ChainLink link() {
        return new ChainLink(replica, epoch, next, previous);
    }

    /** Never earlier than the record before, even when the clock was set back. */
    Instant time(Instant now) {
        return now.isBefore(last) ? last : now;
    }

    /** Goes on behind a record. */
    void advance(Hash leaf, Instant time) {
        next++;
        previous = leaf;
        last = time;
    }
}
