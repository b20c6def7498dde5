package dev.visor.gateway.intake;

import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.AssetSettled;
import dev.visor.gateway.views.Assets;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Stages a batch once the last of its pictures was looked at, inside the transaction that settles that picture. */
@Component
class Settling {

    private final BatchRepository batches;
    private final ClaimRepository claims;
    private final Assets assets;
    private final TenantTransactions transactions;

    Settling(BatchRepository batches, ClaimRepository claims, Assets assets, TenantTransactions transactions) {
        this.batches = batches;
        this.claims = claims;
        this.assets = assets;
        this.transactions = transactions;
    }

    @EventListener
    void settled(AssetSettled settled) {
        transactions.runInTenant(settled.tenant(), () -> {
            // The lock makes two pictures that end at the same time see each other.
            Batch batch = batches.lock(settled.batch()).orElseThrow();
            for (Claim claim : claims.findByAssetOrderByLine(settled.asset())) {
                String reason = settled.unmatched().get(claim.line());
                if (reason != null) {
                    claim.refuse(reason);
                    claims.save(claim);
                }
            }
            boolean all = assets.inBatch(settled.tenant(), settled.batch()).stream()
                    .map(Asset::state)
                    .allMatch(state -> state.settled());
            if (all && batch.stage() == BatchStage.CHECKING) {
                batch.become(BatchStage.STAGED);
                batches.save(batch);
            }
        });
    }
}
