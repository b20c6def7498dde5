package dev.visor.gateway.subjects;

import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ErasureLedger;
import dev.visor.gateway.trail.LedgerEntry;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * A process without the role {@code custody} holds not all the keys that an erasure needs, so it does nothing again. It does not
 * serve either, as long as something stands in the ledger that this database knows nothing of: a process with that role has
 * to start first. Its start is refused until then.
 */
@Component
@Conditional(WithoutCustody.class)
class ErasureWait implements SmartLifecycle {

    private final Tenants tenants;
    private final ErasureLedger ledger;
    private final ErasureTable erasures;
    private final ReassignmentTable moves;
    private final EndingTable ends;
    private volatile boolean running;

    ErasureWait(
            Tenants tenants, ErasureLedger ledger, ErasureTable erasures, ReassignmentTable moves, EndingTable ends) {
        this.tenants = tenants;
        this.ledger = ledger;
        this.erasures = erasures;
        this.moves = moves;
        this.ends = ends;
    }

    /**
     * Looks once.
     *
     * @throws ErasuresPendingException if something was not done here
     */
    @Override
    public void start() {
        for (TenantId tenant : tenants.all()) {
            for (LedgerEntry entry : ledger.read(tenant)) {
                if (!known(tenant, entry)) {
                    throw new ErasuresPendingException("Entry " + entry.number()
                            + " of an erasure ledger was not done in this database, which is from before it: start a"
                            + " process with the role custody first");
                }
            }
        }
        running = true;
    }

    private boolean known(TenantId tenant, LedgerEntry entry) {
        return switch (entry) {
            case LedgerEntry.Erased erased -> erasures.find(tenant, erased.id()).isPresent();
            case LedgerEntry.Reassigned moved -> moves.find(tenant, moved.id()).isPresent();
            case LedgerEntry.Ended ended -> ends.of(tenant).isPresent();
        };
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
        return ErasureReplay.PHASE;
    }
}
