package dev.visor.audit.log;

import dev.visor.audit.Logs;
import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.sql.AdvisoryLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives committed records their place in the log, signs the head, and publishes tiles and checkpoint, in this order: rows
 * and head in one commit, the head beside the keys, tiles, checkpoint. Killed anywhere between, the next one goes on.
 *
 * <p>Of several replicas one leads: leadership is a lock that the connection holds and with which it writes, so whoever has
 * lost the one cannot do the other.
 *
 * <p>Not thread-safe: one thread calls {@link #step}. Only {@link #cosigned} and {@link #leads} may be called by others.
 */
public final class Sequencer implements AutoCloseable {

    private static final int NETWORK_MILLIS = 30_000;

    private final DataSource database;
    private final Logs logs;
    private final SequencerSettings settings;

    /** The edges of the published trees. */
    private final Map<String, Frontier> edges = new HashMap<>();

    /** What witnesses have said since the last step. */
    private final Queue<Vouched> vouched = new ConcurrentLinkedQueue<>();

    private @Nullable Connection connection;
    private volatile boolean leading;
    private @Nullable Backlog backlog;
    private ChainWatch chains = new ChainWatch();

    private record Vouched(SignedCheckpoint note, boolean quorum) {}

    /** Publishes for all logs of a database. */
    public Sequencer(DataSource database, Logs logs, SequencerSettings settings) {
        this.database = database;
        this.logs = logs;
        this.settings = settings;
    }

    /**
     * Does what there is to do.
     *
     * @return how many records got their index; -1 if another replica leads
     * @throws TrailUnavailableException if the database or the folder cannot be written; call again later
     * @throws TrailAlteredException if rows, tiles or heads contradict what was signed before: a person must look
     */
    public int step() {
        boolean done = false;
        try {
            Connection session = session();
            int records = lead(session) ? step(session) : -1;
            done = true;
            return records;
        } catch (SQLException | IOException | UncheckedIOException e) {
            throw new TrailUnavailableException("The log could not be extended", e);
        } finally {
            if (!done) {
                resign();
            }
        }
    }

    /** Whether this replica publishes: only it asks witnesses. */
    public boolean leads() {
        return leading;
    }

    /**
     * Takes a checkpoint with cosignature lines, verified before, to be published with the next step. May be called from any
     * thread and never waits; whoever calls {@link #step} is the only one that writes. Lost if this replica stops leading or
     * ends: a witness cosigns the same checkpoint again.
     *
     * @param quorum whether the lines are enough
     */
    public void cosigned(SignedCheckpoint note, boolean quorum) {
        vouched.add(new Vouched(note, quorum));
    }

    private int step(Connection session) throws SQLException, IOException {
        LogRows rows = new LogRows(session);
        Backlog before = backlog;
        Backlog.Batch batch = (before == null ? Backlog.of(session) : before).next(session, settings.batch());
        chains.follow(session, batch.records());
        Map<String, List<Backlog.Pending>> byLog = new LinkedHashMap<>();
        for (Backlog.Pending record : batch.records()) {
            byLog.computeIfAbsent(record.log(), log -> new ArrayList<>()).add(record);
        }
        List<SignedCheckpoint> heads = new ArrayList<>();
        for (Map.Entry<String, List<Backlog.Pending>> entry : byLog.entrySet()) {
            heads.add(extend(rows, entry.getKey(), entry.getValue()));
        }
        session.commit();
        backlog = batch.rest();
        for (SignedCheckpoint head : heads) {
            publish(rows, head);
        }
        session.commit();
        for (Vouched one = vouched.poll(); one != null; one = vouched.poll()) {
            settings.log(one.note().checkpoint().origin()).vouch(one.note(), one.quorum());
        }
        return batch.records().size();
    }

    private SignedCheckpoint extend(LogRows rows, String log, List<Backlog.Pending> records)
            throws SQLException, IOException {
        Frontier edge = edges.get(log);
        if (edge == null) {
            edge = resume(rows, log);
        }
        Frontier grown = edge.copy();
        records.forEach(record -> grown.add(record.hash()));
        SignedCheckpoint head = settings.keys()
                .keys(log)
                .sign(
                        new Checkpoint(log, grown.size(), grown.root()),
                        settings.clock().instant());
        rows.index(log, edge.size(), records.stream().map(Backlog.Pending::id).toList());
        rows.extend(edge.size(), head);
        return head;
    }

    private void publish(LogRows rows, SignedCheckpoint head) throws SQLException, IOException {
        String log = head.checkpoint().origin();
        settings.keys().keep(head);
        LogFolder folder = settings.log(log);
        folder.publish(settings.keys().keys(log).verifiers());
        edges.put(log, new TilePublisher(folder, rows, log).publish(head));
    }

    /**
     * Finds where a log stands, and publishes what a former leader could not.
     *
     * @throws TrailAlteredException if the database has lost or changed a head that is known elsewhere
     */
    private Frontier resume(LogRows rows, String log) throws SQLException, IOException {
        Optional<SignedCheckpoint> head = rows.head(log);
        if (head.isPresent() && !settings.keys().has(log)) {
            throw new TrailAlteredException(
                    "The keys of " + log + " are missing beside the root keys: it must not go on under others");
        }
        VerifierKeys keys = settings.keys().keys(log).verifiers();
        List<SignedCheckpoint> known = new ArrayList<>();
        settings.keys().head(log).ifPresent(known::add);
        settings.log(log).checkpoint().ifPresent(known::add);
        for (SignedCheckpoint older : known) {
            older.verify(keys);
            long size = older.checkpoint().size();
            if (head.isEmpty() || head.get().checkpoint().size() < size) {
                throw new TrailAlteredException("The database holds an older head of " + log + " than the known one of "
                        + size + " leaves: was a backup restored?");
            }
            Optional<SignedCheckpoint> same = rows.head(log, size);
            if (same.isEmpty()) {
                requireExtended(rows, older.checkpoint());
            } else if (!same.get().checkpoint().equals(older.checkpoint())) {
                throw new TrailAlteredException("The database holds another head of " + log + " at size " + size);
            }
        }
        if (head.isEmpty()) {
            edges.put(log, new Frontier());
            return new Frontier();
        }
        head.get().verify(keys);
        publish(rows, head.get());
        return Objects.requireNonNull(edges.get(log));
    }

    /**
     * A head of which there is no row: its row was removed with its year, or went with a database that was rejoined with its
     * published log. Then the published tree must go on from it.
     */
    private void requireExtended(LogRows rows, Checkpoint older) throws SQLException, IOException {
        String log = older.origin();
        LogFolder folder = settings.log(log);
        Checkpoint published =
                folder.checkpoint().map(SignedCheckpoint::checkpoint).orElse(older);
        boolean known = published.size() > older.size()
                && rows.head(log, published.size())
                        .filter(row -> row.checkpoint().equals(published))
                        .isPresent();
        if (!known || !extended(folder, older, published)) {
            throw new TrailAlteredException("The database lacks a head of " + log + " that was signed");
        }
    }

    private static boolean extended(LogFolder folder, Checkpoint older, Checkpoint newer) throws IOException {
        try {
            return new TileTree(folder, newer.size()).consistency(older.size()).connects(older.root(), newer.root());
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof PlaceUnavailableException unavailable) {
                throw unavailable;
            }
            return false;
        }
    }

    private Connection session() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.getConnection();
            open.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
            open.setAutoCommit(false);
            connection = open;
        }
        return open;
    }

    private boolean lead(Connection session) throws SQLException, IOException {
        if (leading) {
            return true;
        }
        leading = AdvisoryLock.tryTake(session, AdvisoryLock.SEQUENCER);
        if (leading) {
            LogRows rows = new LogRows(session);
            for (String log : logs.all()) {
                resume(rows, log);
            }
        }
        session.commit();
        return leading;
    }

    private void resign() {
        Connection open = connection;
        connection = null;
        leading = false;
        backlog = null;
        chains = new ChainWatch();
        vouched.clear();
        edges.clear();
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                System.getLogger(Sequencer.class.getName())
                        .log(System.Logger.Level.DEBUG, "The sequencer's connection had ended before", e);
            }
        }
    }

    /** Gives up leadership, so that another replica can take it at once. */
    @Override
    public void close() {
        Connection open = connection;
        if (open != null && leading) {
            try (Statement statement = open.createStatement()) {
                statement.execute("select pg_advisory_unlock_all()");
                open.commit();
            } catch (SQLException e) {
                System.getLogger(Sequencer.class.getName())
                        .log(System.Logger.Level.DEBUG, "The lock ends with the connection", e);
            }
        }
        resign();
    }
}
