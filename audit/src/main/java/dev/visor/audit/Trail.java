package dev.visor.audit;

import dev.visor.audit.record.AuditEvent;
import dev.visor.audit.record.Catalogue;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The door through which records enter. {@link #append} answers when the record is durable, and callers that come at the
 * same time share one commit.
 *
 * <p>When a commit fails or its outcome is not known, the writer stops for good: nothing is tried again on the same
 * connection, and every caller gets a {@link TrailUnavailableException}. {@link #reopen} opens a new epoch on a new
 * connection, after it has read back what the database holds of the last one.
 */
public final class Trail implements AutoCloseable {

    private final DataSource database;
    private final Logs logs;
    private final Catalogue catalogue;
    private final TrailSettings settings;
    private final Runnable guard;
    private volatile @Nullable TrailWriter writer;
    private volatile String reason = "The trail is closed";
    private volatile boolean closed;

    private Trail(DataSource database, Logs logs, Catalogue catalogue, TrailSettings settings, Runnable guard) {
        this.database = database;
        this.logs = logs;
        this.catalogue = catalogue;
        this.settings = settings;
        this.guard = guard;
    }

    /**
     * Opens the trail for writing.
     *
     * @param database gives new connections, not pooled ones: a connection's end must end its locks
     * @throws NotDurableException if the database could lose a committed record, or the role could alter one
     * @throws TrailAlteredException if the database does not hold what this replica wrote last
     * @throws TrailUnavailableException if the database does not answer, or another process writes as this replica
     */
    public static Trail open(DataSource database, Logs logs, Catalogue catalogue, TrailSettings settings) {
        return open(database, logs, catalogue, settings, () -> {});
    }

    /**
     * Opens the trail for writing, unless something speaks against it.
     *
     * @param guard asked before each epoch, too, throws what speaks against it: a database that was restored under a running
     *     writer must not take its next record
     */
    public static Trail open(
            DataSource database, Logs logs, Catalogue catalogue, TrailSettings settings, Runnable guard) {
        Trail trail = new Trail(database, logs, catalogue, settings, guard);
        trail.openWriter();
        return trail;
    }

    /**
     * Makes a record durable.
     *
     * @param log the origin of the log that takes it
     * @throws TrailUnavailableException if it is not certain that the record is durable: do not act
     * @throws IllegalArgumentException if there is no such log, the event does not fit the catalogue, or is too large
     */
    public Receipt append(String log, AuditEvent event) {
        catalogue.require(event);
        if (!logs.exists(log)) {
            throw new IllegalArgumentException("There is no log " + log);
        }
        PendingRecord record = PendingRecord.of(log, event);
        TrailWriter writer = this.writer;
        if (writer == null) {
            throw new TrailUnavailableException(reason, null);
        }
        CompletableFuture<Receipt> answer = writer.submit(record);
        try {
            return answer.get(settings.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            writer.forget(record);
            throw new TrailUnavailableException("The database did not answer in " + settings.answer(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrailUnavailableException("Interrupted while the record was written", e);
        } catch (ExecutionException e) {
            throw new TrailUnavailableException("The record could not be made durable", e.getCause());
        }
    }

    /** Why nothing can be written; empty while it can. */
    public Optional<String> failure() {
        TrailWriter writer = this.writer;
        if (writer == null) {
            return Optional.of(reason);
        }
        return writer.failure();
    }

    /**
     * Opens a new epoch if the writer has stopped.
     *
     * @return whether the trail can be written now
     */
    public synchronized boolean reopen() {
        if (closed) {
            return false;
        }
        if (failure().isEmpty()) {
            return true;
        }
        TrailWriter stopped = writer;
        if (stopped != null) {
            stopped.close();
            writer = null;
        }
        try {
            openWriter();
            return true;
        } catch (TrailUnavailableException | TrailAlteredException | NotDurableException e) {
            reason = String.valueOf(e.getMessage());
            return false;
        }
    }

    private synchronized void openWriter() {
        guard.run();
        try {
            writer = TrailWriter.open(database, logs, settings);
        } catch (SQLException e) {
            throw new TrailUnavailableException("The trail's database does not answer", e);
        }
    }

    /** Ends the writer; whoever still waits gets a {@link TrailUnavailableException}. */
    @Override
    public synchronized void close() {
        closed = true;
        TrailWriter open = writer;
        if (open != null) {
            open.close();
            writer = null;
            reason = "The trail is closed";
        }
    }
}
