package dev.visor.audit.restore;

import dev.visor.audit.Logs;
import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.LogRows;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.restore.RestoredDatabase.Behind;
import dev.visor.audit.sql.AdvisoryLock;
import dev.visor.audit.verify.Entries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives a database that was restored from a backup what its published logs have beyond it. Nothing is taken on trust: the published
 * head must be signed by the log's keys and be no older than the one beside them, what the database has must be what was published,
 * and the published entries behind that must lead exactly to the signed root.
 *
 * <p>Each log is one transaction: killed anywhere, the next call begins that log anew and leaves finished ones alone. While it runs
 * nobody may sequence or write; it holds their locks.
 */
public final class Rejoin {

    /** One statement reads or writes some hundreds of records at most. */
    private static final int STATEMENT_MILLIS = 600_000;

    private static final long PAUSE_MILLIS = 100;

    private static final int PAGE = 16 * Tile.WIDTH;
    private static final String UNIQUE = "23505";

    private final DataSource database;
    private final Logs logs;
    private final SequencerSettings published;
    private final LivingPersons persons;
    private final Duration patience;

    /**
     * Rejoins the logs of a database.
     *
     * @param database gives new connections, not pooled ones: a connection's end must end its locks
     * @param persons whose records are counted on
     * @param patience how long another process that sequences or rejoins is waited for
     */
    public Rejoin(
            DataSource database, Logs logs, SequencerSettings published, LivingPersons persons, Duration patience) {
        this.database = database;
        this.logs = logs;
        this.published = published;
        this.persons = persons;
        this.patience = patience;
    }

