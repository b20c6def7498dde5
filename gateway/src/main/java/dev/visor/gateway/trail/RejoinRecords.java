package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.Receipt;
import dev.visor.audit.restore.RejoinedRows;
import dev.visor.audit.restore.RejoinedRows.Untold;
import dev.visor.audit.restore.RestoredDatabase;
import dev.visor.audit.sql.LogTurn;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Tells of each rejoin, in the log that it was about and in the operator's, before anybody is served: a start that cannot
 * record it fails. What a crash left untold is told at the next start; one between record and row, twice.
 */
final class RejoinRecords implements SmartLifecycle {

    private static final ActorRef ACTOR = ActorRef.system("restore");

    private final RejoinedRows rows;
    private final RestoredDatabase database;
    private final Logs logs;
    private final Trails trails;
    private final ApplicationEventPublisher events;
    private volatile boolean running;

    RejoinRecords(
            RejoinedRows rows, RestoredDatabase database, Logs logs, Trails trails, ApplicationEventPublisher events) {
        this.rows = rows;
        this.database = database;
        this.logs = logs;
        this.trails = trails;
        this.events = events;
    }

    @Override
    public void start() {
        String operator = logs.origin(null);
        if (!rows.untold(operator).isEmpty()) {
            // Several replicas may start on one restored database.
            try (LogTurn turn = rows.turn(operator)) {
                turn.run(connection -> {
                    rows.untold(operator).forEach(this::tell);
                    return operator;
                });
            }
        }
        running = true;
    }

    private void tell(Untold rejoin) {
        @Nullable
        TenantId tenant = logs.tenant(rejoin.toldIn()).map(TenantId::new).orElse(null);
        Entry.Draft draft = Entry.of("trail.rejoin", ACTOR);
        Entry entry = (tenant == null ? draft : draft.in(tenant))
                .because(Ground.ACCOUNTABILITY)
                .with("before", Long.toString(rejoin.before()))
                .with("size", Long.toString(rejoin.size()))
                .with("added", Long.toString(rejoin.added()))
                .with("waiting", Long.toString(rejoin.waiting()))
                .with("unclaimed", Long.toString(rejoin.unclaimed()));
        if (tenant == null) {
            entry.with("log", rejoin.log()).with("stranded", Integer.toString(stranded()));
        }
        Receipt receipt = trails.append(entry);
        if (rejoin.toldIn().equals(rejoin.log())) {
            events.publishEvent(new TrailRestored(tenant, rejoin.before(), rejoin.size()));
        }
        rows.told(rejoin, receipt.record());
    }

    private int stranded() {
        try {
            return database.stranded().size();
        } catch (IOException e) {
            throw new UncheckedIOException("The heads beside the logs' keys cannot be read", e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return TrailRejoined.PHASE;
    }
}
