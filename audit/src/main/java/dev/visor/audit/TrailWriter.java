package dev.visor.audit;

import dev.visor.audit.sql.AdvisoryLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One epoch of one replica: a connection, a thread, and the chains that it continues. It works until its first failure. */
final class TrailWriter implements AutoCloseable {

    private static final int BATCH = 256;
    private static final int WAITING = 10_000;

    private final Connection connection;
    private final TrailSettings settings;
    private final int epoch;
    private final RecordBatch batches;
    private final Map<String, WriterChain> chains = new HashMap<>();
    private final BlockingQueue<PendingRecord> queue = new LinkedBlockingQueue<>(WAITING);
    private final Thread thread;
    private volatile @Nullable Throwable failure;
    private volatile boolean closing;

    private TrailWriter(Connection connection, TrailSettings settings, int epoch) {
        this.connection = connection;
        this.settings = settings;
        this.epoch = epoch;
        this.batches = new RecordBatch(connection, settings.clock());
        this.thread = Thread.ofPlatform().name("trail-writer-" + epoch).daemon().unstarted(this::run);
    }

    static TrailWriter open(DataSource database, Logs logs, TrailSettings settings) throws SQLException {
        Connection connection = database.getConnection();
        try {
            connection.setNetworkTimeout(
                    Runnable::run, (int) settings.statement().toMillis() + 500);
            connection.setAutoCommit(false);
            limit(connection, settings);
            DurableDatabase.require(connection);
            lock(connection, settings.replica());
            TrailWriter writer = new TrailWriter(connection, settings, nextEpoch(connection, settings.replica()));
            // A commit of unknown outcome may lie behind us: what counts is what the database holds now.
            for (String log : logs.all()) {
                writer.chain(log);
            }
            connection.commit();
            writer.thread.start();
            return writer;
        } catch (SQLException | RuntimeException e) {
            end(connection);
            throw e;
        }
    }

    private static void limit(Connection connection, TrailSettings settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long millis = settings.statement().toMillis();
            statement.execute("set statement_timeout = " + millis);
            statement.execute("set lock_timeout = " + millis * 2 / 3);
            statement.execute("set synchronous_commit = on");
            connection.commit();
        }
    }

    /** Held until the connection ends: a former epoch's commit cannot arrive once we have the lock. */
    private static void lock(Connection connection, UUID replica) throws SQLException {
        try {
            AdvisoryLock.take(connection, AdvisoryLock.writer(replica));
        } catch (SQLException e) {
            throw new TrailUnavailableException(
                    "Another process writes as this replica, or a former one has not ended yet", e);
        }
    }

    private static int nextEpoch(Connection connection, UUID replica) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into trail_epoch (replica, epoch)
                select ?, coalesce(max(epoch), 0) + 1 from trail_epoch where replica = ? returning epoch
                """)) {
            insert.setObject(1, replica);
            insert.setObject(2, replica);
            try (ResultSet result = insert.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    CompletableFuture<Receipt> submit(PendingRecord record) {
        Throwable stopped = failure;
        if (stopped != null) {
            record.answer.completeExceptionally(stopped);
        } else if (!queue.offer(record)) {
            record.answer.completeExceptionally(new IllegalStateException(WAITING + " records wait already"));
        } else if (failure != null) {
            // The writer stopped between the two looks: nobody else will answer.
            drain();
        }
        return record.answer;
    }

    /** Takes back what was not begun yet. */
    void forget(PendingRecord record) {
        queue.remove(record);
    }

    Optional<String> failure() {
        Throwable stopped = failure;
        return stopped == null ? Optional.empty() : Optional.of("The trail's writer stopped: " + stopped.getMessage());
    }

    private void run() {
        List<PendingRecord> batch = new ArrayList<>(BATCH);
        Throwable end = new IllegalStateException("The trail is closed");
        try {
            while (!closing) {
                PendingRecord first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    write(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = e;
        } catch (SQLException | RuntimeException | Error e) {
            end = e;
        } finally {
            stop(end, batch);
        }
    }

    private void write(List<PendingRecord> batch) throws SQLException {
        for (PendingRecord record : batch) {
            chain(record.log);
        }
        List<Receipt> receipts = batches.write(batch, chains);
        connection.commit();
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer.complete(receipts.get(i));
        }
    }

    private WriterChain chain(String log) throws SQLException {
        WriterChain known = chains.get(log);
        if (known == null) {
            known = WriterChain.read(connection, log, settings.replica(), epoch);
            chains.put(log, known);
        }
        return known;
    }

    /** For good: whether the last commit came through, only the database knows. */
    private void stop(Throwable cause, List<PendingRecord> batch) {
        failure = cause;
        batch.forEach(record -> record.answer.completeExceptionally(cause));
        drain();
        end(connection);
    }

    private void drain() {
        Throwable cause = failure;
        List<PendingRecord> rest = new ArrayList<>();
        queue.drainTo(rest);
        if (cause != null) {
            rest.forEach(record -> record.answer.completeExceptionally(cause));
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(settings.answer());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            end(connection);
        }
    }

    /** Without a word to a server that may hang. */
    private static void end(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // The connection is gone, which is what was wanted.
            System.getLogger(TrailWriter.class.getName())
                    .log(System.Logger.Level.DEBUG, "The trail's connection had ended before", e);
        }
    }
}
