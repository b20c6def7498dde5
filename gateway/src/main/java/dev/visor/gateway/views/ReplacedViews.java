package dev.visor.gateway.views;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.vault.ObjectRef;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Destroys what replaced views showed even where the process ended behind their replacement: a job that is queued with the
 * replacement comes a little later and destroys what is left, which is nothing where all went well.
 */
@Component
class ReplacedViews {

    static final TaskDescriptor<Job> TASK = TaskDescriptor.of("destroy-replaced-views", Job.class);

    private static final Duration GRACE = Duration.ofMinutes(1);

    private final AssetRepository assets;
    private final ViewRepository views;
    private final Projects projects;
    private final LooseObjects loose;
    private final TenantTransactions transactions;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    ReplacedViews(
            AssetRepository assets,
            ViewRepository views,
            Projects projects,
            LooseObjects loose,
            TenantTransactions transactions,
            ObjectProvider<SchedulerClient> scheduler,
            Clock clock) {
        this.assets = assets;
        this.views = views;
        this.projects = projects;
        this.loose = loose;
        this.transactions = transactions;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Queues the job, inside the transaction in which this view takes the place of another. */
    void queue(Asset asset, View by) {
        scheduler
                .getObject()
                .scheduleIfNotExists(TASK.instance(by.id().toString())
                        .data(new Job(asset.tenant().value(), asset.id()))
                        .scheduledTo(clock.instant().plus(GRACE)));
    }

    /** Destroys the keys of what a picture's dead views showed. */
    void destroy(TenantId tenant, UUID id) {
        Asset asset = transactions.inTenant(tenant, () -> assets.findById(id)).orElseThrow(Refused::notFound);
        List<ObjectRef> pictures =
                transactions.inTenant(tenant, () -> views.findByAssetInOrderByCreated(List.of(id))).stream()
                        .filter(view -> view.state() == ViewState.DEAD)
                        .map(View::picture)
                        .toList();
        loose.destroy(asset, projects.find(tenant, asset.project()), pictures);
    }

    /**
     * What the queue's table holds of a replacement.
     *
     * @param tenant whose picture
     * @param asset the picture whose view was replaced
     */
    record Job(UUID tenant, UUID asset) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
