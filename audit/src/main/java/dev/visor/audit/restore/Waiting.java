package dev.visor.audit.restore;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Leaf;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The records of a log that wait in the database for their place. A backup holds those that were written in the last moment before
 * it, and the published log gave them their place since. What was never published goes on waiting, if it goes on from what its
 * writer published last; else somebody wrote to the restored database.
 */
final class Waiting {

    private final Map<UUID, Row> byId = new HashMap<>();
    private final Map<Place, Row> byPlace = new HashMap<>();

    /** Where each writer's published records end. */
    private final Map<UUID, Hash> ends = new HashMap<>();

    /** One of them, with the hash that it is said to have and its canonical text. */
    record Row(UUID id, UUID replica, int epoch, long n, Hash hash, String leaf) {
        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    private record Place(UUID replica, int epoch, long n) {}

    /** In the order of their writers' numbers. */
    private final List<Row> rows;

    Waiting(List<Row> rows) {
        this.rows = rows;
        for (Row row : rows) {
            byId.put(row.id(), row);
            byPlace.put(new Place(row.replica(), row.epoch(), row.n()), row);
        }
    }

    static RejoinRefusedException contradicted(UUID record) {
        return new RejoinRefusedException("The record " + record
                + " waits in the database, and the published log has others in its place: something wrote to the backup after"
                + " it was restored. Restore it once more, and rejoin it before anything else writes to it");
    }

    /**
     * Looks whether a published record is one of them.
     *
     * @throws RejoinRefusedException if one of them has its identifier or its number and is another
     */
    boolean publishes(Leaf leaf, Hash hash) {
        ChainLink link = leaf.link();
        ends.put(link.replica(), hash);
        @Nullable Row byNumber = byPlace.remove(new Place(link.replica(), link.epoch(), link.n()));
        @Nullable Row same = byId.remove(leaf.id());
        @Nullable Row either = same == null ? byNumber : same;
        if (either == null) {
            return false;
        }
        if (same == null
                || byNumber == null
                || !same.id().equals(byNumber.id())
                || !same.hash().equals(hash)) {
            throw contradicted(either.id());
        }
        return true;
    }

    /**
     * Holds what is left against its writers' published records.
     *
     * @return the records that go on waiting
     * @throws RejoinRefusedException if one does not go on from its writer's published ones
     */
    List<UUID> rest(RejoinRows rows) throws SQLException {
        List<Row> left =
                this.rows.stream().filter(row -> byId.containsKey(row.id())).toList();
        for (Row row : left) {
            Leaf leaf = Leaf.read(row.leaf());
            @Nullable Hash before = ends.get(row.replica());
            if (before == null) {
                before = rows.lastPlaced(row.replica()).orElse(Hash.ZERO);
            }
            if (!Hash.leaf(row.leaf().getBytes(StandardCharsets.UTF_8)).equals(row.hash())
                    || !leaf.link().previous().equals(before)) {
                throw contradicted(row.id());
            }
            ends.put(row.replica(), row.hash());
        }
        return left.stream().map(Row::id).toList();
    }
}
