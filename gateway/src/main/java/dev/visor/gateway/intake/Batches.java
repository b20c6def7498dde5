package dev.visor.gateway.intake;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.Redactions;
import dev.visor.policies.Act;
import dev.visor.policies.BatchState;
import dev.visor.policies.Resource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** A batch's way from open to staged. */
@Service
class Batches {

    private static final int LONGEST_LABEL = 120;

    private final BatchRepository batches;
    private final ClaimRepository claims;
    private final Projects projects;
    private final Assets assets;
    private final Redactions redactions;
    private final RowRefusals refusals;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Clock clock;

    Batches(
            BatchRepository batches,
            ClaimRepository claims,
            Projects projects,
            Assets assets,
            Redactions redactions,
            RowRefusals refusals,
            TenantTransactions transactions,
            Gate gate,
            Clock clock) {
        this.batches = batches;
        this.claims = claims;
        this.projects = projects;
        this.assets = assets;
        this.redactions = redactions;
        this.refusals = refusals;
        this.transactions = transactions;
        this.gate = gate;
        this.clock = clock;
    }

    Batch find(TenantId tenant, UUID id) {
        return transactions.inTenant(tenant, () -> batches.findById(id)).orElseThrow(Refused::notFound);
    }

    Batch create(Caller caller, UUID projectId, String label) {
        String name = label.strip();
        if (name.isEmpty() || name.length() > LONGEST_LABEL) {
            throw Refused.badRequest("bad-label", "A batch's label has 1 to " + LONGEST_LABEL + " characters.");
        }
        TenantId tenant = caller.requireTenant();
        Project project = projects.find(tenant, projectId);
        Batch batch = new Batch(UUID.randomUUID(), project, name, caller.id().value(), clock.instant());
        gate.pass(
                caller,
                Act.BATCH_CREATE,
                project.resource(),
                "batch.create",
                entry -> entry.on(batch.inTrail(), Projects.label(project.id())));
        return transactions.inTenant(tenant, () -> batches.save(batch));
    }

    List<Batch> list(Caller caller, UUID projectId) {
        TenantId tenant = caller.requireTenant();
        Project project = projects.find(tenant, projectId);
        // Asked for any batch of the project, so that an empty list is decided on, too.
        gate.check(caller, Act.BATCH_READ, new Resource.Batch(project.id(), project.resource(), BatchState.STAGED));
        return transactions.inTenant(tenant, () -> batches.findByProjectOrderByCreatedDesc(projectId));
    }

    /** No more files: the workers take over. A claim whose file never came is refused, by itself. */
    Batch close(Caller caller, UUID id) {
        TenantId tenant = caller.requireTenant();
        Batch batch = find(tenant, id);
        Project project = projects.find(tenant, batch.project());
        gate.check(caller, Act.BATCH_UPLOAD, batch.resource(project));
        return transactions.inTenant(tenant, () -> {
            Batch locked = open(id);
            List<UUID> pictures =
                    assets.inBatch(tenant, id).stream().map(Asset::id).toList();
            if (pictures.isEmpty()) {
                throw Refused.conflict("batch-empty", "There is no picture in this batch yet.");
            }
            gate.pass(
                    caller,
                    Act.BATCH_UPLOAD,
                    locked.resource(project),
                    "batch.close",
                    entry -> entry.on(locked.inTrail()).with("pictures", Integer.toString(pictures.size())));
            refuseWithoutFile(caller, locked, project);
            locked.become(BatchStage.CHECKING);
            redactions.queue(tenant, pictures);
            return batches.save(locked);
        });
    }

    private void refuseWithoutFile(Caller caller, Batch batch, Project project) {
        List<RowRefusals.Row> missing = new ArrayList<>();
        for (Claim claim : claims.findByBatchOrderByLine(batch.id())) {
            if (claim.asset() == null) {
                claim.refuse("file-missing");
                claims.save(claim);
                missing.add(new RowRefusals.Row(claim.line(), "file-missing", claim.subject()));
            }
        }
        refusals.record(batch, project, caller.actor(), missing);
    }

    /** The batch, kept from changing, and only if it still takes files. */
    Batch open(UUID id) {
        Batch locked = batches.lock(id).orElseThrow(Refused::notFound);
        if (locked.stage() != BatchStage.OPEN) {
            throw Refused.conflict("batch-closed", "This batch takes no more files.");
        }
        return locked;
    }
}
