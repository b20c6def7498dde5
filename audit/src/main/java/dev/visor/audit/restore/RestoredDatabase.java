package dev.visor.audit.restore;

import dev.visor.audit.Logs;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.sql.Queries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Whether a database knows all that was signed of its logs. In the course of things it always does: rows and head are committed
 * before anything else learns of them.
 */
public final class RestoredDatabase {

    private final Queries queries;
    private final Logs logs;
    private final SequencerSettings published;

    /** Reads with a connection of its own for each call. */
    public RestoredDatabase(DataSource database, Logs logs, SequencerSettings published) {
        this.queries = new Queries(database);
        this.logs = logs;
        this.published = published;
    }

    /**
     * A log of which the database knows too little.
     *
     * @param before leaves of the database's newest head
     * @param size leaves of the newest head that was signed
     */
    public record Behind(String log, long before, long size) {}

    /**
     * The logs that go on behind what the database knows, by the heads beside the keys and by those that are published.
     *
     * @throws dev.visor.audit.TrailAlteredException if such a head is not signed by the log's keys
     * @throws IOException if one of them cannot be read
     */
    public List<Behind> behind() throws IOException {
        return behind(true);
    }

    /**
     * Refuses a database that knows less than the heads beside the keys. No published file is asked for, so it does not hang
     * where their store does.
     *
     * @throws RestoredDatabaseException if there is such a head
     */
    public void require() {
        try {
            require(behind(false));
        } catch (IOException e) {
            throw new TrailUnavailableException("The heads beside the log's keys cannot be read", e);
        }
    }

    /**
     * Refuses these.
     *
     * @throws RestoredDatabaseException if there are any
     */
    public static void require(List<Behind> behind) {
        if (!behind.isEmpty()) {
            throw new RestoredDatabaseException(behind);
        }
    }

    private List<Behind> behind(boolean places) throws IOException {
        List<Behind> behind = new ArrayList<>();
        for (String log : logs.all()) {
            long size = KnownHeads.of(published, log, places).size();
            long before = queries.list(
                            "select coalesce(max(size), 0) from trail_head where log = ?", row -> row.getLong(1), log)
                    .getFirst();
            if (before < size) {
                behind.add(new Behind(log, before, size));
            }
        }
        return behind;
    }

    /**
     * Logs that have a signed head beside their keys and are unknown to the database: their tenants were taken in after the
     * backup. They stay published, and nobody goes on with them.
     */
    public Set<String> stranded() throws IOException {
        Set<String> stranded = new TreeSet<>();
        for (String log : published.keys().origins()) {
            if (!logs.exists(log) && published.keys().head(log).isPresent()) {
                stranded.add(log);
            }
        }
        return stranded;
    }
}
