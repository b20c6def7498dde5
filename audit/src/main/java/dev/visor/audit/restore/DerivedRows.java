package dev.visor.audit.restore;

import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.counts.CountedLeaf;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.retention.Hold;
import dev.visor.audit.retention.Removal;
import dev.visor.audit.retention.YearEnd;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;

/**
 * The rows that remember what a record says: maps of counts, ends of years, removals, holds. A row that is there already stays.
 *
 * <p>That a removal ended is not remembered: the backup has brought back the rows that had been removed, so it has to be done once
 * more, and retention goes on with whatever has no end.
 */
final class DerivedRows {

    private final RejoinRows rows;
    private final String log;

    DerivedRows(RejoinRows rows, String log) {
        this.rows = rows;
        this.log = log;
    }

    /**
     * Adds what follows from a record.
     *
     * @throws TrailAlteredException if the record does not say what such a record has to
     */
    void follow(Leaf leaf) throws SQLException {
        try {
            switch (leaf.action()) {
                case CountedLeaf.ACTION ->
                    rows.update(
                            "insert into trail_counts (log, covered, record) values (?, ?, ?) on conflict do nothing",
                            log,
                            CountedLeaf.of(leaf).covered(),
                            leaf.id());
                case YearEnd.ACTION -> end(YearEnd.of(leaf), leaf.id());
                case Removal.ACTION ->
                    rows.update("""
                            insert into trail_removal (log, minimum, record)
                            select log, minimum, ? from trail_year where log = ? and minimum = ? on conflict do nothing
                            """, leaf.id(), log, Removal.of(leaf).minimum());
                case Hold.PLACE -> place(leaf);
                case Hold.LIFT -> lift(leaf);
                default -> {}
            }
        } catch (IllegalArgumentException e) {
            throw new TrailAlteredException("The published record " + leaf.id() + " cannot be read: " + e.getMessage());
        }
    }

    private void end(YearEnd end, UUID record) throws SQLException {
        rows.update(
                "insert into trail_year (log, year, minimum, record) values (?, ?, ?, ?) on conflict do nothing",
                log,
                end.year(),
                end.minimum(),
                record);
    }

    private void place(Leaf leaf) throws SQLException {
        rows.update(
                "insert into trail_hold (hold, log, matter, placed_at, record) values (?, ?, ?, ?, ?) on conflict do nothing",
                hold(leaf),
                log,
                leaf.facts().get(Hold.MATTER),
                Timestamp.from(leaf.time()),
                leaf.id());
    }

    private void lift(Leaf leaf) throws SQLException {
        rows.update("""
                insert into trail_hold_lift (hold, lifted_at, record)
                select hold, ?, ? from trail_hold where hold = ? on conflict do nothing
                """, Timestamp.from(leaf.time()), leaf.id(), hold(leaf));
    }

    private static UUID hold(Leaf leaf) {
        return UUID.fromString(leaf.facts().getOrDefault(Hold.ID, ""));
    }
}
