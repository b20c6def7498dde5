package dev.visor.gateway.intake;

import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.AssetSettled;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.FaceDrawn;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Stages a batch once the last of its pictures was looked at, inside the transaction that settles that picture. */
@Component
class Settling {

    private static final ActorRef REDACTION = ActorRef.system("redaction");

    private final BatchRepository batches;
    private final ClaimRepository claims;
    private final Assets assets;
    private final Projects projects;
    private final RowRefusals refusals;
    private final TenantTransactions transactions;

    Settling(
            BatchRepository batches,
            ClaimRepository claims,
            Assets assets,
            Projects projects,
            RowRefusals refusals,
            TenantTransactions transactions) {
        this.batches = batches;
        this.claims = claims;
        this.assets = assets;
        this.projects = projects;
        this.refusals = refusals;
        this.transactions = transactions;
    }

    @EventListener
    void settled(AssetSettled settled) {
        transactions.runInTenant(settled.tenant(), () -> {
            // The lock makes two pictures that end at the same time see each other.
            Batch batch = batches.lock(settled.batch()).orElseThrow();
            refuse(batch, settled);
            boolean all = assets.inBatch(settled.tenant(), settled.batch()).stream()
                    .map(Asset::state)
                    .allMatch(state -> state.settled());
            if (all && batch.stage() == BatchStage.CHECKING) {
                batch.become(BatchStage.STAGED);
                batches.save(batch);
            }
        });
    }

    /** A row that waited for a person waits no more. */
    @EventListener
    void drawn(FaceDrawn drawn) {
        transactions.runInTenant(
                drawn.tenant(),
                () -> claims.findByAssetOrderByLine(drawn.asset()).stream()
                        .filter(claim -> claim.line() == drawn.line())
                        .forEach(claim -> {
                            claim.accept();
                            claims.save(claim);
                        }));
    }

    private void refuse(Batch batch, AssetSettled settled) {
        List<RowRefusals.Row> refused = new ArrayList<>();
        for (Claim claim : claims.findByAssetOrderByLine(settled.asset())) {
            String reason = settled.unmatched().get(claim.line());
            if (reason != null) {
                claim.refuse(reason);
                claims.save(claim);
                refused.add(new RowRefusals.Row(claim.line(), reason, claim.subject()));
            }
        }
        refusals.record(batch, projects.find(settled.tenant(), batch.project()), REDACTION, refused);
    }
}
