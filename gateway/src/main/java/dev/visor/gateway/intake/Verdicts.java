package dev.visor.gateway.intake;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.vault.Shredder;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.AssetState;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.Releases;
import dev.visor.policies.Act;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The redaction officer's verdict on a batch: released or withdrawn, as a whole. */
@Service
class Verdicts {

    /** Finishes a withdrawal that a crash cut short. */
    static final TaskDescriptor<Job> FINISH = TaskDescriptor.of("finish-withdrawal", Job.class);

    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Batches batches;
    private final BatchRepository rows;
    private final ClaimRepository claims;
    private final Projects projects;
    private final Assets assets;
    private final Releases releases;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final BatchActs acts;
    private final Shredder shredder;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    Verdicts(
            Batches batches,
            BatchRepository rows,
            ClaimRepository claims,
            Projects projects,
            Assets assets,
            Releases releases,
            TenantTransactions transactions,
            Gate gate,
            BatchActs acts,
            Shredder shredder,
            ObjectProvider<SchedulerClient> scheduler,
            Clock clock) {
        this.batches = batches;
        this.rows = rows;
        this.claims = claims;
        this.projects = projects;
        this.assets = assets;
        this.releases = releases;
        this.transactions = transactions;
        this.gate = gate;
        this.acts = acts;
        this.shredder = shredder;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    Batch release(Caller caller, UUID id) {
        TenantId tenant = caller.requireTenant();
        Batch batch = batches.find(tenant, id);
        Project project = projects.find(tenant, batch.project());
        gate.check(caller, Act.BATCH_RELEASE, batch.resource(project));
        // The stage under the lock, then the record, then the act: no record tells of a release that never was.
        return transactions.inTenant(tenant, () -> {
            Batch locked = rows.lock(id).orElseThrow(Refused::notFound);
            if (locked.stage() != BatchStage.STAGED) {
                throw Refused.conflict(
                        "batch-not-staged", "Only a batch whose pictures were all looked at can be released.");
            }
            List<UUID> pictures = pictures(tenant, id);
            acts.pass(
                    caller,
                    Act.BATCH_RELEASE,
                    locked,
                    project,
                    "batch.release",
                    claims.persons(id),
                    entry -> entry.with("pictures", Integer.toString(pictures.size())));
            releases.release(tenant, pictures);
            locked.decide(BatchStage.RELEASED, caller.id().value(), clock.instant());
            return rows.save(locked);
        });
    }

    Batch withdraw(Caller caller, UUID id) {
        TenantId tenant = caller.requireTenant();
        Batch batch = batches.find(tenant, id);
        Project project = projects.find(tenant, batch.project());
        gate.check(caller, Act.BATCH_WITHDRAW, batch.resource(project));
        Batch withdrawn = transactions.inTenant(tenant, () -> {
            Batch locked = rows.lock(id).orElseThrow(Refused::notFound);
            if (locked.stage() == BatchStage.WITHDRAWN) {
                throw Refused.conflict("batch-withdrawn", "This batch was withdrawn already.");
            }
            acts.pass(caller, Act.BATCH_WITHDRAW, locked, project, "batch.withdraw", claims.persons(id), entry -> {});
            releases.end(tenant, pictures(tenant, id));
            locked.decide(BatchStage.WITHDRAWN, caller.id().value(), clock.instant());
            scheduler
                    .getObject()
                    .scheduleIfNotExists(FINISH.instance(id.toString())
                            .data(new Job(tenant.value(), id))
                            .scheduledTo(clock.instant().plus(GRACE)));
            return rows.save(locked);
        });
        destroy(tenant, id);
        return withdrawn;
    }

    /**
     * Destroys the keys of what is left of a withdrawn batch. Doing it again destroys what came meanwhile: points that were
     * on their way while the batch was withdrawn.
     */
    void destroy(TenantId tenant, UUID id) {
        Batch batch = batches.find(tenant, id);
        Project project = projects.find(tenant, batch.project());
        for (Asset asset : assets.inBatch(tenant, id)) {
            shredder.shred(
                    tenant,
                    releases.objects(asset),
                    () -> Entry.of("object.destroy-keys", ActorRef.system("withdrawal"))
                            .in(tenant)
                            .because(project.purpose().id(), project.basis().id())
                            .on(batch.inTrail(), asset.label())
                            .with("project", project.id().toString()));
            if (asset.state() != AssetState.WITHDRAWN) {
                releases.withdrawn(asset);
            }
        }
    }

    private List<UUID> pictures(TenantId tenant, UUID id) {
        return assets.inBatch(tenant, id).stream().map(Asset::id).toList();
    }

    /**
     * What the queue's table holds of a withdrawal.
     *
     * @param tenant whose batch
     * @param batch which batch
     */
    record Job(UUID tenant, UUID batch) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
