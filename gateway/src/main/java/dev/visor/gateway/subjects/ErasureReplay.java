package dev.visor.gateway.subjects;

import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.KeyPlace;
import dev.visor.gateway.keys.OnCustody;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ErasureLedger;
import dev.visor.gateway.trail.LedgerEntry;
import dev.visor.gateway.trail.TrailRejoined;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Before anybody is served: what stands in the erasure ledger and was not done in this database is done, in the order of the
 * ledger. So a database and objects that were restored from before an erasure bring nobody back. Where the ledger itself is
 * missing, the start is refused. Only a process with the role {@code custody} has the keys for it; see {@link ErasureWait} for others.
 */
@Component
@Conditional(OnCustody.class)
class ErasureReplay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ErasureReplay.class);

    /** Behind a rejoin and the records about it, before the web server and before the queue. */
    static final int PHASE = TrailRejoined.PHASE + 100;

    private final Tenants tenants;
    private final ErasureLedger ledger;
    private final ErasureTable table;
    private final Erasures erasures;
    private final ErasureWork work;
    private final KeyPlace place;
    private final ReassignmentTable moves;
    private final Reassignments reassignments;
    private final ReassignmentWork moving;
    private final EndingTable ends;
    private final Endings endings;
    private final EndingWork ending;
    private volatile boolean running;

    ErasureReplay(
            Tenants tenants,
            ErasureLedger ledger,
            ErasureTable table,
            Erasures erasures,
            ErasureWork work,
            ReassignmentTable moves,
            Reassignments reassignments,
            ReassignmentWork moving,
            EndingTable ends,
            Endings endings,
            EndingWork ending,
            KeyPlace place) {
        this.tenants = tenants;
        this.ledger = ledger;
        this.table = table;
        this.erasures = erasures;
        this.work = work;
        this.place = place;
        this.moves = moves;
        this.reassignments = reassignments;
        this.moving = moving;
        this.ends = ends;
        this.endings = endings;
        this.ending = ending;
    }

    @Override
    public void start() {
        // While root keys are held nothing can be opened, so nobody needs to be erased yet.
        if (!place.held()) {
            tenants.all().forEach(tenant -> ledger.read(tenant).forEach(entry -> replay(tenant, entry)));
        }
        running = true;
    }

    private void replay(TenantId tenant, LedgerEntry entry) {
        switch (entry) {
            case LedgerEntry.Erased erased -> {
                if (table.find(tenant, erased.id()).isEmpty()) {
                    again(entry);
                    work.run(tenant, erasures.begin(tenant, erased).id());
                }
            }
            case LedgerEntry.Reassigned moved -> {
                if (moves.find(tenant, moved.id()).isEmpty()) {
                    again(entry);
                    moving.run(tenant, reassignments.begin(tenant, moved).id());
                }
            }
            case LedgerEntry.Ended ended -> {
                if (ends.of(tenant).isEmpty()) {
                    again(entry);
                    endings.begin(tenant, ended);
                    ending.run(tenant);
                }
            }
        }
    }

    private static void again(LedgerEntry entry) {
        log.warn("Entry {} of the erasure ledger is done again: this database is from before it", entry.id());
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
        return PHASE;
    }
}