    /**
     * Rejoins every log that goes on behind what the database knows; does nothing where none does.
     *
     * @return what was done, one for each such log
     * @throws RejoinRefusedException if something else is wanted first, which it says
     * @throws TrailAlteredException if database, entries or heads contradict what was signed: a person must look
     * @throws TrailUnavailableException if the database does not answer; call again
     * @throws IOException if the published log cannot be read; call again
     */
    public List<Rejoined> run() throws IOException {
        RestoredDatabase restored = new RestoredDatabase(database, logs, published);
        if (restored.behind().isEmpty()) {
            return List.of();
        }
        try (Connection session = database.getConnection()) {
            session.setNetworkTimeout(Runnable::run, STATEMENT_MILLIS);
            session.setAutoCommit(false);
            List<Rejoined> done = new ArrayList<>();
            if (lead(session, restored)) {
                requireNoWriter(session);
                // Again, now that nobody else can be at it.
                for (Behind behind : restored.behind()) {
                    done.add(rejoin(session, behind.log()));
                }
            }
            return done;
        } catch (SQLException e) {
            throw new TrailUnavailableException("The database could not be rejoined with its published log", e);
        } catch (NoteException e) {
            throw new TrailAlteredException("The published log cannot be read: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether it is still to be done; the lock of whoever sequences is then held. */
    private boolean lead(Connection session, RestoredDatabase restored) throws SQLException, IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!AdvisoryLock.tryTake(session, AdvisoryLock.SEQUENCER)) {
            session.commit();
            if (restored.behind().isEmpty()) {
                return false;
            }
            if (System.nanoTime() >= deadline) {
                throw new RejoinRefusedException(
                        "Another process sequences on this database, or rejoins it: end all others first");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TrailUnavailableException("Interrupted while another process had its turn", e);
            }
        }
        session.commit();
        return true;
    }

    /** A writer that is at work numbers its records from where the backup ends. */
    private static void requireNoWriter(Connection session) throws SQLException {
        for (UUID replica : RejoinRows.replicas(session)) {
            if (!AdvisoryLock.tryTake(session, AdvisoryLock.writer(replica))) {
                throw new RejoinRefusedException(
                        "Another process writes to this database, as the replica " + replica + ": end it first");
            }
        }
        session.commit();
    }

    private Rejoined rejoin(Connection session, String log) throws SQLException, IOException {
        KnownHeads known = KnownHeads.of(published, log, true);
        LogFolder folder = published.log(log);
        LogRows index = new LogRows(session);
        RejoinRows rows = new RejoinRows(session, log);
        Optional<SignedCheckpoint> own = index.head(log);
        if (own.isPresent()) {
            KnownHeads.requireSigned(own.get(), published.keys().keys(log).verifiers());
        }
        long before = own.map(head -> head.checkpoint().size()).orElse(0L);
        try {
            Frontier tree = held(rows, folder, known, before, index.minimum(log));
            if (own.isPresent() && !own.get().checkpoint().root().equals(tree.root())) {
                throw KnownHeads.forked(log, before);
            }
            Rejoined done = add(rows, index, folder, known, tree);
            session.commit();
            return done;
        } catch (NoSuchFileException e) {
            throw missing(log, before, known.size(), e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException absent) {
                throw missing(log, before, known.size(), absent);
            }
            throw e;
        } catch (StatementFailed e) {
            throw twice(log, e.failure);
        } catch (SQLException e) {
            throw twice(log, e);
        }
    }

    private static SQLException twice(String log, SQLException e) {
        if (UNIQUE.equals(e.getSQLState())) {
            throw new TrailAlteredException(
                    "The published log " + log + " holds a record twice, or one that the database has elsewhere");
        }
        return e;
    }

    /** Carries a statement's failure through the visit of entries. */
    private static final class StatementFailed extends IOException {

        private static final long serialVersionUID = 1L;

        private final SQLException failure;

        StatementFailed(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private static RejoinRefusedException missing(String log, long before, long size, NoSuchFileException file) {
        return new RejoinRefusedException("The published log " + log + " has not all that was signed: the entries from "
                + before + " to " + size + " and the tiles before them are wanted, and " + file.getMessage()
                + " is missing. Bring its files back from the newest mirror; entries that retention removed can be had"
                + " only by a backup that was made after their removal began");
    }

    /**
     * Holds each row that the database has against the published hash in its place.
     *
     * @return the tree of the published hashes
     */
    private static Frontier held(RejoinRows rows, LogFolder folder, KnownHeads known, long before, long minimum)
            throws SQLException {
        String log = known.newest().checkpoint().origin();
        if (rows.placed(before)) {
            throw new TrailAlteredException(
                    "The database gives records of " + log + " a place that no head of its own has");
        }
        Frontier tree = new Frontier();
        for (long first = 0; first < before; first += PAGE) {
            long end = Math.min(before, first + PAGE);
            Map<Long, Hash> stored = rows.stored(first, end);
            for (long bundle = first; bundle < end; bundle += Tile.WIDTH) {
                List<Hash> hashes = folder.hashes(Tile.holding(0, bundle, known.size()));
                for (long leaf = bundle; leaf < Math.min(end, bundle + Tile.WIDTH); leaf++) {
                    Hash wanted = hashes.get((int) (leaf - bundle));
                    @Nullable Hash found = stored.get(leaf);
                    if (found == null ? leaf >= minimum : !found.equals(wanted)) {
                        throw new TrailAlteredException("The database's record at leaf " + leaf + " of " + log
                                + " is not the one that was published");
                    }
                    tree.add(wanted);
                    known.require(tree);
                }
            }
        }
        return tree;
    }

    private Rejoined add(RejoinRows rows, LogRows index, LogFolder folder, KnownHeads known, Frontier tree)
            throws SQLException, IOException {
        String log = known.newest().checkpoint().origin();
        long before = tree.size();
        List<Waiting.Row> pending = rows.waiting();
        Waiting waiting = new Waiting(pending);
        List<LivingPersons.Living> living = persons.of(log);
        TagWalk tags = new TagWalk(
                living,
                rows.counts(),
                rows.about(pending.stream().map(Waiting.Row::id).toList()));
        AddedLeaves leaves = new AddedLeaves(
                log,
                before,
                rows,
                index,
                waiting,
                tags,
                living,
                published.clock().instant());
        Entries.visit(folder, before, known.size(), (leaf, bytes, offset, length) -> {
            Hash hash = Hash.leaf(bytes, offset, length);
            tree.add(hash);
            known.require(tree);
            try {
                leaves.take(leaf, bytes, offset, length, hash);
            } catch (SQLException e) {
                throw new StatementFailed(e);
            }
        });
        leaves.flush();
        List<UUID> rest = waiting.rest(rows);
        tags.requireBefore(rows.about(rest));
        rows.raise(tags.counts());
        long previous = before;
        for (SignedCheckpoint head : known.beyond(before)) {
            index.extend(previous, head);
            previous = head.checkpoint().size();
        }
        Rejoined done =
                new Rejoined(log, before, known.size(), leaves.total(), rest.size(), tags.counted(), tags.unclaimed());
        rows.rejoined(done);
        return done;
    }
}
