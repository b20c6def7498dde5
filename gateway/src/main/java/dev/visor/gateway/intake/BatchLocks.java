package dev.visor.gateway.intake;

import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.views.BatchHold;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells a settlement whether its batch was withdrawn meanwhile, and keeps it from being so until the rows are written. */
@Component
class BatchLocks implements BatchHold {

    private final BatchRepository batches;
    private final TenantTransactions transactions;

    BatchLocks(BatchRepository batches, TenantTransactions transactions) {
        this.batches = batches;
        this.transactions = transactions;
    }

    @Override
    public boolean hold(TenantId tenant, UUID batch) {
        return transactions
                .inTenant(tenant, () -> batches.lock(batch))
                .filter(found -> found.stage() != BatchStage.WITHDRAWN)
                .isPresent();
    }

    @Override
    public boolean released(TenantId tenant, UUID batch) {
        return transactions
                .inTenant(tenant, () -> batches.lock(batch))
                .filter(found -> found.stage() == BatchStage.RELEASED)
                .isPresent();
    }
}
