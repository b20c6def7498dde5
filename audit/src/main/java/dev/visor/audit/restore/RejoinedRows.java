package dev.visor.audit.restore;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.sql.LogTurn;
import dev.visor.audit.sql.Queries;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What was rejoined, and where a record tells of it. A crash behind the rejoin leaves some that nobody has told of. */
public final class RejoinedRows {

    private final Queries queries;
    private final DataSource unpooled;

    /**
     * Reads with a connection of its own for each call.
     *
     * @param unpooled gives new connections: a turn's lock lives as long as its connection
     */
    public RejoinedRows(DataSource unpooled) {
        this.queries = new Queries(unpooled);
        this.unpooled = unpooled;
    }

    /**
     * A rejoin of which a log does not tell yet.
     *
     * @param log that was rejoined
     * @param toldIn the log that wants a record about it
     * @param before leaves that the backup had
     * @param size leaves afterwards
     * @param added records that the backup had not
     * @param waiting records that the backup had and that were never published
     * @param unclaimed how often an added record is about somebody who has no keys here
     */
    public record Untold(String log, String toldIn, long before, long size, long added, long waiting, long unclaimed) {}

    /**
     * What is to be told, in the log that it is about and in the operator's.
     *
     * @throws TrailUnavailableException if the database does not answer
     */
    public List<Untold> untold(String operator) {
        return queries.list(
                """
                        select distinct r.log, t.told_in, r.before, r.size, r.added, r.waiting, r.unclaimed
                        from trail_rejoin r cross join lateral (values (r.log), (?)) as t (told_in)
                        where not exists (select 1 from trail_rejoin_told d
                            where d.log = r.log and d.size = r.size and d.told_in = t.told_in)
                        order by r.log, r.size, t.told_in
                        """,
                row -> new Untold(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)),
                operator);
    }

    /** Remembers the record that tells of it. */
    public void told(Untold told, UUID record) {
        queries.update(
                "insert into trail_rejoin_told (log, size, told_in, record) values (?, ?, ?, ?) on conflict do nothing",
                told.log(),
                told.size(),
                told.toldIn(),
                record);
    }

    /** Waits for one's turn to tell. */
    public LogTurn turn(String operator) {
        return new LogTurn(unpooled, "rejoin", operator);
    }
}
