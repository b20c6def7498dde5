package dev.visor.audit.search;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Leaf;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Follows the trail: whatever was committed gets its row. It reads committed rows only and writes on a connection of its
 * own, so that nothing here can delay or undo a record.
 *
 * <p>Pending means: no row in {@code trail_search}, never an id above a mark, because ids become visible out of order. What
 * the last complete look left behind is remembered as the oldest transaction that was not finished then, as the sequencer
 * does. Several may follow at once: a row is a function of its record, and the second to write it writes nothing.
 */
public final class SearchIndex {

    /** Records for one commit. */
    static final int BATCH = 1000;

    private static final System.Logger LOG = System.getLogger(SearchIndex.class.getName());
    private static final String BEGINNING = "0";

    private final DataSource database;
    private final ActorNames names;
    private String horizon = BEGINNING;
    private long drops;

    /** Follows with a connection of its own for each turn. */
    public SearchIndex(DataSource database, ActorNames names) {
        this.database = database;
        this.names = names;
    }

    /**
     * Indexes what waits, {@value #BATCH} records at most.
     *
     * @return whether more may wait
     * @throws TrailUnavailableException if the database does not answer; call again later
     */
    public synchronized boolean step() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            SearchRows rows = new SearchRows(connection);
            since(rows.drops());
            String next = rows.horizon();
            List<SearchRows.Waiting> waiting = rows.waiting(horizon, BATCH);
            int indexed = index(rows, waiting);
            connection.commit();
            if (indexed == waiting.size() && waiting.size() < BATCH) {
                horizon = next;
            }
            return indexed > 0 && waiting.size() == BATCH;
        } catch (SQLException e) {
            throw new TrailUnavailableException("The search index could not be written", e);
        }
    }

    /** Whoever dropped the index, it is filled from the first record on. */
    private void since(long now) {
        if (now != drops) {
            horizon = BEGINNING;
            drops = now;
        }
    }

    /** One record that cannot be read harms only itself: it stays among the missing, and searches say so. */
    private int index(SearchRows rows, List<SearchRows.Waiting> waiting) throws SQLException {
        List<SearchRow> made = new ArrayList<>();
        Set<SearchRows.Name> named = new HashSet<>();
        Map<UUID, Leaf> intents = rows.leaves(intents(waiting));
        for (SearchRows.Waiting one : waiting) {
            Leaf leaf = one.leaf();
            if (leaf == null) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "A record cannot be read and is not searchable: {0}",
                        one.record());
                continue;
            }
            UUID intent = leaf.intent();
            made.add(SearchRow.of(
                    leaf, one.seq(), intent == null ? Optional.empty() : Optional.ofNullable(intents.get(intent))));
            names.index(leaf)
                    .map(name ->
                            new SearchRows.Name(leaf.log(), name, leaf.actor().label()))
                    .ifPresent(named::add);
        }
        rows.insert(made);
        rows.insertNames(named);
        return made.size();
    }

    private static Set<UUID> intents(List<SearchRows.Waiting> waiting) {
        Set<UUID> intents = new HashSet<>();
        for (SearchRows.Waiting one : waiting) {
            Leaf leaf = one.leaf();
            UUID intent = leaf == null ? null : leaf.intent();
            if (intent != null) {
                intents.add(intent);
            }
        }
        return intents;
    }

    /** How many durable records of a log are not searchable yet. */
    public synchronized long missing(String log) {
        try (Connection connection = database.getConnection()) {
            SearchRows rows = new SearchRows(connection);
            since(rows.drops());
            return rows.missing(log, horizon);
        } catch (SQLException e) {
            throw new TrailUnavailableException("The search index could not be read", e);
        }
    }

    /** Drops all rows; {@link #step} makes them again. Until it has, searches say how many are missing. */
    public synchronized void drop() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            new SearchRows(connection).drop();
            connection.commit();
        } catch (SQLException e) {
            throw new TrailUnavailableException("The search index could not be dropped", e);
        }
    }

    /**
     * Removes what finds a person: the names of the actor, whose keys open them, and which records are about the data
     * subject. The records stay, and their proofs with them; an actor's label still finds what the actor did.
     *
     * @param actor the label of the person as an actor
     * @param person the label of the person as a data subject
     */
    public void forget(String log, String actor, Hash person) {
        try (Connection connection = database.getConnection();
                PreparedStatement forget = connection.prepareStatement("select trail_forget(?, ?, ?)")) {
            forget.setString(1, log);
            forget.setString(2, actor);
            forget.setBytes(3, person.toBytes());
            forget.execute();
        } catch (SQLException e) {
            throw new TrailUnavailableException("A person's search rows could not be removed", e);
        }
    }
}
