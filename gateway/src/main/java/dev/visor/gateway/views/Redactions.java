package dev.visor.gateway.views;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.visor.gateway.keys.TenantId;
import java.io.Serializable;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The queue of pictures that wait for the workers. It is a table: what was queued survives a crash. */
@Service
public class Redactions {

    /** One picture to be looked at. */
    static final TaskDescriptor<Job> TASK = TaskDescriptor.of("redact-picture", Job.class);

    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    Redactions(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Queues pictures; one that is queued already stays queued once. */
    public void queue(TenantId tenant, Collection<UUID> assets) {
        for (UUID asset : assets) {
            scheduler
                    .getObject()
                    .scheduleIfNotExists(TASK.instance(asset.toString())
                            .data(new Job(tenant.value(), asset))
                            .scheduledTo(clock.instant()));
        }
    }

    /**
     * What the queue's table holds of a picture: identifiers, nothing else.
     *
     * @param tenant whose picture
     * @param asset which picture
     */
    record Job(UUID tenant, UUID asset) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
